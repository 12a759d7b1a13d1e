"""A comparison: two runs side by side, and the drawings whose answer differs between them."""

import time
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from activation import Array
from data.drawing import as_inputs, unpack
from data.drawings import Ids
from models.curves import Point
from models.model import Model
from models.runs.record import Record
from models.scores import Score, slice_of
from models.state import State
from ui.state.collection import Collection
from ui.state.runs_list import as_model, differing, score_of


class Side(NamedTuple):
    """One of the two."""

    record: Record
    points: tuple[Point, ...]
    score: Score | None  # held-out, of its network
    model: Model | None


class Comparison:
    """Two runs, the older one first; their networks go through the collection bit by bit."""

    def __init__(self, sides: tuple[Side, Side]) -> None:
        self.sides = sides
        self.settings = differing(sides[0].record, sides[1].record)
        self.changed: list[int] = []  # ids of drawings whose answer differs
        self.better = self.worse = 0  # of those: now right, now wrong
        self.seen = 0  # drawings both were asked about
        self._next = 0

    def classes(self) -> list[tuple[str, float | None, float | None]]:
        """Return for each class the share of held-out drawings answered right, by either."""
        found: dict[str, list[float | None]] = {}
        for place, side in enumerate(self.sides):
            if side.score is None:
                continue
            for name, share in zip(side.record.names, side.score.per_class(), strict=True):
                found.setdefault(name, [None, None])[place] = share
        return [(name, one, other) for name, (one, other) in found.items()]

    @property
    def total(self) -> int:
        """Drawings to ask about, as far as is known."""
        return self._next

    def work(self, collection: Collection, until_s: float) -> bool:
        """Ask both about some more drawings; return whether there was anything to do.

        Args:
            collection: The drawings.
            until_s: A moment of ``time.perf_counter``.
        """
        models = [side.model for side in self.sides]
        one, other = models
        drawings = collection.drawings
        if one is None or other is None or self._next >= len(drawings):
            return False
        names = {label.id: label.name for label in collection.labels}
        at_once = min(slice_of(one.network), slice_of(other.network))
        while self._next < len(drawings) and time.perf_counter() < until_s:
            rows = np.arange(self._next, min(self._next + at_once, len(drawings)))
            self._next = int(rows[-1]) + 1
            rows = rows[~drawings.trashed[rows]]
            images = as_inputs(unpack(drawings.packed[rows]))
            said = [_said(model, images) for model in (one, other)]
            self._count(drawings.ids[rows], drawings.label_ids[rows], said, names)
        return True

    def _count(
        self, ids: Ids, label_ids: npt.NDArray[np.int64], said: list[list[str]],
        names: dict[int, str],
    ) -> None:  # fmt: skip
        self.seen += len(ids)
        for place, (before, after) in enumerate(zip(*said, strict=True)):
            if before != after:
                self.changed.append(int(ids[place]))
                true = names.get(int(label_ids[place]), "")
                self.better += after == true
                self.worse += before == true


def compared(records: tuple[Record, Record], states: tuple[State, State]) -> Comparison:
    """Return two runs side by side."""
    one, other = (
        Side(record, state.measured.points, score_of(state), as_model(record, state))
        for record, state in zip(records, states, strict=True)
    )
    return Comparison((one, other))


def _said(model: Model, images: Array) -> list[str]:
    answers = model.compiled.forward(images).argmax(axis=1)
    return [model.names[answer] for answer in answers.tolist()]
