"""Why not another class, the ribbon, the what-if map and noise, without a window."""

import time

import numpy as np
import pygame
import pytest

from data.drawing import SIDE
from data.nothing import nothings
from data.pixel_order import TO_PAPER, moments, replay
from models.architecture import untrained
from models.attribution.units import drawn_depths
from models.model import Model, Story
from models.plan import PRESETS
from network import Network
from ui import commands as c
from ui.stage import Stage
from ui.state.filter import Filter
from ui.state.sheet import Picture
from ui.workspace import Workspace


def draw(workspace, start, end):
    workspace.apply(c.BeginStroke(start))
    workspace.apply(c.ExtendStroke(end))
    workspace.apply(c.EndStroke())


def work(workspace):
    until_s = time.perf_counter() + 60
    while workspace.work(time.perf_counter() + 0.02):
        assert time.perf_counter() < until_s, "the work does not end"
        time.sleep(0.001)  # the flips are played by the clock


def until_followed(workspace):
    until_s = time.perf_counter() + 60
    while not workspace.following:
        workspace.work(time.perf_counter() + 0.02)
        assert time.perf_counter() < until_s


def use(workspace, preset, rng, names=("car", "house", "tree")):
    network = untrained(PRESETS[preset], 784, len(names), rng)
    workspace.use(Model(network, names, Story(), preset))
    return network


@pytest.fixture
def drawn(workspace):
    draw(workspace, (5, 5), (20, 20))
    draw(workspace, (20, 5), (5, 20))
    work(workspace)
    return workspace


# The ribbon


@pytest.mark.parametrize("preset", PRESETS)
def test_the_ribbon_is_the_answer_to_every_sheet_that_there_was(workspace, preset, rng):
    network = use(workspace, preset, rng)
    sheets = [workspace.sheet.pixels.copy()]
    for command in (c.BeginStroke((5, 5)), c.ExtendStroke((9, 9)), c.EndStroke(),
                    c.BeginStroke((5, 5), other=True), c.EndStroke()):  # fmt: skip
        workspace.apply(command)
    for n in range(1, len(workspace.sheet.order) + 1):
        sheets.append(replay(np.array(workspace.sheet.order[:n], np.uint16)))
    work(workspace)
    slow = [network.forward(s.reshape(1, -1).astype(np.float32))[0] for s in sheets]
    found = workspace.shown.ribbon.outputs(workspace.sheet.order)
    assert found == pytest.approx(np.array(slow), abs=1e-5)
    assert np.array_equal(sheets[-1], workspace.sheet.pixels)


def test_the_ribbon_follows_undo_and_another_drawing(drawn):
    ribbon = drawn.shown.ribbon
    for command in (c.Undo(), c.Redo(), c.BrowseSheet(1), c.BrowseSheet(1), c.Undo()):
        drawn.apply(command)
        work(drawn)
        order = drawn.sheet.order
        found = ribbon.outputs(order)
        assert len(found) == len(order) + 1
        assert found[-1] == pytest.approx(drawn.answer.outputs, abs=1e-5)
        middle = moments(order, len(order) // 2, len(order) // 2 + 1).astype(np.float32)
        slow = drawn.model.network.forward(middle)[0]
        assert found[len(order) // 2] == pytest.approx(slow, abs=1e-5)


def test_a_moment_is_put_on_the_sheet_and_comes_back_with_undo(drawn):
    before = drawn.sheet.pixels.copy()
    order = drawn.sheet.order
    drawn.apply(c.ShowMoment(10))
    assert np.array_equal(drawn.sheet.pixels.reshape(-1), moments(order, 10, 11)[0])
    assert list(drawn.sheet.order) == list(order[:10])
    drawn.apply(c.Undo())
    assert np.array_equal(drawn.sheet.pixels, before)
    drawn.apply(c.ShowMoment(len(order)))
    assert drawn.message.text == "That is the drawing as it is."


def test_moments_are_what_a_replay_gives(rng):
    order = rng.integers(0, 784, 300)
    order[rng.random(300) < 0.3] += TO_PAPER
    found = moments(order.tolist(), 40, 301)
    for moment in (40, 41, 123, 300):
        slow = replay(order[:moment].astype(np.uint16)).reshape(-1)
        assert np.array_equal(found[moment - 40], slow)


def test_an_order_that_is_not_known_is_not_claimed_to_be(drawn, fonts):
    title = lambda: Stage(drawn, (1280, 800)).screen._answer._ribbon_title()  # noqa: E731
    assert title().startswith("How the answer grew")
    drawn.apply(c.FillWithNoise())
    draw(drawn, (1, 1), (1, 5))
    assert title().startswith("Row by row")
    drawn.apply(c.PressNumber(1))
    new = int(drawn.collection.drawings.ids[-1])
    assert drawn.collection.order_of(new) is None
    drawn.collection.show(Filter())
    drawn.apply(c.Choose(0))
    drawn.apply(c.OpenOnSheet())
    assert title().startswith("Row by row")
    drawn.remember()
    again = Workspace(drawn.home)
    assert not again.sheet.known
    again.close()
    drawn.apply(c.ClearSheet())
    draw(drawn, (1, 1), (1, 5))
    assert title().startswith("How the answer grew")


# What if


@pytest.mark.parametrize("preset", PRESETS)
def test_the_what_if_map_is_complete_or_not_there(workspace, preset, rng):
    network = use(workspace, preset, rng)
    draw(workspace, (5, 5), (20, 20))
    sheet, seen = workspace.sheet, []
    while (found := workspace.shown.what_if.changes(sheet.pixels, sheet.version)) is None:
        seen.append(workspace.work(time.perf_counter()))
        assert len(seen) < 1000
    assert bool(seen) == (preset != "classic")  # a slow one takes some frames
    image = sheet.pixels.reshape(-1).astype(np.float32)
    for pixel in rng.choice(784, 10, replace=False):
        flipped = image.copy()
        flipped[pixel] = 1 - flipped[pixel]
        slow = network.forward(flipped[None])[0] - network.forward(image[None])[0]
        assert found[pixel] == pytest.approx(slow, abs=1e-5)


def test_a_new_stroke_ends_a_map_that_is_not_complete(workspace, rng):
    use(workspace, "conv", rng)
    draw(workspace, (5, 5), (20, 20))
    what_if, sheet = workspace.shown.what_if, workspace.sheet
    assert what_if.changes(sheet.pixels, sheet.version) is None
    draw(workspace, (20, 5), (5, 20))
    assert what_if.changes(sheet.pixels, sheet.version) is None
    work(workspace)
    assert what_if.changes(sheet.pixels, sheet.version).shape == (784, 3)


def test_with_the_map_on_a_click_flips_one_pixel(workspace):
    draw(workspace, (5, 5), (5, 5))
    before = workspace.sheet.pixels.copy()
    workspace.apply(c.Toggle("what_if"))
    for row, col in ((5, 5), (12, 12), (-1, 40)):
        workspace.apply(c.BeginStroke((row, col)))
        workspace.apply(c.EndStroke())
    assert before[5, 5] and np.argwhere(workspace.sheet.pixels != before).tolist() == [
        [5, 5],
        [12, 12],
    ]


# Why not


def test_the_flips_found_put_on_the_sheet_make_the_class_win(drawn):
    names = drawn.model.names
    wanted = next(name for name in names if name != names[drawn.answer.best])
    drawn.apply(c.AskWhyNot(wanted))
    before = drawn.sheet.pixels.copy()
    work(drawn)
    question = drawn.question
    assert not question.working and question.flips and question.shown == len(question.flips)
    assert np.array_equal(drawn.sheet.pixels, before)  # it was played on a copy
    drawn.apply(c.TakeWhyNot())
    assert names[drawn.answer.best] == wanted and drawn.question is None
    changed = np.flatnonzero(drawn.sheet.pixels != before)
    assert set(changed.tolist()) == set(question.flips)
    assert np.array_equal(replay(np.array(drawn.sheet.order, np.uint16)), drawn.sheet.pixels)
    drawn.apply(c.Undo())
    assert np.array_equal(drawn.sheet.pixels, before)


def test_the_class_in_second_place_is_asked_about_by_key(drawn):
    drawn.apply(c.AskWhyNot(""))
    second = drawn.model.names[int(drawn.answer.outputs.argsort()[-2])]
    assert drawn.question.wanted == second


def test_a_question_ends_with_the_sheet_or_network_it_was_about(drawn, rng):
    drawn.apply(c.AskWhyNot(""))
    draw(drawn, (1, 1), (1, 9))
    assert drawn.question is None
    drawn.apply(c.AskWhyNot(""))
    drawn.apply(c.EndWhyNot())
    assert drawn.question is None
    drawn.apply(c.AskWhyNot(""))
    use(drawn, "classic", rng)
    assert drawn.question is None
    drawn.apply(c.TakeWhyNot())
    assert drawn.message.text == "There are no pixels to flip."


@pytest.mark.parametrize(
    "wanted, says",
    [("cat", "The network says cat already"), ("star", "The network has not learnt star yet")],
)
def test_a_question_without_an_answer_is_refused(drawn, wanted, says):
    drawn.apply(c.BrowseSheet(1))
    drawn.apply(c.AskWhyNot(drawn.model.names[drawn.answer.best] if wanted == "cat" else wanted))
    assert drawn.message.text.startswith(says.split(" cat")[0])
    assert drawn.question is None


def test_one_class_alone_has_no_other_that_could_win(workspace, rng):
    use(workspace, "classic", rng, names=("car",))
    workspace.apply(c.AskWhyNot(""))
    assert "knows one class only" in workspace.message.text


# Nothing


def test_noise_fills_the_sheet_another_at_every_press_and_can_be_undone(drawn):
    before = drawn.sheet.pixels.copy()
    seen = []
    for _ in range(3):
        drawn.apply(c.FillWithNoise())
        seen.append(drawn.sheet.pixels.tobytes())
        best = drawn.answer.names[drawn.answer.best]
        assert drawn.message.text.startswith(f"Noise, and the network says {best}")
    assert len(set(seen)) == 3
    for _ in range(3):
        drawn.apply(c.Undo())
    assert np.array_equal(drawn.sheet.pixels, before)


def test_noise_on_the_sheet_puts_the_class_for_it_one_click_away(drawn, fonts):
    stage = Stage(drawn, (1280, 800))
    button = next(w for w in stage.screen.panel.widgets if w.area.bottom > 700
                  and type(w).__name__ == "Button" and w.area.x > 900)  # fmt: skip
    assert button.text() == "New class"
    drawn.apply(c.FillWithNoise())
    assert button.text() == "None of these"
    drawn.apply(button._command())
    assert drawn.collection.labels[-1].name == "none of these"
    assert button.text() == "New class"


def test_a_class_of_nothing_comes_with_drawings_and_goes_with_one_undo(workspace):
    n = workspace.collection.count()
    workspace.apply(c.AddNothing())
    label = workspace.collection.labels[-1]
    assert label.name == "none of these" and workspace.collection.count(label.id) == 80
    workspace.apply(c.AddNothing())
    assert workspace.message.text == "There is a class none of these already."
    workspace.apply(c.Undo())
    assert workspace.collection.count() == n
    workspace.apply(c.Redo())
    assert workspace.collection.count() == n + 80
    held = workspace.collection.drawings.held_out[-80:]
    assert 8 <= held.sum() <= 24  # about one in five


def test_a_network_taught_nothing_says_so_to_noise(workspace, rng):
    workspace.apply(c.AddNothing())
    for name, value in (("epochs", 300), ("augment", False)):
        workspace.apply(c.ChangePlan(name, value))
    workspace.apply(c.StartOrPause())
    work(workspace)
    sheets = (rng.random((50, 784)) < 0.3).astype(np.float32)
    answers = workspace.model.network.forward(sheets).argmax(axis=1)
    share = np.mean([workspace.model.names[i] == "none of these" for i in answers])
    assert share > 0.7


def test_what_shows_nothing_has_ink_and_no_two_are_alike(rng):
    drawings = rng.random((5, SIDE, SIDE)) < 0.2
    found = nothings(drawings, 60, rng)
    assert found.any(axis=(1, 2)).all()
    assert len({sheet.tobytes() for sheet in found}) == 60
    assert nothings(np.zeros((0, SIDE, SIDE), bool), 6, rng).any(axis=(1, 2)).all()
    assert nothings(np.zeros((2, SIDE, SIDE), bool), 6, rng).any(axis=(1, 2)).all()


# Neurons switched off, their influence, what they like


def test_neurons_switched_off_change_outputs_and_held_out_score_and_nothing_else(drawn):
    drawn.apply(c.show_screen("network"))
    whole = drawn.answer.outputs.copy()
    for neuron in ((0, 3), (1, 2)):
        drawn.apply(c.SwitchNeuron(neuron))
    work(drawn)
    network = drawn.model.network.copy()
    network.layers[1].weights[3] = 0  # what the first hidden layer's fourth neuron feeds
    network.layers[2].weights[2] = 0
    image = drawn.sheet.pixels.reshape(1, -1).astype(np.float32)
    answer = drawn.wired.to(drawn.sheet.pixels, drawn.sheet.version)
    assert answer.outputs == pytest.approx(network.forward(image)[0], abs=1e-6)
    assert np.array_equal(drawn.answer.outputs, whole)  # the draw screen has the whole network
    cut, before = drawn.cut.score
    held = drawn.collection.labelled()
    images = held.batch.images[held.held_out].reshape(-1, 784).astype(np.float32)
    labels = held.batch.labels[held.held_out]
    for score, asked in ((cut, network), (before, drawn.model.network)):
        slow = int((asked.forward(images).argmax(axis=1) == labels).sum())
        assert (score.right, score.count) == (slow, len(labels))
    drawn.apply(c.SwitchNeuron((0, 3)))
    drawn.apply(c.SwitchAllOn())
    assert not drawn.cut.off and drawn.cut.score is None and drawn.wired is drawn.shown


def test_an_output_is_not_switched_off_and_another_network_has_all_on(drawn, rng):
    drawn.apply(c.SwitchNeuron((2, 0)))
    assert "Only hidden neurons" in drawn.message.text and not drawn.cut.off
    drawn.apply(c.SwitchNeuron((0, 0)))
    use(drawn, "wide", rng)
    assert not drawn.cut.off


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
        found = workspace.wired.influences.of(sheet.pixels, reading, sheet.version, 1)
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
    drawn.shown.likes.imagined(3)
    work(drawn)
    likes = drawn.shown.likes
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
    likes = workspace.shown.likes
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
    before = [array.copy() for array in drawn.model.network.parameters()]
    lesson, sheet = drawn.lesson, drawn.sheet
    step, check = lesson.of(drawn.shown.model, sheet.pixels, sheet.version)
    steps = lesson.steps(step)
    assert steps == [("forward", 2), ("slopes", 2), ("nudges", 2), ("slopes", 1), ("nudges", 1),
                     ("slopes", 0), ("nudges", 0), ("after", 0)]  # fmt: skip
    for _ in range(10):
        drawn.apply(c.ChangeLesson("place", 1))
    assert lesson.place == len(steps) - 1
    for _ in range(10):
        drawn.apply(c.ChangeLesson("place", -1))
    assert lesson.place == 0
    work(drawn)
    assert check.over and check.largest < 1e-4
    for array, was in zip(drawn.model.network.parameters(), before, strict=True):
        assert np.array_equal(array, was)


def test_the_lesson_is_about_the_class_and_rate_chosen(drawn):
    lesson, sheet, model = drawn.lesson, drawn.sheet, drawn.shown.model
    assert (
        lesson.wanted_of(model, sheet.pixels)
        == model.names[int(drawn.answer.outputs.argsort()[-2])]
    )
    drawn.apply(c.ChangeLesson("wanted", "tree"))
    drawn.apply(c.ChangeLesson("rate", 1.0))
    step, _ = lesson.of(model, sheet.pixels, sheet.version)
    assert step.targets.tolist() == [float(name == "tree") for name in model.names]
    assert step.rate == 1.0


@pytest.mark.parametrize("preset", PRESETS)
def test_every_step_of_the_lesson_has_words_and_numbers(workspace, preset, rng):
    from ui.overlays.backward_words import told

    use(workspace, preset, rng)
    draw(workspace, (5, 5), (20, 20))
    lesson, sheet = workspace.lesson, workspace.sheet
    step, _ = lesson.of(workspace.shown.model, sheet.pixels, sheet.version)
    titles = set()
    for kind, depth in lesson.steps(step):
        title, text, lines = told(step, kind, depth, workspace.shown.model.names)
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
        workspace.apply(c.ChangeLesson("place", 1))


def test_a_copy_stays_until_its_views_are_complete_and_then_makes_way(drawn):
    drawn.apply(c.ChangePlan("epochs", 20_000))
    drawn.apply(c.ChangePlan("augment", False))
    drawn.apply(c.StartOrPause())
    drawn.apply(c.show_screen("draw"))
    whole, models = 0, set()
    until_s = time.perf_counter() + 60
    while (len(models) < 4 or whole < 4) and time.perf_counter() < until_s:
        drawn.work(time.perf_counter() + 0.015)
        if drawn.following:
            models.add(id(drawn.shown))
            order = drawn.sheet.order
            whole += len(drawn.shown.ribbon.outputs(order)) == len(order) + 1
    assert len(models) > 3 and whole > 3
    drawn.apply(c.Toggle("follow"))
    assert not drawn.following


def test_a_network_that_runs_away_is_not_shown(drawn):
    drawn.apply(c.ChangePlan("augment", False))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    seen = drawn.shown.model
    drawn.trainer.run.network.layers[0].weights[0, 0] = np.nan
    time.sleep(0.15)
    assert not drawn.followed.refresh(drawn.trainer, waiting=False)
    assert drawn.shown.model is seen


# What a reader found


@pytest.fixture
def other_shape(drawn):
    """A training of a network with other neurons than the one in use."""
    for name, value in (("hidden", (8, 8)), ("epochs", 5_000), ("augment", False)):
        drawn.apply(c.ChangePlan(name, value))
    return drawn


@pytest.mark.parametrize("neuron", [(0, 12), (1, 3)])
def test_neurons_of_one_network_are_let_go_when_another_is_followed(other_shape, neuron, fonts):
    ws, surface = other_shape, pygame.Surface((1280, 800))
    ws.apply(c.show_screen("network"))
    ws.apply(c.SwitchNeuron(neuron))
    ws.apply(c.ChangeView("focus", neuron))
    stage = Stage(ws, (1280, 800))
    for command in (None, c.StartOrPause(), c.Toggle("follow"), c.Toggle("follow"),
                    c.StopTraining()):  # fmt: skip
        if command:
            ws.apply(command)
        if isinstance(command, c.StartOrPause):
            until_followed(ws)
        for _ in range(12):
            stage.catch_up()
            stage.draw(surface)
            ws.work(time.perf_counter() + 0.02)
        if command:
            assert not ws.cut.off and ws.view.focus is None
    work(ws)


def test_the_lesson_follows_another_networks_names(drawn, fonts):
    drawn.apply(c.show_screen("network"))
    drawn.apply(c.open_overlay("backward"))
    stage, surface = Stage(drawn, (1280, 800)), pygame.Surface((1280, 800))
    stage.draw(surface)
    names = (*drawn.model.names, "star")
    network = Network.dense((784, 5, len(names)), np.random.default_rng(0))
    drawn.use(Model(network, names, Story(), "more"))
    stage.catch_up()
    stage.draw(surface)


def test_a_question_outlives_the_next_copies_of_a_network_in_training(drawn):
    drawn.apply(c.ChangePlan("epochs", 50_000))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    drawn.apply(c.AskWhyNot(""))
    until_s = time.perf_counter() + 3
    while time.perf_counter() < until_s:
        drawn.work(time.perf_counter() + 0.015)
    assert drawn.question is not None and not drawn.question.searching
    drawn.apply(c.show_screen("train"))
    assert drawn.question is None
    drawn.apply(c.StopTraining())


def test_a_stroke_that_strays_over_the_ribbon_shows_the_sheet(drawn, fonts):
    stage = Stage(drawn, (1280, 800))
    card = stage.screen._answer
    ribbon, paper = card._ribbon.area, stage.screen.panel.widgets[0].area

    def mouse(kind, at, **values):
        for command in stage.handle(pygame.event.Event(kind, pos=at, **values)):
            drawn.apply(command)

    mouse(pygame.MOUSEMOTION, ribbon.center, rel=(1, 1), buttons=(0, 0, 0))
    assert card.paper.moment is not None
    mouse(pygame.MOUSEMOTION, paper.center, rel=(1, 1), buttons=(0, 0, 0))
    mouse(pygame.MOUSEBUTTONDOWN, paper.center, button=1)
    mouse(pygame.MOUSEMOTION, ribbon.center, rel=(1, 1), buttons=(1, 0, 0))
    assert card.paper.moment is None
    mouse(pygame.MOUSEBUTTONUP, ribbon.center, button=1)
    assert card.paper.moment is None


def test_a_click_on_the_ribbon_shows_the_moment_that_was_clicked(drawn, fonts):
    stage = Stage(drawn, (1280, 800))
    card = stage.screen._answer
    at = card._ribbon.area.center
    stage.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(1, 1), buttons=(0, 0, 0)))
    moment, seen = card.paper.moment, card.paper.pixels
    for command in stage.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1)):
        drawn.apply(command)
    assert len(drawn.sheet.order) == moment and np.array_equal(drawn.sheet.pixels, seen)
    assert card.paper.moment is None


def test_the_score_of_another_cut_is_never_shown(drawn):
    drawn.apply(c.show_screen("network"))
    drawn.apply(c.SwitchNeuron((0, 0)))
    work(drawn)
    assert drawn.cut.score is not None
    drawn.apply(c.SwitchNeuron((0, 1)))
    assert drawn.cut.score is None


def test_the_lamp_is_green_for_the_networks_own_drawings(drawn):
    lesson, model = drawn.lesson, drawn.model
    for place in range(60):
        drawn.apply(c.Choose(place))
        drawn.apply(c.OpenOnSheet())
        _, check = lesson.of(model, drawn.sheet.pixels, drawn.sheet.version)
        while lesson.work(time.perf_counter() + 1):
            pass
        assert check.largest < 1e-4, place


def test_a_class_of_nothing_that_cannot_be_stored_leaves_nothing_behind(drawn, monkeypatch):
    from data.errors import DataError

    def full(*_):
        raise DataError("The disk is full.")

    monkeypatch.setattr(drawn.collection, "add_many", full)
    n = len(drawn.collection.labels)
    drawn.apply(c.AddNothing())
    assert drawn.message.text == "The disk is full." and len(drawn.collection.labels) == n


# What a hostile tester found


def test_neurons_off_in_a_training_are_on_in_the_network_in_use(drawn):
    drawn.apply(c.show_screen("network"))
    drawn.apply(c.ChangePlan("epochs", 50_000))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    drawn.apply(c.SwitchNeuron((1, 2)))
    for _ in range(10):
        drawn.work(time.perf_counter() + 0.02)
    assert drawn.cut.off  # the next copy of the same network has it off, too
    drawn.apply(c.Toggle("follow"))
    assert not drawn.following and not drawn.cut.off


def test_the_lesson_is_about_the_loss_and_the_neurons_on_screen(drawn):
    drawn.apply(c.show_screen("network"))
    for neuron in range(5):
        drawn.apply(c.SwitchNeuron((1, neuron)))
    step, _ = drawn.lesson.of(drawn.wired.model, drawn.sheet.pixels, drawn.sheet.version)
    outputs = drawn.wired.to(drawn.sheet.pixels, drawn.sheet.version).outputs
    assert step.stages[-1] == pytest.approx(outputs, abs=1e-5)
    for name, value in (("loss", "squared-error"), ("epochs", 50_000)):
        drawn.apply(c.ChangePlan(name, value))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    step, _ = drawn.lesson.of(drawn.shown.model, drawn.sheet.pixels, drawn.sheet.version)
    slow = 0.5 * ((step.stages[-1] - step.targets) ** 2).sum()
    assert step.loss == pytest.approx(slow, abs=1e-9)


def test_a_drawing_of_too_many_changes_to_be_stored_is_not_replayed_wrong(drawn):
    order = list(drawn.sheet.order)
    order += [700, 700 + TO_PAPER] * 10_010
    drawn.sheet.show(Picture(drawn.sheet.pixels, tuple(order)))
    drawn.remember()
    again = Workspace(drawn.home)
    assert np.array_equal(again.sheet.pixels, drawn.sheet.pixels) and not again.sheet.known
    work(again)
    found = again.shown.ribbon.outputs(again.sheet.order)
    assert found[-1] == pytest.approx(again.answer.outputs, abs=1e-5)
    again.close()
    drawn.apply(c.PressNumber(1))
    drawn.collection.show(Filter())
    drawn.apply(c.Choose(0))
    drawn.apply(c.OpenOnSheet())
    assert not drawn.sheet.known
    assert np.array_equal(replay(np.array(drawn.sheet.order, np.uint16)), drawn.sheet.pixels)


def test_a_class_of_nothing_taken_back_can_be_added_again(drawn):
    drawn.apply(c.AddNothing())
    drawn.apply(c.Undo())
    draw(drawn, (1, 1), (1, 5))
    drawn.apply(c.AddNothing())
    labels = [label for label in drawn.collection.labels if label.name == "none of these"]
    assert len(labels) == 1 and drawn.collection.count(labels[0].id) == 80


def test_a_moment_that_looks_like_now_is_no_step_of_undo(workspace):
    draw(workspace, (5, 5), (5, 5))
    n = len(workspace.sheet.order)
    draw(workspace, (9, 9), (9, 9))
    workspace.apply(c.Toggle("ink"))
    draw(workspace, (9, 9), (9, 9))
    steps = len(workspace.history.done)
    workspace.apply(c.ShowMoment(n))
    assert workspace.message.text == "The sheet looked at that moment as it does now."
    assert len(workspace.history.done) == steps


def test_t_says_what_it_does_where_nothing_trains(drawn):
    drawn.apply(c.Toggle("follow"))
    assert drawn.message.text.endswith("will show the network in use.")


def test_a_network_that_waits_for_an_undo_keeps_no_arrays_to_work_in(drawn, rng):
    before = drawn.model
    assert before.compiled is not None
    use(drawn, "conv", rng)
    assert "compiled" not in vars(before)
