"""The journal: what was done, in order, so that it can be undone after a restart too."""

from collections.abc import Collection
from typing import NamedTuple

from data.store.database import Database


class Entry(NamedTuple):
    """One change; what it says is for whoever wrote it."""

    id: int
    text: str
    undone: bool


class Journal:
    """The table of changes, the oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> list[Entry]:
        """Return all changes."""
        rows = self._database.select("SELECT id, entry, undone FROM journal ORDER BY id")
        return [Entry(i, str(text), bool(undone)) for i, text, undone in rows]

    def add(self, text: str) -> int:
        """Add a change that stands; return its id."""
        return self._database.change("INSERT INTO journal (entry, undone) VALUES (?, 0)", text)

    def forget(self, ids: Collection[int]) -> None:
        """Take changes out; they stand, and cannot be undone any more."""
        self._database.change_many("DELETE FROM journal WHERE id = ?", ((i,) for i in ids))

    def mark(self, ids: Collection[int], *, undone: bool) -> None:
        """Say of changes whether they are undone."""
        self._database.change_many(
            "UPDATE journal SET undone = ? WHERE id = ?", ((int(undone), i) for i in ids)
        )
