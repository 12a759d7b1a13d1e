"""Otherwise: which drawings two networks answer differently, and how both do on those held out."""

import time
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from data.drawing import as_inputs, unpack
from models.model import Model
from models.scores import slice_of
from ui.state.collection import Collection


class Answered(NamedTuple):
    """A drawing that is answered otherwise."""

    id: int
    before: str
    after: str
    label: str  # its class


class Otherwise:
    """Both go through the collection, bit by bit."""

    def __init__(self, before: Model, after: Model) -> None:
        """Ask nothing yet."""
        self._models = before, after
        self._version = -1  # of the drawings
        self._begin()

    def _begin(self) -> None:
        self._next = 0  # the row to go on with
        self.changed: list[Answered] = []
        self.better = self.worse = 0  # of those: right now that were wrong, and the other way round
        self.seen = 0  # drawings both were asked about
        self.by_class: dict[str, list[int]] = {}  # held-out ones: how many, right before, right now
        self.complete = False

    @property
    def held_out(self) -> int:
        """Drawings that are held out, of those both were asked about."""
        return sum(counts[0] for counts in self.by_class.values())

    def right(self, place: int) -> int:
        """Return how many of the held-out drawings are answered right, before (0) or after (1)."""
        return sum(counts[1 + place] for counts in self.by_class.values())

    def accuracy(self, place: int) -> float | None:
        """Return the share of held-out drawings answered right, before (0) or after (1)."""
        return self.right(place) / self.held_out if self.held_out else None

    def work(self, collection: Collection, until_s: float) -> bool:
        """Ask both about some more drawings; return whether there was anything to do.

        Args:
            collection: The drawings.
            until_s: A moment of ``time.perf_counter``.
        """
        if self._version != collection.drawings_version:  # rows are others now
            self._version = collection.drawings_version
            self._begin()
        if self.complete or collection.reading is not None:
            return False
        drawings = collection.drawings
        names = {label.id: label.name for label in collection.labels}
        at_once = min(slice_of(model.network) for model in self._models)
        while self._next < len(drawings) and time.perf_counter() < until_s:
            rows = np.arange(self._next, min(self._next + at_once, len(drawings)))
            self._next = int(rows[-1]) + 1
            rows = rows[~drawings.trashed[rows]]
            if len(rows):
                self._compare(collection, rows, names)
        self.complete = self._next >= len(drawings)
        return True

    def _compare(
        self, collection: Collection, rows: npt.NDArray[np.intp], names: dict[int, str]
    ) -> None:
        drawings = collection.drawings
        images = as_inputs(unpack(drawings.packed[rows]))
        before, after = (
            [model.names[i] for i in model.compiled.forward(images).argmax(axis=1).tolist()]
            for model in self._models
        )
        self.seen += len(rows)
        ids, labels = drawings.ids[rows].tolist(), drawings.label_ids[rows].tolist()
        for drawing, label_id, held_out, one, other in zip(
            ids, labels, drawings.held_out[rows].tolist(), before, after, strict=True
        ):
            label = names.get(label_id, "")
            if held_out:
                counts = self.by_class.setdefault(label, [0, 0, 0])
                counts[0] += 1
                counts[1] += one == label
                counts[2] += other == label
            if one != other:
                self.changed.append(Answered(drawing, one, other, label))
                self.better += other == label
                self.worse += one == label
