"""Faults of the explanations that a reader and a hostile tester found, each once."""

import time

import numpy as np
import pygame
import pytest

from data.pixel_order import TO_PAPER, replay
from models.attribution.units import drawn_depths
from models.model import Model, Story
from models.plan import PRESETS
from network import Network
from tests.explained import draw, until_followed, use, work
from ui import commands as c
from ui.stage import Stage
from ui.state.filter import Filter
from ui.state.sheet import Picture
from ui.workspace import Workspace

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
            assert not ws.networks.cut.off and ws.view.focus is None
    work(ws)


def test_the_lesson_follows_another_networks_names(drawn, fonts):
    drawn.apply(c.show_screen("network"))
    drawn.apply(c.open_overlay("backward"))
    stage, surface = Stage(drawn, (1280, 800)), pygame.Surface((1280, 800))
    stage.draw(surface)
    names = (*drawn.networks.model.names, "star")
    network = Network.dense((784, 5, len(names)), np.random.default_rng(0))
    drawn.use(Model(network, names, Story(), "more"))
    stage.catch_up()
    stage.draw(surface)


def test_a_question_outlives_the_next_copies_of_a_network_in_training(drawn):
    drawn.apply(c.ChangePlan("epochs", 50_000))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    drawn.apply(c.AskWhyNot(""))
    begun_s = time.perf_counter()
    while time.perf_counter() < begun_s + 3 or drawn.question.searching:
        drawn.work(time.perf_counter() + 0.015)
        assert drawn.question is not None  # however many copies come meanwhile
        assert time.perf_counter() < begun_s + 60
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
    assert drawn.networks.cut.score is not None
    drawn.apply(c.SwitchNeuron((0, 1)))
    assert drawn.networks.cut.score is None


def test_the_lamp_is_green_for_the_networks_own_drawings(drawn):
    lesson, model = drawn.backward, drawn.networks.model
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
    assert drawn.networks.cut.off  # the next copy of the same network has it off, too
    drawn.apply(c.Toggle("follow"))
    assert not drawn.networks.following and not drawn.networks.cut.off


def test_the_lesson_is_about_the_loss_and_the_neurons_on_screen(drawn):
    drawn.apply(c.show_screen("network"))
    for neuron in range(5):
        drawn.apply(c.SwitchNeuron((1, neuron)))
    step, _ = drawn.backward.of(drawn.networks.wired.model, drawn.sheet.pixels, drawn.sheet.version)
    outputs = drawn.networks.wired.to(drawn.sheet.pixels, drawn.sheet.version).outputs
    assert step.stages[-1] == pytest.approx(outputs, abs=1e-5)
    for name, value in (("loss", "squared-error"), ("epochs", 50_000)):
        drawn.apply(c.ChangePlan(name, value))
    drawn.apply(c.StartOrPause())
    until_followed(drawn)
    step, _ = drawn.backward.of(drawn.networks.shown.model, drawn.sheet.pixels, drawn.sheet.version)
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
    found = again.networks.shown.ribbon.outputs(again.sheet.order)
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
    before = drawn.networks.model
    assert before.compiled is not None
    use(drawn, "conv", rng)
    assert "compiled" not in vars(before)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_lines_of_every_sum_add_up_to_the_value_shown(workspace, preset, rng, fonts):
    from ui.widgets.sum_lines import ending_of, parts_of

    network = use(workspace, preset, rng)
    for array in network.parameters():
        if array.ndim == 1:
            array += rng.standard_normal(array.shape).astype(array.dtype)
    workspace.use(Model(network, ("car", "house", "tree"), Story(), "biased"))
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.show_screen("network"))
    scene = Stage(workspace, (1280, 800)).screen._scene()
    for depth in drawn_depths(network):
        if network.layers[depth].kind != "dense":
            continue
        for neuron in range(3):
            ending = ending_of(scene, (depth, neuron), 9)
            all_inputs, bias, together, output = ending[:4]
            parts = parts_of(scene, (depth, neuron), 6)
            if depth != drawn_depths(network)[0]:  # of the first the parts are a picture
                assert len(parts) <= 6
                assert sum(part.value for part in parts) == pytest.approx(
                    all_inputs.value, abs=1e-4
                )
            assert all_inputs.value + bias.value == pytest.approx(together.value, abs=1e-4)
            z = np.array([together.value])
            value = network.layers[depth].activation.apply(z)[0]
            assert output.strong and output.value == pytest.approx(value, abs=1e-5)
