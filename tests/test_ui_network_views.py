"""Neurons off, their influence and likes, sums and the lesson, for networks of every shape."""

import time

import numpy as np
import pygame
import pytest

from models.architecture import untrained
from models.attribution.units import drawn_depths
from models.model import Model, Story
from models.plan import PRESETS
from network import Network
from tests.explained import draw, until_followed, use, work
from ui import commands as c
from ui.stage import Stage

# Neurons switched off, their influence, what they like


def test_neurons_switched_off_change_outputs_and_held_out_score_and_nothing_else(drawn):
    drawn.apply(c.show_screen("network"))
    whole = drawn.answer.outputs.copy()
    for neuron in ((0, 3), (1, 2)):
        drawn.apply(c.SwitchNeuron(neuron))
    work(drawn)
    network = drawn.networks.model.network.copy()
    network.layers[1].weights[3] = 0  # what the first hidden layer's fourth neuron feeds
    network.layers[2].weights[2] = 0
    image = drawn.sheet.pixels.reshape(1, -1).astype(np.float32)
    answer = drawn.networks.wired.to(drawn.sheet.pixels, drawn.sheet.version)
    assert answer.outputs == pytest.approx(network.forward(image)[0], abs=1e-6)
    assert np.array_equal(drawn.answer.outputs, whole)  # the draw screen has the whole network
    cut, before = drawn.networks.cut.score
    held = drawn.collection.labelled()
    images = held.batch.images[held.held_out].reshape(-1, 784).astype(np.float32)
    labels = held.batch.labels[held.held_out]
    for score, asked in ((cut, network), (before, drawn.networks.model.network)):
        slow = int((asked.forward(images).argmax(axis=1) == labels).sum())
        assert (score.right, score.count) == (slow, len(labels))
    drawn.apply(c.SwitchNeuron((0, 3)))
    drawn.apply(c.SwitchAllOn())
    assert (
        not drawn.networks.cut.off
        and drawn.networks.cut.score is None
        and drawn.networks.wired is drawn.networks.shown
    )


def test_an_output_is_not_switched_off_and_another_network_has_all_on(drawn, rng):
    drawn.apply(c.SwitchNeuron((2, 0)))
    assert "Only hidden neurons" in drawn.message.text and not drawn.networks.cut.off
    drawn.apply(c.SwitchNeuron((0, 0)))
    use(drawn, "wide", rng)
    assert not drawn.networks.cut.off


@pytest.mark.parametrize("preset", PRESETS)
def test_the_influence_is_all_there_or_not_at_all(workspace, preset, rng):
    from models.attribution.shares import shares
    from models.attribution.switched_off import effects
    from models.attribution.units import drawn_depths, unit_shares

    network = use(workspace, preset, rng)
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.show_screen("network"))
    sheet, reading = workspace.sheet, workspace.answer.reading
    found = None
    for _ in range(200):
        found = workspace.networks.wired.influences.of(sheet.pixels, reading, sheet.version, 1)
        if found:
            break
        workspace.work(time.perf_counter())
    parts = shares(network, sheet.pixels.reshape(-1).astype(np.float32))
    for depth in drawn_depths(network)[:-1]:
        assert found.effects[depth] == pytest.approx(effects(network, reading, depth), abs=1e-6)
        slow = unit_shares(network, parts, depth)[1]
        assert found.shares[depth] == pytest.approx(slow, abs=1e-6)


def test_what_a_neuron_likes_follows_what_is_kept_and_trashed(drawn):
    drawn.apply(c.show_screen("network"))
    drawn.networks.shown.likes.imagined(3)
    work(drawn)
    likes = drawn.networks.shown.likes
    assert likes.seen == drawn.collection.count() and likes.imagined(3).over
    top = likes.found.most(2, 5)[0][0]
    drawn.apply(c.PressNumber(6))
    work(drawn)
    assert likes.seen == drawn.collection.count()
    drawn.collection.trash([int(drawn.collection.drawings.ids[top])])
    work(drawn)
    assert likes.seen == drawn.collection.count()
    assert top not in likes.found.most(2, 5)[0]


def test_a_mean_drawing_is_the_mean_and_without_drawings_there_is_none(workspace):
    likes = workspace.networks.shown.likes
    label = workspace.collection.labels[2]
    rows = workspace.collection.drawings.label_ids == label.id
    slow = workspace.collection.drawings.images[rows].reshape(-1, 784).mean(axis=0)
    assert likes.mean(workspace.collection, label.id) == pytest.approx(slow)
    workspace.apply(c.AddClass("star"))
    assert likes.mean(workspace.collection, workspace.collection.labels[-1].id) is None


# The lesson


def test_the_lesson_goes_through_the_layers_and_back_and_changes_nothing(drawn):
    drawn.apply(c.show_screen("network"))
    drawn.apply(c.open_overlay("backward"))
    before = [array.copy() for array in drawn.networks.model.network.parameters()]
    lesson, sheet = drawn.backward, drawn.sheet
    step, check = lesson.of(drawn.networks.shown.model, sheet.pixels, sheet.version)
    steps = lesson.steps(step)
    assert steps == [("forward", 2), ("slopes", 2), ("nudges", 2), ("slopes", 1), ("nudges", 1),
                     ("slopes", 0), ("nudges", 0), ("after", 0)]  # fmt: skip
    for _ in range(10):
        drawn.apply(c.ChangeBackward("place", 1))
    assert lesson.place == len(steps) - 1
    for _ in range(10):
        drawn.apply(c.ChangeBackward("place", -1))
    assert lesson.place == 0
    work(drawn)
    assert check.over and check.largest < 1e-4
    for array, was in zip(drawn.networks.model.network.parameters(), before, strict=True):
        assert np.array_equal(array, was)


def test_the_lesson_is_about_the_class_and_rate_chosen(drawn):
    lesson, sheet, model = drawn.backward, drawn.sheet, drawn.networks.shown.model
    assert (
        lesson.wanted_of(model, sheet.pixels)
        == model.names[int(drawn.answer.outputs.argsort()[-2])]
    )
    drawn.apply(c.ChangeBackward("wanted", "tree"))
    drawn.apply(c.ChangeBackward("rate", 1.0))
    step, _ = lesson.of(model, sheet.pixels, sheet.version)
    assert step.targets.tolist() == [float(name == "tree") for name in model.names]
    assert step.rate == 1.0


@pytest.mark.parametrize("preset", PRESETS)
def test_every_step_of_the_lesson_has_words_and_numbers(workspace, preset, rng):
    from ui.overlays.backward_words import told

    use(workspace, preset, rng)
    draw(workspace, (5, 5), (20, 20))
    lesson, sheet = workspace.backward, workspace.sheet
    step, _ = lesson.of(workspace.networks.shown.model, sheet.pixels, sheet.version)
    titles = set()
    for kind, depth in lesson.steps(step):
        title, text, lines = told(step, kind, depth, workspace.networks.shown.model.names)
        assert text.endswith(".") and lines and all(line.text and line.value for line in lines)
        titles.add(title)
    assert len(titles) == len(lesson.steps(step))


# Networks that nobody would train


SHAPES = {
    "one layer": lambda rng: Network.dense((784, 3), rng),
    "ten layers": lambda rng: Network.dense((784, *(6,) * 9, 3), rng),
    "one neuron": lambda rng: Network.dense((784, 1, 3), rng),
    "a thousand": lambda rng: Network.dense((784, 1000, 3), rng),
    "one class": lambda rng: Network.dense((784, 4, 1), rng),
    "wide": lambda rng: untrained(PRESETS["wide"], 784, 3, rng),
    "conv": lambda rng: untrained(PRESETS["conv"], 784, 3, rng),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_view_of_every_network_is_drawn_and_its_work_ends(workspace, shape, rng, fonts):
    network = shape(rng)
    names = ("car", "a name that is nobody's", "tree")[: network.sizes[-1]]
    workspace.use(Model(network, names, Story(), "odd"))
    surface, stage = pygame.Surface((1100, 700)), Stage(workspace, (1100, 700))

    def look():
        for _ in range(2):  # what is asked for by drawing is worked out after it
            stage.catch_up()
            stage.draw(surface)
            until_s = time.perf_counter() + 1.5  # a drawing of its own takes conv longer
            while workspace.work(time.perf_counter() + 0.5) and time.perf_counter() < until_s:
                pass

    workspace.apply(c.Toggle("what_if"))
    for drawn in (False, True):
        if drawn:
            draw(workspace, (5, 5), (8, 8))
        look()
    workspace.apply(c.AskWhyNot(""))
    workspace.apply(c.FillWithNoise())
    workspace.apply(c.show_screen("drawings"))
    workspace.apply(c.Choose(1))
    look()
    workspace.apply(c.show_screen("network"))
    last = len(network.layers) - 1
    for neurons in ("value", "switched off", "share"):
        workspace.apply(c.ChangeView("neurons", neurons))
        for focus in (None, (last, len(names) - 1), (drawn_depths(network)[0], 0)):
            workspace.apply(c.ChangeView("focus", focus))
            look()
    workspace.apply(c.SwitchNeuron((drawn_depths(network)[0], 0)))
    look()
    workspace.apply(c.open_overlay("backward"))
    for _ in range(len(network.layers) * 2 + 2):
        look()
        workspace.apply(c.ChangeBackward("place", 1))


def test_a_copy_stays_until_its_views_are_complete_and_then_makes_way(drawn):
    drawn.apply(c.ChangePlan("epochs", 20_000))
    drawn.apply(c.ChangePlan("augment", False))
    drawn.apply(c.StartOrPause())
    drawn.apply(c.show_screen("draw"))
    whole, models = 0, set()
    until_s = time.perf_counter() + 60
    while (len(models) < 4 or whole < 4) and time.perf_counter() < until_s:
        drawn.work(time.perf_counter() + 0.015)
        if drawn.networks.following:
            models.add(id(drawn.networks.shown))
            order = drawn.sheet.order
            whole += len(drawn.networks.shown.ribbon.outputs(order)) == len(order) + 1
    assert len(models) > 3 and whole > 3
    drawn.apply(c.Toggle("follow"))
    assert not drawn.networks.following


def test_a_network_that_runs_away_is_not_shown(drawn):
    drawn.apply(c.ChangePlan("augment", False))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    seen = drawn.networks.shown.model
    drawn.trainer.run.network.layers[0].weights[0, 0] = np.nan
    time.sleep(0.15)
    assert not drawn.networks.followed.refresh(drawn.trainer, waiting=False)
    assert drawn.networks.shown.model is seen
