from dataclasses import dataclass

import pytest

from ui.history import DEPTH, History
from ui.refused import Refused


@dataclass(frozen=True)
class Step:
    name: str


def nothing(change):
    pass


def test_a_change_that_cannot_be_taken_back_still_stands():
    history = History()
    history.record(Step("a"))

    def fails(change):
        raise Refused("not now")

    with pytest.raises(Refused, match="not now"):
        history.undo(fails)
    assert history.can_undo and not history.can_redo
    assert history.undo(nothing).name == "a"
    with pytest.raises(Refused, match="not now"):
        history.redo(fails)
    assert history.can_redo


def test_changes_are_undone_and_done_again_in_order():
    history = History()
    for name in "abc":
        history.record(Step(name))
    assert [history.undo(nothing).name, history.undo(nothing).name] == ["c", "b"]
    assert history.redo(nothing).name == "b"
    assert [step.name for step in history.done] == ["a", "b"]


def test_a_new_change_forgets_what_was_undone():
    history = History()
    history.record(Step("a"))
    history.undo(nothing)
    history.record(Step("b"))
    with pytest.raises(Refused, match="nothing to do again"):
        history.redo(nothing)
    assert history.undo(nothing).name == "b"
    with pytest.raises(Refused, match="nothing to undo"):
        history.undo(nothing)


def test_the_oldest_changes_are_forgotten_first():
    history = History()
    for n in range(DEPTH + 3):
        history.record(Step(str(n)))
    assert len(history.done) == DEPTH
    assert history.done[0].name == "3"
