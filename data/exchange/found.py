"""What was found in a file or folder: drawings under names, and what was refused, and why."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.drawing import PACKED_BYTES, PIXELS, Bits, Bytes, pack, unpack
from data.errors import DataError
from data.exchange.batch import Batch
from data.names import class_name

SENTENCES = 100  # about what was refused; the rest is counted

Labels = npt.NDArray[np.int64]


class Found:
    """Grows while a source is read; drawings take 98 bytes each."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.refused: list[str] = []  # the first sentences of them
        self.n_refused = 0
        self.notes: list[str] = []  # how it was read, where that is not plain
        self._places: dict[str, int | None] = {}  # of a name as it came; None if it will not do
        self._packed: list[Bytes] = []
        self._labels: list[Labels] = []
        self._orders: list[bytes | None] = []
        self.has_orders = False  # whether it is known how drawings came about
        self._n = 0

    def __len__(self) -> int:
        return self._n

    def label_of(self, name: str) -> int | None:
        """Return the number of a class, a new one if need be; None if the name will not do.

        Names that differ only in capitals are one class, under the first of them.
        """
        if name not in self._places:
            self._places[name] = self._placed(name)
        return self._places[name]

    def _placed(self, name: str) -> int | None:
        try:
            tidy = class_name(name)
        except DataError as error:
            self.refuse(str(error))
            return None
        known = [each.casefold() for each in self.names]
        if tidy.casefold() in known:
            place = known.index(tidy.casefold())
            if tidy != self.names[place]:
                self.note(f"“{tidy}” is taken for “{self.names[place]}”.")
            return place
        self.names.append(tidy)
        return len(self.names) - 1

    def add(self, images: Bits, labels: Labels, orders: Sequence[bytes | None] = ()) -> None:
        """Take drawings.

        Args:
            images: Shape (n, 28, 28).
            labels: Numbers of their classes, (n,).
            orders: How each came about, encoded, where that is known.
        """
        self._packed.append(pack(images))
        self._labels.append(np.asarray(labels, np.int64))
        self._orders += orders or [None] * len(images)
        self.has_orders |= any(orders)
        self._n += len(images)

    def refuse(self, sentence: str, n: int = 1) -> None:
        """Leave something out, and say why."""
        self.n_refused += n
        if len(self.refused) < SENTENCES:
            self.refused.append(sentence)

    def note(self, sentence: str) -> None:
        """Say how it was read."""
        if sentence not in self.notes and len(self.notes) < SENTENCES:
            self.notes.append(sentence)

    @property
    def packed(self) -> Bytes:
        """All drawings, (n, 98)."""
        if len(self._packed) != 1:
            empty = np.zeros((0, PACKED_BYTES), np.uint8)
            self._packed = [np.concatenate([empty, *self._packed])]
        return self._packed[0]

    @property
    def labels(self) -> Labels:
        """The number of each one's class, (n,)."""
        if len(self._labels) != 1:
            self._labels = [np.concatenate([np.zeros(0, np.int64), *self._labels])]
        return self._labels[0]

    @property
    def orders(self) -> list[bytes | None]:
        """How each came about, encoded, None where that is not known."""
        return self._orders

    def left_out(self) -> list[str]:
        """Return sentences about what was refused, the last one saying how much more."""
        more = self.n_refused - len(self.refused)
        return [*self.refused, *([f"{more:,} more were left out."] if more else [])]

    def counts(self) -> list[int]:
        """Return how many drawings each class has."""
        counts: list[int] = np.bincount(self.labels, minlength=len(self.names)).tolist()
        return counts

    def swap(self) -> None:
        """Take ink for paper and paper for ink."""
        self._packed = [~self.packed]
        self._orders, self.has_orders = [None] * self._n, False

    def batch(self) -> Batch:
        """Return the drawings, classes without any left out only if they had none at all."""
        return Batch(unpack(self.packed), self.labels, tuple(self.names))


assert PIXELS % 8 == 0  # or ``swap`` would turn over bits that are no pixels
