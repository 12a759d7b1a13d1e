"""A drawings file, open: reading it, and changing it whole or not at all."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.store.schema import WAIT_S, connect

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
        self._long = False  # whether a long change is under way

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
        self.end_long()
        if self.connection.in_transaction:  # a part of a larger change
            yield self.connection
            return
        with self.guarded():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def impatient(self) -> Iterator[None]:
        """Do not wait for others who write: a window has no time for it."""
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * WAIT_S)}")

    def go_on_long(self) -> sqlite3.Connection:
        """Begin a change of very many rows, or go on with it; anybody's change ends it before.

        Raises:
            DataError: If it cannot be begun.
        """
        if not self.connection.in_transaction:
            with self.guarded():
                self.connection.execute("BEGIN IMMEDIATE")
            self._long = True
        return self.connection

    def end_long(self) -> None:
        """Put what a long change has done so far on the disk.

        Raises:
            DataError: If it cannot be written.
        """
        if self._long:
            self._long = False
            with self.guarded():
                self.connection.execute("COMMIT")

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Say in a sentence what keeps the file from being written."""
        try:
            yield
        except sqlite3.Error as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self._long = False
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
        """Let go of the file; what a long change has done so far is put on the disk."""
        with contextlib.suppress(DataError):
            self.end_long()
        self.connection.close()
