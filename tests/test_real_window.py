"""The real window on a virtual screen, used as a person would use it."""

import os
from pathlib import Path

import numpy as np
import pytest
from pilot import Pilot, Screen, missing_programs, wait_for
from replay_strokes import replay

from data.drawing import unpack
from ui import commands as c
from ui.layout import draw_layout, frame
from ui.look import Look
from ui.stage import Stage
from ui.workspace import Workspace

MISSING = missing_programs()
SIZE = (1280, 800)

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def screen():
    if MISSING:
        sentence = f"install {', '.join(MISSING)} to test the real window"
        if os.environ.get("INKLING_CI"):
            pytest.fail(sentence)  # where it must not be skipped
        pytest.skip(sentence)
    with Screen() as screen:
        yield screen


@pytest.fixture
def start(screen, tmp_path):
    pilots = []

    def start(home=tmp_path / "home"):
        pilots.append(Pilot(screen, home))
        return pilots[-1]

    yield start
    for pilot in pilots:
        pilot.kill()


def sheet_area():
    u = Look().u
    return draw_layout(frame(SIZE, u).content, u).sheet


def cell(row, col):
    """The middle of a cell, in the window."""
    area = sheet_area()
    size = area.width / 28
    return area.x + (col + 0.5) * size, area.y + (row + 0.5) * size


def sheet_on_screen(pilot):
    """The sheet, read off the picture: dark cells are ink."""
    picture = pilot.picture()
    grey = [[picture[round(y) + 4, round(x) + 4].mean() for x, y in map(
        lambda c, r=row: cell(r, c), range(28)
    )] for row in range(28)]  # fmt: skip
    return np.array(grey) < 128


def box(top, left, bottom, right):
    """What a stroke of the brush of size 2 round a box leaves."""
    sheet = np.zeros((28, 28), bool)
    for row in (top, bottom):
        sheet[row : row + 2, left : right + 2] = True
    for col in (left, right):
        sheet[top : bottom + 2, col : col + 2] = True
    return sheet


def draw_box(pilot, top, left, bottom, right):
    corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
    pilot.drag([cell(*corner) for corner in corners])
    pilot.settle()
    pilot.move((5, 5))  # the brush's outline must not hide a cell
    pilot.settle()


def answer_area(picture):
    u = Look().u
    area = draw_layout(frame(SIZE, u).content, u).answer
    return picture[area.y : area.bottom, area.x : area.right].astype(int)


def test_a_person_draws_keeps_deletes_undoes_trains_and_finds_everything_again(start, tmp_path):
    pilot = start()
    assert (pilot.width, pilot.height) == SIZE
    blank = pilot.picture()

    # Three jumps of the mouse make a box without a gap, and the answer changes.
    draw_box(pilot, 6, 5, 20, 21)
    drawn = box(6, 5, 20, 21)
    assert np.array_equal(sheet_on_screen(pilot), drawn)
    first_answer = answer_area(pilot.picture())
    assert np.abs(first_answer - answer_area(blank)).max() > 60
    pilot.drag([cell(12, 6), cell(12, 20)])
    pilot.settle()
    assert np.abs(answer_area(pilot.picture()) - first_answer).max() > 60
    pilot.key("ctrl+z")
    pilot.move((5, 5))
    pilot.settle()
    assert np.array_equal(sheet_on_screen(pilot), drawn)

    # A stroke may leave the sheet; the right button erases.
    pilot.drag([cell(25, 20), cell(25, 33), cell(25, 24)])
    pilot.drag([cell(25, 18), cell(25, 30)], button=3)
    pilot.move((5, 5))
    pilot.settle()
    assert np.array_equal(sheet_on_screen(pilot), drawn)

    # Shift and a click draw a straight line from where the last stroke ended.
    pilot._xdotool("keydown", "shift")
    pilot.click(cell(26, 26))
    pilot._xdotool("keyup", "shift")
    pilot.move((5, 5))
    pilot.settle()
    assert sheet_on_screen(pilot)[26, 26] and sheet_on_screen(pilot)[24:27, 24:27].any()
    pilot.key("ctrl+z")
    assert np.array_equal(sheet_on_screen(pilot), drawn)

    # Shift is heard: ? shows the keys, ! is not 1.
    before = pilot.picture()
    pilot.key("question")
    assert np.abs(pilot.picture().astype(int) - before).mean() > 20
    pilot.key("Escape", "exclam")
    assert not pilot.drawings("origin = 'drawn'")
    assert np.array_equal(sheet_on_screen(pilot), drawn)

    # One key keeps it; undo takes it back on the sheet; once more for good.
    pilot.key("3")
    kept = wait_for(lambda: pilot.drawings("origin = 'drawn'"))
    assert [(label, trashed) for label, _, trashed in kept] == [("tree", 0)]
    assert np.array_equal(unpack(np.frombuffer(kept[0][1], np.uint8)[None])[0], drawn)
    assert not sheet_on_screen(pilot).any()
    pilot.key("ctrl+z")
    wait_for(lambda: pilot.drawings("origin = 'drawn'")[0][2] == 1)
    assert np.array_equal(sheet_on_screen(pilot), drawn)
    pilot.key("ctrl+y")
    wait_for(lambda: pilot.drawings("origin = 'drawn'")[0][2] == 0)

    # In the collection the newest comes first: delete it, bring it back.
    pilot.key("F2", "Right", "Delete")
    wait_for(lambda: pilot.drawings("origin = 'drawn'")[0][2] == 1)
    pilot.key("ctrl+z")
    wait_for(lambda: pilot.drawings("origin = 'drawn'")[0][2] == 0)

    # Nonsense in a field is refused there; then three epochs are trained.
    pilot.key("F3")
    learning, epochs = plan_places(tmp_path)
    pilot.click(learning)
    pilot.click(epochs)
    pilot.key("ctrl+a")
    pilot.type("many")
    refused = pilot.picture()
    pilot.key("ctrl+a")
    pilot.type("3")
    assert np.abs(refused.astype(int) - pilot.picture()).max() > 60
    pilot.key("Escape", "space")
    models = tmp_path / "home" / "models"
    wait_for(lambda: list(models.glob("classic *.npz")) and (models / "in-use.txt").exists())
    pilot.settle(0.3)
    trained = pilot.picture()

    # Closed and opened again, everything is there.
    draw_again = box(10, 10, 16, 16)
    pilot.key("F1")
    draw_box(pilot, 10, 10, 16, 16)
    pilot.key("F3")
    assert pilot.close() == ""
    pilot = start()
    rail = slice(600, 760), slice(0, 170)
    assert np.abs(trained[rail].astype(int) - pilot.picture()[rail]).max() < 60  # the same network
    pilot.key("F1")
    pilot.move((5, 5))
    pilot.settle()
    assert np.array_equal(sheet_on_screen(pilot), draw_again)
    assert [row[::2] for row in pilot.drawings("origin = 'drawn'")] == [("tree", 0)]
    assert pilot.close() == ""


def plan_places(tmp_path):
    """Where the button for the learning settings is, and the field for the epochs."""
    workspace = Workspace(tmp_path / "another-home")
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangeView("plan_part", "learning"))
    plan = Stage(workspace, SIZE)._screen.plan
    workspace.close()
    button = next(w for w in plan.widgets if getattr(w, "text", "") == "Learning")
    return button.area.center, plan.fields[0].area.center


def test_recorded_strokes_are_drawn_and_kept_pixel_by_pixel(screen, tmp_path):
    fixture = Path(__file__).parent / "fixtures" / "strokes.ndjson.gz"
    assert replay(fixture, tmp_path / "home") == (5, 5)


def test_closing_the_window_by_its_corner_is_an_ordinary_end(start):
    pilot = start()
    pilot._xdotool("key", "alt+F4")
    output, _ = pilot.process.communicate(timeout=30)
    assert (pilot.process.returncode, output) == (0, "")
