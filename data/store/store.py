"""The store: a person's drawings, each change on the disk as soon as it is made."""

import contextlib
import sqlite3
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data import held_out, pixel_order
from data.drawing import Bits, pack
from data.drawings import Drawings, Ids, Label, Origin
from data.errors import DataError
from data.store.classes import Classes
from data.store.database import Database
from data.store.drawers import Drawers
from data.store.journal import Journal
from data.store.reviews import Reviews
from data.store.rows import COLUMNS, from_rows, insert, runs

NEWEST = (1 << 63) - 1  # no drawing has a higher id


class Store:
    """The drawings file, open. Only this class and its tables write it."""

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, making it if there is none.

        Raises:
            DataError: If it cannot be used; see ``data.store.schema.connect``.
        """
        self.path = path
        self.database = Database(path)
        self.classes = Classes(self.database)
        self.drawers = Drawers(self.database)
        self.reviews = Reviews(self.database)
        self.journal = Journal(self.database)
        self._counted: dict[int, tuple[int, int]] | None = None  # see ``_counts``
        self._counted_in = -1, -1  # the state of the file when that was so
        self._rng = np.random.default_rng()  # which drawing is held out need not be repeatable

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copy_to(self, target: Path) -> None:
        """Write a copy of everything to another file, whole or not at all.

        Raises:
            DataError: If it cannot be written, or something is there already.
        """
        if target.exists():
            raise DataError(f"{target} is there already; choose another name.")
        beside = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(beside)) as copy:
                self.database.connection.backup(copy)
            beside.replace(target)
        except (OSError, sqlite3.Error) as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise DataError(f"{target} could not be written; is the disk full?") from error

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make all changes inside, or none of them; nobody else writes meanwhile."""
        with self.database.together():
            yield

    def labels(self) -> list[Label]:
        """Return all classes in their order, if all are there; see ``Classes.all``."""
        return self.classes.all(check=True)

    def add_label(self, name: str) -> Label:
        """Return the class of that name; see ``Classes.add``."""
        return self.classes.add(name)

    def add(
        self,
        images: Bits,
        label_ids: Sequence[int],
        origin: Origin,
        orders: Sequence[Iterable[int]] | None = None,
        held: npt.NDArray[np.bool_] | None = None,
        drawer_id: int | None = None,
    ) -> list[int]:
        """Store drawings; return their ids. About one in five of each class is held out.

        Args:
            images: Shape (n, 28, 28).
            label_ids: The class of each.
            origin: How they came.
            orders: For each the order of its pixels, see ``data.pixel_order``.
            held: Which to hold out, (n,), where that is not left to chance.
            drawer_id: Who drew them, where that is known.

        Raises:
            DataError: If they cannot be written; then none of them is.
        """
        blobs = None if orders is None else [*map(pixel_order.encode, orders)]
        labels = np.asarray(label_ids)
        with self.database.together() as db:  # nobody may add between counting and adding
            held = self.choose_held_out(labels) if held is None else held
            ids = insert(db, pack(images), labels, held, origin, blobs, drawer_id)
            self.classes.bring_back_all(np.unique(labels))
            self._counted_in = self.database.seen_version(), db.total_changes
        return [*ids]

    def choose_held_out(self, label_ids: Ids) -> npt.NDArray[np.bool_]:
        """Return which of new drawings to hold out, so that a fifth of each class is."""
        counts, chosen = self._counts(), np.zeros(len(label_ids), bool)
        for label in np.unique(label_ids).tolist():
            members = np.flatnonzero(label_ids == label)
            n, held = counts.get(label, (0, 0))
            chosen[members] = held_out.choose_added(n, held, len(members), self._rng)
            counts[label] = n + len(members), held + int(chosen[members].sum())
        return chosen

    def _counts(self) -> dict[int, tuple[int, int]]:
        """Return how many drawings each class has, and how many of them are held out.

        Counting takes half a second where there are a million; so it is done once, as long as
        nothing but adding comes between.
        """
        state = self.database.seen_version(), self.database.connection.total_changes
        if self._counted is None or state != self._counted_in:
            rows = self.database.select(
                "SELECT label_id, count(*), sum(held_out) FROM drawing"
                " WHERE trashed_s IS NULL GROUP BY label_id"
            )
            self._counted = {label: (n, held) for label, n, held in rows}
        return self._counted

    def count(self) -> int:
        """Return how many drawings there are, the trash included."""
        return int(self.database.select("SELECT count(*) FROM drawing")[0][0])

    def read(self, *, trashed: bool | None = False) -> Drawings:
        """Return the drawings of the collection, or those in the trash, or with None both."""
        where = {True: "trashed_s IS NOT NULL", False: "trashed_s IS NULL", None: "1"}
        return self._read(f"WHERE {where[trashed]} ORDER BY id")

    def read_between(self, first_id: int, last_id: int) -> Drawings:
        """Return the drawings with these ids and all between, the trash included."""
        return self._read("WHERE id BETWEEN ? AND ? ORDER BY id", first_id, last_id)

    def read_newest(self, most: int, before_id: int = NEWEST) -> Drawings:
        """Return the newest drawings of those older than one, the trash included.

        Args:
            most: How many at most.
            before_id: That one.
        """
        newest = "WHERE id < ? ORDER BY id DESC LIMIT ?"
        return self._read(newest, before_id, most).reversed()

    def _read(self, which: str, *values: object) -> Drawings:
        rows = self.database.select(f"SELECT {COLUMNS} FROM drawing {which}", *values)
        try:
            return from_rows(rows)
        except (TypeError, ValueError, OverflowError) as error:
            raise self.database.damage() from error

    def order_of(self, drawing_id: int) -> pixel_order.Order | None:
        """Return the order in which a drawing's pixels changed, None where it is not known."""
        query = "SELECT pixel_order FROM drawing WHERE id = ?"
        rows = self.database.select(query, drawing_id)
        return pixel_order.decode(rows[0][0]) if rows else None

    def relabel(self, ids: Iterable[int], label_ids: Iterable[int]) -> None:
        """Give each drawing its class; which are held out stays as it was."""
        pairs = [(int(label), int(i)) for i, label in zip(ids, label_ids, strict=True)]
        with self.together():
            self.database.change_many("UPDATE drawing SET label_id = ? WHERE id = ?", pairs)
            self.classes.bring_back_all({label for label, _ in pairs})

    def trash(self, ids: Iterable[int]) -> None:
        """Move drawings to the trash, from where they can come back."""
        now = time.time()
        query = "UPDATE drawing SET trashed_s = ? WHERE id BETWEEN ? AND ?"
        self.database.change_many(query, ((now, *run) for run in runs(ids)))

    def restore(self, ids: Iterable[int]) -> None:
        """Bring drawings back from the trash, and with them a class that was removed."""
        with self.together():
            query = "UPDATE drawing SET trashed_s = NULL WHERE id BETWEEN ? AND ?"
            self.database.change_many(query, runs(ids))
            self.database.change(
                "UPDATE label SET removed_s = NULL WHERE removed_s IS NOT NULL AND id IN"
                " (SELECT label_id FROM drawing WHERE trashed_s IS NULL)"
            )

    def empty_trash(self) -> int:
        """Take the drawings in the trash away for good; return how many."""
        with self.database.together() as db:
            return db.execute("DELETE FROM drawing WHERE trashed_s IS NOT NULL").rowcount

    def set_drawer(self, ids: Iterable[int], drawer_ids: Iterable[int | None]) -> None:
        """Say who drew drawings; None for not said."""
        pairs = ((drawer, int(i)) for i, drawer in zip(ids, drawer_ids, strict=True))
        self.database.change_many("UPDATE drawing SET drawer_id = ? WHERE id = ?", pairs)

    def is_new(self) -> bool:
        """Return whether nothing was ever stored here, not even a class."""
        query = "SELECT (SELECT count(*) FROM drawing), (SELECT count(*) FROM label)"
        return self.database.select(query)[0] == (0, 0)
