from dataclasses import dataclass

import pytest

from ui.history import DEPTH, History
from ui.refused import Refused


@dataclass(frozen=True)
class Step:
    name: str


def test_changes_are_undone_and_done_again_in_order():
    history = History()
    for name in "abc":
        history.record(Step(name))
    assert [history.undo().name, history.undo().name] == ["c", "b"]
    assert history.redo().name == "b"
    assert [step.name for step in history.done] == ["a", "b"]


def test_a_new_change_forgets_what_was_undone():
    history = History()
    history.record(Step("a"))
    history.undo()
    history.record(Step("b"))
    with pytest.raises(Refused, match="nothing to do again"):
        history.redo()
    assert history.undo().name == "b"
    with pytest.raises(Refused, match="nothing to undo"):
        history.undo()


def test_the_oldest_changes_are_forgotten_first():
    history = History()
    for n in range(DEPTH + 3):
        history.record(Step(str(n)))
    assert len(history.done) == DEPTH
    assert history.done[0].name == "3"
