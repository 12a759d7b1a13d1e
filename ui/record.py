"""The record: the history of changes, kept in the drawings file, so that it outlives the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from data.store import Store
from ui.changes import Change, NetworkTaken, steps_of
from ui.entries import read, written
from ui.history import History


class Written(NamedTuple):
    """A change that has an entry in the journal."""

    change: Change  # kept, so that no other gets its identity
    id: int
    undone: bool


class Record:
    """Keeps a history and a store's journal alike.

    A change of the collection and its entry are written together, or not at all. A stroke
    changes nothing in the file; its entry is written with the next change, or when there is time.
    """

    def __init__(self, store: Store) -> None:
        """Begin with what the journal holds."""
        self._store = store
        self._entries: dict[int, Written] = {}  # by the change's identity
        changes: list[Change] = []
        undone = 0
        for entry in store.journal.entries():
            try:
                change = read(entry.text)
            except ValueError:  # of another version: what came before it cannot be reached
                changes, undone, self._entries = [], 0, {}
                continue
            if not entry.undone and undone:  # two windows: what was undone is done again by nobody
                for gone in changes[-undone:]:
                    del self._entries[id(gone)]
                del changes[-undone:]
                undone = 0
            changes.append(change)
            undone += entry.undone
            self._entries[id(change)] = Written(change, entry.id, entry.undone)
        self.history: History[Change] = History(changes, len(changes) - undone)
        self._written = self.history.version

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write the changes made inside with their entries, or, if that fails, none of them.

        Raises:
            DataError: If they cannot be written.
        """
        before, entries = self.history.state, dict(self._entries)
        try:
            with self._store.together():
                yield
                self._write()
        except BaseException:
            self.history.state, self._entries = before, entries
            raise
        self._written = self.history.version

    def catch_up(self) -> None:
        """Write what is not written yet, if nobody else is writing just now.

        Raises:
            DataError: If it cannot be written.
        """
        if self._written != self.history.version:
            with self._store.database.impatient(), self.together():
                pass

    def _write(self) -> None:
        """Make the journal as the history is."""
        if self._written == self.history.version:
            return
        journal, (changes, done) = self._store.journal, self.history.state
        last = max((i for i, each in enumerate(changes) if self._cannot(each)), default=-1)
        here = {id(change) for change in changes[last + 1 :]}  # behind it nothing can be reached
        gone = [key for key in self._entries if key not in here]
        journal.forget([self._entries.pop(key).id for key in gone])
        for place, change in enumerate(changes[last + 1 :], start=last + 1):
            known = self._entries.get(id(change)) or self._add(change)
            if known.undone != (place >= done):
                journal.mark([known.id], undone=not known.undone)
                self._entries[id(change)] = known._replace(undone=not known.undone)

    def _cannot(self, change: Change) -> bool:
        """Return whether a change cannot be written: it is about a network that is in no file."""
        return any(isinstance(step, NetworkTaken) and not step.saved for step in steps_of(change))

    def _add(self, change: Change) -> Written:
        """Write an entry."""
        entry = Written(change, self._store.journal.add(written(change)), undone=False)
        self._entries[id(change)] = entry
        return entry
