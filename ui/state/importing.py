"""An import: what was found is read, looked at, and only then stored; a little at a time."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from data.drawing import PACKED_BYTES, Bytes
from data.drawings import Ids
from data.errors import DataError
from data.exchange import Found, scan
from data.store.intake import Intake
from ui.state.collection import Collection

NEW, OUT = 0, -1  # in place of a class of the collection: a new one; none, it is left out
SHOWN = 20  # pictures

Stage = Literal["asking", "reading", "preview", "storing"]


class Import:
    """Reads sources, one after the other, into one heap; then stores what is wanted of it."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.stage: Stage = "asking"
        self.sources: list[Path] = []
        self.found = Found()
        self.complaint = ""  # about a source of which nothing could be read
        self.share = 0.0  # of the stage
        self.targets: list[int] = []  # for each class found: a label id, NEW or OUT
        self.chosen = 0  # the class found that is looked at
        self.skip_known = True  # whether drawings that are here already are left out
        self.swapped = False
        self.stored = False  # whether all that is wanted is in
        self._total = 0
        self.intake: Intake | None = None
        self._steps: Iterator[object] = iter(())
        self._begun_s = 0.0
        self._known = np.zeros(0, bool)

    @property
    def busy(self) -> bool:
        """Whether it has something to do."""
        return self.stage in ("reading", "storing")

    @property
    def left_s(self) -> float | None:
        """Seconds until the stage is over at the pace so far; None before there is one."""
        passed = time.perf_counter() - self._begun_s
        return passed * (1 - self.share) / self.share if self.share > 0.02 else None

    @property
    def n_known(self) -> int:
        """How many of the drawings found are here already."""
        return int(self._known.sum())

    @property
    def wanted(self) -> np.ndarray:
        """Which of the drawings found are to be stored, (n,)."""
        targets = np.array([*self.targets, OUT])[self.found.labels]
        mask: np.ndarray = targets != OUT
        return mask & ~self._known if self.skip_known else mask

    def read(self, source: Path) -> None:
        """Read a source, beside what was found before."""
        self.sources.append(source)
        reading = scan(source, self.found)
        self._steps = _chained(self._steps, reading) if self.stage == "reading" else reading
        self.stage, self.share, self._begun_s = "reading", 0.0, time.perf_counter()
        self.complaint = ""

    def work(self, collection: Collection, until_s: float) -> bool:
        """Go on until the clock says so; return whether anything was done.

        Raises:
            DataError: If nothing more can be stored; what was stored stays.
        """
        if not self.busy:
            return False
        while time.perf_counter() < until_s:
            try:
                step = next(self._steps, None)
            except DataError as error:
                if self.stage == "storing":
                    raise
                self.complaint, step = str(error), None
            if step is None:
                self._end(collection)
                return True
            self._count(step)
        return True

    def _count(self, step: object) -> None:
        if isinstance(step, float):
            self.share = step
        elif self.intake is not None:
            self.share = len(self.intake) / max(self._total, 1)

    def _end(self, collection: Collection) -> None:
        if self.stage == "storing":
            self.stored = True  # whoever began it ends it
            return
        self.stage = "preview" if len(self.found) else "asking"
        self.share = 0.0
        known = {label.name.casefold(): label.id for label in collection.labels}
        for name in self.found.names[len(self.targets) :]:
            self.targets.append(known.get(name.casefold(), NEW))
        self._known = _are_in(self.found.packed, collection.drawings.packed)

    def swap(self) -> None:
        """Take ink for paper and paper for ink."""
        self.found.swap()
        self.swapped = not self.swapped
        self._known = np.zeros(len(self.found), bool)

    def store(self, intake: Intake, total: int) -> None:
        """Begin to store."""
        self.intake, self._total = intake, total
        self._steps = intake.steps()
        self.stage, self.share, self._begun_s = "storing", 0.0, time.perf_counter()

    def pictures(self) -> Bytes:
        """Return up to SHOWN drawings of the class that is looked at, (n, 98)."""
        rows: Ids = np.flatnonzero(self.found.labels == self.chosen)
        some = rows[np.linspace(0, len(rows) - 1, min(SHOWN, len(rows))).astype(int)]
        pictures: Bytes = self.found.packed[some]
        return pictures


def _chained(one: Iterator[object], other: Iterator[object]) -> Iterator[object]:
    yield from one
    yield from other


def _are_in(packed: Bytes, others: Bytes) -> np.ndarray:
    """Return which drawings are among others, to the pixel, (n,)."""
    kind = f"V{PACKED_BYTES}"
    one, two = (np.ascontiguousarray(part).view(kind)[:, 0] for part in (packed, others))
    known = set(two.tolist())
    return np.fromiter((each in known for each in one.tolist()), bool, len(one))


def left_out(found: Found) -> Sequence[str]:
    """Return what to say of drawings that will not do."""
    more = found.n_refused - len(found.refused)
    return [*found.refused, *([f"and {more:,} more"] if more else [])]
