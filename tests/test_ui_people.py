"""Whose drawings: a name goes with what is kept; scores by person, and of a person left out."""

import time

import pytest

from tests.explained import draw, work
from ui import commands as c
from ui.state.lab import CURVE, DRAWERS
from ui.workspace import Workspace


def keep(workspace, number=1):
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(number))


def people(workspace):
    return {person.name: person.count for person in workspace.collection.people()}


def test_a_name_goes_with_what_is_kept_from_then_on(workspace, tmp_path):
    keep(workspace)
    workspace.apply(c.SetDrawer(" Anna  B "))
    keep(workspace)
    keep(workspace)
    assert people(workspace) == {"": 641, "Anna B": 2}
    workspace.remember()
    workspace.close()
    again = Workspace(tmp_path / "home")
    keep(again)
    assert people(again) == {"": 641, "Anna B": 3}
    again.apply(c.ShowTyped("by:anna"))
    assert len(again.collection.shown) == 3
    again.apply(c.SetDrawer(""))
    keep(again)
    assert people(again) == {"": 642, "Anna B": 3}
    again.close()


def test_drawings_are_given_to_a_person_and_back(workspace):
    workspace.apply(c.SetDrawer("Ben"))
    workspace.apply(c.ShowTyped("cat"))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.GiveToDrawer())
    assert people(workspace) == {"": 560, "Ben": 80}
    workspace.apply(c.Undo())
    assert people(workspace) == {"": 640}
    workspace.apply(c.Redo())
    work(workspace)
    ben = next(person for person in workspace.collection.people() if person.name == "Ben")
    assert ben.held_out == 16 and 0 <= ben.accuracy <= 1


def test_a_name_that_will_not_do_is_refused(workspace):
    workspace.apply(c.SetDrawer("a/b"))
    assert "slash" in workspace.message.text and workspace.view.drawer == ""


def wait(workspace):
    end_s = time.perf_counter() + 120
    while workspace.lab.busy:
        workspace.work(time.perf_counter() + 0.01)
        time.sleep(0.01)
        assert time.perf_counter() < end_s


@pytest.fixture
def quick(workspace):
    workspace.apply(c.ChangePlan("epochs", 3))
    return workspace


def test_a_person_is_left_out_and_scored(quick):
    quick.apply(c.ChangeWish("name", DRAWERS))
    quick.apply(c.StartOrStopExperiment())
    assert "drawings by two people at least" in quick.message.text
    for who, what in (("Anna", "cat"), ("Ben", "fish")):
        quick.apply(c.SetDrawer(who))
        quick.apply(c.ShowTyped(what))
        quick.apply(c.ChooseAll())
        quick.apply(c.GiveToDrawer())
    quick.apply(c.StartOrStopExperiment())
    wait(quick)
    assert {part: score.count for part, score in quick.lab.lines()} == {"Anna": 64, "Ben": 64}


def test_a_learning_curve_has_four_points_and_says_what_helps(quick):
    quick.apply(c.ChangeWish("name", CURVE))
    quick.apply(c.ChangeWish("seeds", 1))
    quick.apply(c.StartOrStopExperiment())
    wait(quick)
    lines = dict(quick.lab.lines())
    assert sorted(lines) == ["100 %", "25 %", "50 %", "75 %"]
    assert len({score.count for score in lines.values()}) == 1
    assert len(quick.lab.gains()) == 8
