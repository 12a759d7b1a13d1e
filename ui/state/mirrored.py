"""The mirror: a store's drawings and tables in memory, read a little at a time."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawings import Drawings, Label
from data.store import Store
from ui.state.filter import QUESTIONS
from ui.state.guesses import Guesses
from ui.state.reading import FIRST, Reader
from ui.state.shown import Rows

MANY = 20_000  # drawings
LOOKED_S = 0.5  # between looks whether somebody else has changed the file


class Mirrored:
    """Everything a store has, the trash included, and a guess for each drawing."""

    def __init__(self, store: Store) -> None:
        """Read the newest drawings; ``read_some`` reads the others.

        Raises:
            DataError: If they cannot be read.
        """
        self.store = store
        self.drawings_version = 0  # grows with every change of drawings and classes alone
        self.asked_version = 0  # grows with every change of what is asked about drawings
        self.others_version = 0  # grows with every change that somebody else has made
        self._looked_s = 0.0
        self._seen = store.database.seen_version()
        self.read_tables()
        self._anew = False  # whether the reader reads what is here already
        self._owed = False  # whether it reads what this window itself has added
        reader = Reader(store)
        reader.read(FIRST)
        self.drawings: Drawings = reader.take()
        self._reader = None if reader.over else reader
        self.guesses = Guesses(len(self.drawings))
        self.refresh()

    def refresh(self) -> None:
        """Find out anew what depends on drawings, classes and guesses."""

    @property
    def reading(self) -> float | None:
        """How much of the file is read, 0 to 1; None when all of it is."""
        there = self._reader is None or (self._anew and not self._owed)
        return None if there or self._reader is None else self._reader.share

    def has(self, label_id: int) -> bool:
        """Return whether there is a class with that id."""
        return any(label.id == label_id for label in self.labels)

    def label(self, label_id: int) -> Label:
        """Return the class with that id, be it one that was removed."""
        return self._every_label[label_id]

    def rows_of(self, ids: Iterable[int]) -> Rows:
        """Return the rows of drawings with these ids; one that is not here has none."""
        known = self.drawings.ids
        wanted = np.asarray(ids if isinstance(ids, np.ndarray | list) else list(ids), np.int64)
        if not len(known):
            return np.zeros(0, np.intp)
        if len(wanted) > MANY:  # a table is ten times as quick as looking for each
            table = np.full(int(max(known[-1], wanted.max())) + 1, -1, np.int32)
            table[known] = np.arange(len(known), dtype=np.int32)
            found = table[wanted]
            return found[found >= 0].astype(np.intp)
        rows = np.searchsorted(known, wanted)
        here: Rows = rows[known.take(rows, mode="clip") == wanted]
        return here

    def order_of(self, drawing_id: int) -> tuple[int, ...] | None:
        """Return the order in which a drawing's pixels changed, None where it is not known."""
        order = self.store.order_of(drawing_id)
        return None if order is None else tuple(order.tolist())

    def read_some(self) -> bool:
        """Read some more of the file; return whether any was left, or somebody changed it.

        Raises:
            DataError: If it cannot be read.
        """
        self._look()
        reader = self._reader
        if reader is None:
            return False
        reader.read()
        if reader.over:
            self._reader = None
            if self._anew:
                self._replace(reader.take())
            else:
                self._put_before(reader)
        return True

    def read_again(self) -> None:
        """Read everything anew at once, after a change that only the file knows in full."""
        self.read_tables()
        self._reader = None
        self._replace(self.store.read(trashed=None))

    def read_added(self) -> None:
        """Read what this window has stored by itself, at once if that is quick."""
        self.read_labels()
        self._reader, self._anew, self._owed = Reader(self.store), True, True
        if self.store.count() <= FIRST:
            while self._reader is not None:
                self.read_some()

    def keep_only(self, here: npt.NDArray[np.bool_]) -> None:
        """Let go of drawings that are no more, all but those ``here``, (n,)."""
        self._replace(self.drawings.only(here))

    def take_in(self, first_id: int, last_id: int) -> None:
        """Read what was just stored; the ids between are of no other window."""
        if self._reader is not None and self._anew:
            self._reader = Reader(self.store)  # it has gone past the newest already
        new = self.store.read_between(first_id, last_id)
        self.drawings = self.drawings.joined(new)
        self.guesses.moved(0, len(new))
        self._changed()

    def _look(self) -> None:
        """Begin to read anew if somebody else has changed the file."""
        now_s = time.perf_counter()
        if now_s - self._looked_s < LOOKED_S or self.reading is not None:
            return
        self._looked_s = now_s
        seen = self.store.database.seen_version()
        if seen != self._seen:
            self._seen = seen
            self.others_version += 1
            self.read_labels()
            self._reader, self._anew = Reader(self.store), True

    def _put_before(self, reader: Reader) -> None:
        n = len(self.drawings)
        self.drawings = reader.take(self.drawings)
        self.guesses.moved(len(self.drawings) - n, 0)
        self._changed()

    def _replace(self, drawings: Drawings) -> None:
        """Take everything as it was read, with the guesses that still hold."""
        kept = Guesses(len(drawings), self.guesses.version + 1)
        rows = np.searchsorted(drawings.ids, self.drawings.ids)
        here = drawings.ids.take(rows, mode="clip") == self.drawings.ids if len(drawings) else []
        before = np.flatnonzero(here)
        same = drawings.label_ids[rows[before]] == self.drawings.label_ids[before]
        before = before[same]
        kept.take(rows[before], self.guesses, before)
        self.drawings, self.guesses = drawings, kept
        self._anew = self._owed = False
        self._changed()

    def change(self, column: str, ids: Sequence[int], values: Any) -> None:
        """Follow a change of the store in one column.

        Args:
            column: Of ``Drawings``.
            ids: Which drawings.
            values: One for all, or an array of one for each.
        """
        if self._reader is not None:
            self._settle()
        known = np.isin(np.asarray(ids), self.drawings.ids)
        changed = getattr(self.drawings, column).copy()
        changed[self.rows_of(ids)] = values[known] if isinstance(values, np.ndarray) else values
        self.drawings = replace(self.drawings, **{column: changed})
        self.drawings_version += 1
        self.refresh()

    def _settle(self) -> None:
        """Let a change not be lost to what was read before it was made."""
        assert self._reader is not None
        if self._anew:
            self._reader = Reader(self.store)
        else:
            self._put_before(self._reader)

    def _changed(self) -> None:
        self.drawings_version += 1
        self.refresh()

    def read_tables(self) -> None:
        """Read classes, people and answers."""
        store = self.store
        self.asked_version += 1
        self.labels: list[Label] = store.classes.all(check=self.drawings_version == 0)
        gone = store.classes.all(removed=True)
        self._every_label = {label.id: label for label in [*self.labels, *gone]}
        self.drawers: Mapping[int, str] = store.drawers.names()
        self.right = {question: store.reviews.right(question) for question in QUESTIONS}

    def read_labels(self) -> None:
        """Follow a change of the classes."""
        self.read_tables()
        self.drawings_version += 1
        self.refresh()
