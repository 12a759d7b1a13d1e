"""Undo and redo: a line of changes and a place in it."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from ui.refused import Refused

DEPTH = 500  # changes kept; the sheets of 500 strokes are under 10 MB


class Change(Protocol):
    """Something that was done to the workspace."""

    @property
    def name(self) -> str:
        """What it is called in a message: "stroke", "3 drawings to the trash"."""


C = TypeVar("C", bound=Change)


class History(Generic[C]):
    """Remembers changes in order; knows nothing of what they are."""

    def __init__(self, changes: Sequence[C] = (), done: int = 0) -> None:
        """Begin with what was done before.

        Args:
            changes: The oldest first.
            done: How many of them stand; those behind were undone.
        """
        self._changes: tuple[C, ...] = tuple(changes)
        self._done = done
        self.version = 0  # grows with everything that happens here

    @property
    def state(self) -> tuple[tuple[C, ...], int]:
        """The changes, and how many of them stand; to be put back if a change fails."""
        return self._changes, self._done

    @state.setter
    def state(self, value: tuple[tuple[C, ...], int]) -> None:
        self._changes, self._done = value
        self.version += 1

    def record(self, change: C) -> None:
        """Add a change just made; what was undone before it is forgotten."""
        self._changes = (*self._changes[: self._done], change)[-DEPTH:]
        self._done = len(self._changes)
        self.version += 1

    def amend(self, change: C) -> None:
        """Put a change in the place of the last one, which it contains."""
        self._changes = (*self._changes[: self._done - 1], change)
        self._done = len(self._changes)
        self.version += 1

    def undo(self, take_back: Callable[[C], None]) -> C:
        """Take back the last change by ``take_back``; if that fails, it still stands.

        Raises:
            Refused: If there is none.
        """
        if not self._done:
            raise Refused("There is nothing to undo.")
        change = self._changes[self._done - 1]
        take_back(change)
        self._done -= 1
        self.version += 1
        return change

    def redo(self, make_again: Callable[[C], None]) -> C:
        """Make the change again that was taken back last; if that fails, it does not stand.

        Raises:
            Refused: If there is none.
        """
        if self._done == len(self._changes):
            raise Refused("There is nothing to do again.")
        change = self._changes[self._done]
        make_again(change)
        self._done += 1
        self.version += 1
        return change

    def forget(self) -> None:
        """Take everything as it is: nothing can be undone any more."""
        self._changes, self._done = (), 0
        self.version += 1

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return self._done > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return self._done < len(self._changes)

    @property
    def done(self) -> Sequence[C]:
        """The changes that stand, the oldest first."""
        return self._changes[: self._done]
