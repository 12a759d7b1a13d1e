"""Intake: very many drawings brought into a store, a few at a time, so that nobody waits."""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from data.drawing import Bytes
from data.drawings import Ids
from data.errors import DataError
from data.store.rows import insert
from data.store.store import Store

AT_ONCE = 1000  # drawings: under 10 ms
ON_DISK_S = 0.5  # so often what was brought in is put on the disk


class Intake:
    """Brings drawings in; what is in stays in, whatever comes after."""

    def __init__(
        self,
        store: Store,
        packed: Bytes,
        label_ids: Ids,
        orders: Sequence[bytes | None] | None = None,
        drawer_id: int | None = None,
    ) -> None:
        """Begin.

        Args:
            store: Where to.
            packed: Shape (n, 98).
            label_ids: The class of each, (n,).
            orders: How each came about, encoded, where that is known.
            drawer_id: Who drew them, where that is known.
        """
        self._store, self._packed, self._label_ids = store, packed, label_ids
        self._orders, self._drawer_id = orders, drawer_id
        self._labels = np.unique(label_ids)
        self._held = store.choose_held_out(label_ids)
        self.ids: list[range] = []  # of what is on the disk; others may have added some between
        self._waiting: list[range] = []  # of what is not there yet

    def __len__(self) -> int:
        """Return how many are in."""
        return sum(map(len, self.ids)) + sum(map(len, self._waiting))

    def steps(self) -> Iterator[range]:
        """Bring them in, yielding the ids of some after some.

        Raises:
            DataError: If the file cannot be written; what was on the disk before is in.
        """
        try:
            yield from self._steps()
        except DataError:
            self._waiting = []
            raise

    def end(self) -> None:
        """Put what was brought in on the disk, before it is left.

        Raises:
            DataError: If it cannot be written; then it is not in.
        """
        waiting, self._waiting = self._waiting, []
        self._store.database.end_long()
        self._store.classes.bring_back_all(self._labels)
        self.ids += waiting

    def _steps(self) -> Iterator[range]:
        database, begun_s = self._store.database, time.perf_counter()
        for start in range(0, len(self._packed), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            db = database.go_on_long()
            with database.guarded():
                ids = insert(
                    db, self._packed[part], self._label_ids[part], self._held[part], "imported",
                    self._orders and self._orders[part], self._drawer_id,
                )  # fmt: skip
            self._waiting.append(ids)
            yield ids
            if time.perf_counter() - begun_s > ON_DISK_S:
                self.end()
                yield range(0)  # a moment for others who want to write
                begun_s = time.perf_counter()
        self.end()
