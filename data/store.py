"""The store: a person's drawings, each change on the disk as soon as it is made."""

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from data import held_out, pixel_order
from data.drawing import PACKED_BYTES, Bits, pack
from data.drawings import Drawings, Ids, Label
from data.errors import DataError
from data.names import class_name
from data.schema import connect

LATEST_S = 1e11  # seconds since 1970: the year 5138
Origin = Literal["drawn", "imported", "starter"]


class Store:
    """The drawings file, open. Only this class writes it."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, making it if there is none.

        Raises:
            DataError: If it cannot be used; see ``data.schema.connect``.
        """
        self.path = path
        self._db = connect(path)
        self._rng = np.random.default_rng()  # which drawing is held out need not be repeatable

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make all changes inside, or none of them; nobody else writes meanwhile."""
        with self._change():
            yield

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        if self._db.in_transaction:  # inside ``together``
            yield self._db
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            busy = "locked" in str(error)
            why = "another Inkling is writing." if busy else "is the disk full, or read-only?"
            raise DataError(
                f"{self.path} could not be written, and nothing was changed: {why}"
            ) from error

    def _select(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise DataError(f"{self.path} is damaged; restore it from a copy.") from error

    def labels(self) -> list[Label]:
        """Return all classes in their order.

        Raises:
            DataError: If a drawing's class is not among them, or one has no name.
        """
        rows = self._select("SELECT id, name, mirror FROM label ORDER BY position, id")
        lost = self._select(
            "SELECT count(*) FROM drawing WHERE label_id NOT IN (SELECT id FROM label)"
        )
        if lost[0][0] or not all(isinstance(name, str) and name for _, name, _ in rows):
            raise DataError(f"{self.path} is damaged; restore it from a copy.")
        said = {None: None, 0: False, 1: True}
        return [Label(label_id, name, said.get(mirror)) for label_id, name, mirror in rows]

    def add_label(self, name: str) -> Label:
        """Return the class of that name, added after the others if it is new.

        Raises:
            DataError: If it is no name for a class.
        """
        name = class_name(name)
        with self._change() as db:
            known = {label.name: label for label in self.labels()}
            if name in known:
                return known[name]
            last = "SELECT ?, ifnull(max(position), 0) + 1 FROM label"
            row = db.execute(f"INSERT INTO label (name, position) {last}", (name,)).lastrowid
        assert row is not None
        return Label(row, name)

    def restore_label(self, label: Label) -> None:
        """Bring back a class that was taken away, under the id it had; one that is there stays."""
        query = (
            "INSERT OR IGNORE INTO label (id, name, position)"
            " SELECT ?, ?, ifnull(max(position), 0) + 1 FROM label"
        )
        with self._change() as db:
            db.execute(query, (label.id, label.name))

    def allow_mirror(self, label_id: int, allowed: bool | None) -> None:
        """Say whether drawings of a class may be mirrored, or with None that it is not said."""
        value = None if allowed is None else int(allowed)
        with self._change() as db:
            db.execute("UPDATE label SET mirror = ? WHERE id = ?", (value, label_id))

    def remove_empty_label(self, label_id: int) -> None:
        """Take away a class without drawings; one with drawings stays."""
        query = "DELETE FROM label WHERE id = ? AND id NOT IN (SELECT label_id FROM drawing)"
        with self._change() as db:
            db.execute(query, (label_id,))

    def add(
        self,
        images: Bits,
        label_ids: Sequence[int],
        origin: Origin,
        orders: Sequence[Iterable[int]] | None = None,
        held: npt.NDArray[np.bool_] | None = None,
    ) -> list[int]:
        """Store drawings; return their ids. About one in five of each class is held out.

        Args:
            images: Shape (n, 28, 28).
            label_ids: The class of each.
            origin: How they came.
            orders: For each the order of its pixels, see ``data.pixel_order``.
            held: Which to hold out, (n,), where that is not left to chance.

        Raises:
            DataError: If they cannot be written; then none of them is.
        """
        blobs = [None] * len(label_ids) if orders is None else map(pixel_order.encode, orders)
        now = time.time()
        pixels = (row.tobytes() for row in pack(images))
        with self._change() as db:  # nobody may add between the counting and the adding
            held = self._choose_held_out(np.asarray(label_ids)) if held is None else held
            columns = zip(label_ids, pixels, held.tolist(), blobs, strict=True)
            first = db.execute("SELECT ifnull(max(seq), 0) FROM sqlite_sequence").fetchone()[0] + 1
            db.executemany(
                "INSERT INTO drawing"
                " (id, label_id, pixels, held_out, pixel_order, origin, created_s)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (first + i, int(label), ink, int(out), blob, origin, now)
                    for i, (label, ink, out, blob) in enumerate(columns)
                ),
            )
        return list(range(first, first + len(label_ids)))

    def _choose_held_out(self, label_ids: Ids) -> npt.NDArray[np.bool_]:
        counts = {
            label: (n, held)
            for label, n, held in self._select(
                "SELECT label_id, count(*), sum(held_out) FROM drawing"
                " WHERE trashed_s IS NULL GROUP BY label_id"
            )
        }
        chosen = np.zeros(len(label_ids), bool)
        for label in np.unique(label_ids).tolist():
            members = np.flatnonzero(label_ids == label)
            n, held = counts.get(label, (0, 0))
            chosen[members] = held_out.choose_added(n, held, len(members), self._rng)
        return chosen

    def read(self, *, trashed: bool | None = False) -> Drawings:
        """Return the drawings of the collection, or those in the trash, or with None both."""
        where = {True: "trashed_s IS NOT NULL", False: "trashed_s IS NULL", None: "1"}
        return self._read(where[trashed])

    def read_between(self, first_id: int, last_id: int) -> Drawings:
        """Return the drawings with these ids and all between, the trash included."""
        return self._read("id BETWEEN ? AND ?", first_id, last_id)

    def _read(self, where: str, *values: Any) -> Drawings:
        rows = self._select(
            "SELECT id, label_id, pixels, held_out, origin = 'starter', created_s,"
            f" trashed_s IS NOT NULL FROM drawing WHERE {where} ORDER BY id",
            *values,
        )
        try:
            return _drawings(rows)
        except (TypeError, ValueError, OverflowError) as error:
            raise DataError(f"{self.path} is damaged; restore it from a copy.") from error

    def order_of(self, drawing_id: int) -> pixel_order.Order | None:
        """Return the order in which a drawing's pixels changed, None where it is not known."""
        rows = self._select("SELECT pixel_order FROM drawing WHERE id = ?", drawing_id)
        return pixel_order.decode(rows[0][0]) if rows else None

    def relabel(self, ids: Iterable[int], label_ids: Iterable[int]) -> None:
        """Give each drawing its class; which are held out stays as it was."""
        pairs = [(int(label), int(i)) for i, label in zip(ids, label_ids, strict=True)]
        with self._change() as db:
            db.executemany("UPDATE drawing SET label_id = ? WHERE id = ?", pairs)

    def trash(self, ids: Iterable[int]) -> None:
        """Move drawings to the trash, from where they can come back."""
        now = time.time()
        with self._change() as db:
            db.executemany(
                "UPDATE drawing SET trashed_s = ? WHERE id = ?", [(now, int(i)) for i in ids]
            )

    def restore(self, ids: Iterable[int]) -> None:
        """Bring drawings back from the trash."""
        with self._change() as db:
            db.executemany(
                "UPDATE drawing SET trashed_s = NULL WHERE id = ?", [(int(i),) for i in ids]
            )

    def is_new(self) -> bool:
        """Return whether nothing was ever stored here, not even a class."""
        rows = self._select("SELECT (SELECT count(*) FROM drawing), (SELECT count(*) FROM label)")
        return rows[0] == (0, 0)


def _drawings(rows: Sequence[tuple[Any, ...]]) -> Drawings:
    """Return rows as columns; raise what NumPy raises if a cell is of the wrong kind."""
    columns = list(zip(*rows, strict=True)) or [()] * 7
    created_s = np.array(columns[5], np.float64)
    if not ((created_s >= 0) & (created_s < LATEST_S)).all():
        raise ValueError("a time that no calendar has")
    return Drawings(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.int64),
        np.frombuffer(b"".join(columns[2]), np.uint8).reshape(-1, PACKED_BYTES),
        np.array(columns[3], bool),
        np.array(columns[4], bool),
        created_s,
        np.array(columns[6], bool),
    )
