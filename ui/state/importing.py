"""An import: what was found is read, looked at, and only then stored; a little at a time."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np

from data.drawing import PACKED_BYTES, Bytes, digests
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
        self.stored = False  # whether all that is wanted is in
        self._total = 0
        self.intake: Intake | None = None
        self._steps: Iterator[object] = iter(())
        self._begun_s = 0.0
        self._known = np.zeros(0, bool)
        self._digests = np.zeros(0, np.uint64)  # of the collection's drawings
        self._waiting: list[Path] = []  # sources that are read next

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
        self._waiting.append(source)
        if self.stage != "reading":
            self.stage, self._begun_s, self.complaint = "reading", time.perf_counter(), ""
            self._next_source()

    def _next_source(self) -> None:
        source, self.share = self._waiting.pop(0), 0.0
        self._steps = scan(source, self.found)

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
                self.complaint, step = f"{self.complaint} {error}".strip(), None
            if step is None and self.stage == "reading" and self._waiting:
                self._next_source()
            elif step is None:
                self._end(collection)
                return True
            else:
                self._count(step)
                if step == range(0):  # a moment for others who want to write
                    return True
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
        self._digests = digests(collection.drawings.packed)
        self._find_known()

    def _find_known(self) -> None:
        self._known = np.isin(digests(self.found.packed), self._digests)

    def swap(self) -> None:
        """Take ink for paper and paper for ink."""
        self.found.swap()
        self._find_known()

    def store(self, intake: Intake, total: int) -> None:
        """Begin to store."""
        self.intake, self._total = intake, total
        self._steps = intake.steps()
        self.stage, self.share, self._begun_s = "storing", 0.0, time.perf_counter()

    def pictures(self) -> Bytes:
        """Return up to SHOWN drawings of the class that is looked at, (n, 98)."""
        if self.stage != "preview":  # while it grows it is not put together
            return np.zeros((0, PACKED_BYTES), np.uint8)
        rows: Ids = np.flatnonzero(self.found.labels == self.chosen)
        some = rows[np.linspace(0, len(rows) - 1, min(SHOWN, len(rows))).astype(int)]
        pictures: Bytes = self.found.packed[some]
        return pictures
