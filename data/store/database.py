"""A drawings file, open: reading it, and changing it whole or not at all."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.store.schema import connect

Values = tuple[Any, ...]


class Database:
    """A connection that says in a sentence what goes wrong."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, making it if there is none.

        Raises:
            DataError: If it cannot be used; see ``data.store.schema.connect``.
        """
        self.path = path
        self.connection = connect(path)

    def select(self, query: str, *values: Any) -> list[Values]:
        """Return all rows of a query.

        Raises:
            DataError: If the file is damaged.
        """
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self.damage() from error

    def change(self, query: str, *values: Any) -> int:
        """Make one change, alone or as a part of ``together``; return the last row's id."""
        with self.together() as db:
            return db.execute(query, values).lastrowid or 0

    def change_many(self, query: str, rows: Iterable[Values]) -> None:
        """Make the same change with each of some rows of values, all or none."""
        with self.together() as db:
            db.executemany(query, rows)

    @contextlib.contextmanager
    def together(self) -> Iterator[sqlite3.Connection]:
        """Make all changes inside, or none of them; nobody else writes meanwhile.

        Raises:
            DataError: If they cannot be made.
        """
        if self.connection.in_transaction:  # a part of a larger change
            yield self.connection
            return
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            busy = "locked" in str(error)
            why = "another Inkling is writing." if busy else "is the disk full, or read-only?"
            raise DataError(
                f"{self.path} could not be written, and nothing was changed: {why}"
            ) from error

    def damage(self) -> DataError:
        """Return what to say of a file whose content makes no sense."""
        return DataError(f"{self.path} is damaged; restore it from a copy.")

    def seen_version(self) -> int:
        """Return a number that differs as soon as somebody else has changed the file."""
        return int(self.select("PRAGMA data_version")[0][0])

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
