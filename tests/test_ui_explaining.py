"""What if, why not, and noise, without a window."""

import time

import numpy as np
import pytest

from data.drawing import SIDE
from data.nothing import nothings
from data.pixel_order import replay
from models.plan import PRESETS
from tests.explained import draw, use, work
from ui import commands as c
from ui.stage import Stage

# What if


@pytest.mark.parametrize("preset", PRESETS)
def test_the_what_if_map_is_complete_or_not_there(workspace, preset, rng):
    network = use(workspace, preset, rng)
    draw(workspace, (5, 5), (20, 20))
    sheet, seen = workspace.sheet, []
    while (found := workspace.networks.shown.what_if.changes(sheet.pixels, sheet.version)) is None:
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
    what_if, sheet = workspace.networks.shown.what_if, workspace.sheet
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
    names = drawn.networks.model.names
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
    second = drawn.networks.model.names[int(drawn.answer.outputs.argsort()[-2])]
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
    drawn.apply(
        c.AskWhyNot(drawn.networks.model.names[drawn.answer.best] if wanted == "cat" else wanted)
    )
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
                  and type(w).__name__ == "Button" and callable(w.text))  # fmt: skip
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
    answers = workspace.networks.model.network.forward(sheets).argmax(axis=1)
    share = np.mean([workspace.networks.model.names[i] == "none of these" for i in answers])
    assert share > 0.7


def test_what_shows_nothing_has_ink_and_no_two_are_alike(rng):
    drawings = rng.random((5, SIDE, SIDE)) < 0.2
    found = nothings(drawings, 60, rng)
    assert found.any(axis=(1, 2)).all()
    assert len({sheet.tobytes() for sheet in found}) == 60
    assert nothings(np.zeros((0, SIDE, SIDE), bool), 6, rng).any(axis=(1, 2)).all()
    assert nothings(np.zeros((2, SIDE, SIDE), bool), 6, rng).any(axis=(1, 2)).all()
