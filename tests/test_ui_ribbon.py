"""The ribbon, without a window."""

import numpy as np
import pytest

from data.pixel_order import TO_PAPER, moments, replay
from models.plan import PRESETS
from tests.explained import draw, use, work
from ui import commands as c
from ui.stage import Stage
from ui.state.filter import Filter
from ui.workspace import Workspace


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
    found = workspace.networks.shown.ribbon.outputs(workspace.sheet.order)
    assert found == pytest.approx(np.array(slow), abs=1e-5)
    assert np.array_equal(sheets[-1], workspace.sheet.pixels)


def test_the_ribbon_follows_undo_and_another_drawing(drawn):
    ribbon = drawn.networks.shown.ribbon
    for command in (c.Undo(), c.Redo(), c.BrowseSheet(1), c.BrowseSheet(1), c.Undo()):
        drawn.apply(command)
        work(drawn)
        order = drawn.sheet.order
        found = ribbon.outputs(order)
        assert len(found) == len(order) + 1
        assert found[-1] == pytest.approx(drawn.answer.outputs, abs=1e-5)
        middle = moments(order, len(order) // 2, len(order) // 2 + 1).astype(np.float32)
        slow = drawn.networks.model.network.forward(middle)[0]
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
