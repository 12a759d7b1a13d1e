"""Ahead: the next variants made by another process, while the network learns from the last.

Nothing here may import NumPy, see ``models.beside``.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

from models.beside import LOST, Beside, handed_over
from models.executors import cores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

    import numpy.typing as npt

    from chance import Chance
    from epochs import Part
    from models.versions import MakeVariants

BEFORE_S = 0.5  # of training here: a short one is over before a process has begun
LOOK_S = 0.001  # between two looks whether the process has made what it was asked for
HANDING_S = 0.004  # at a time, of handing much to the process
BLOCK = 1 << 15  # drawings: after so many, variants depend on nothing before


class Ahead:
    """Makes the variants of each part of a training: here, or where there is one in a process.

    They are a function of chance and of the parts of the same block of epochs. So they are
    the same, bit for bit, wherever they are made, and whenever a training goes on.
    """

    def __init__(
        self,
        make: MakeVariants,
        chance: Chance,
        n: int,
        *,
        processes: int = 0,
        before: Sequence[Part] = (),
    ) -> None:
        """Begin, without a process.

        Args:
            make: Makes a fresh variant of each drawing named by its row; can be pickled
                where there may be a process.
            chance: Source of the variants.
            n: Drawings in an epoch.
            processes: How many it may start, 0 or 1.
            before: Parts of the block in hand that a training learnt from before it was left.
        """
        self._make, self._chance, self._epochs = make, chance, block_epochs(n)
        self._left, self._before = processes, list(before)
        self._known = 0  # parts of the block that ``make`` has made here
        self._process: Beside | None = None
        self._handing: Iterator[None] | None = None
        self._handed = self._beside = False  # whether all is there, and in step with here
        self._asked: Part | None = None  # of the process
        self._last: tuple[Part, npt.NDArray[Any]] | None = None
        self._began_s = time.perf_counter()

    def __call__(self, part: Part, following: Part | None) -> Iterator[npt.NDArray[Any] | None]:
        """Yield None as long as one waits; at last a fresh variant of each drawing, (n, n_in).

        Args:
            part: The one after the last, or the last one again.
            following: Which will be wanted next.
        """
        if self._last is None or not _same(self._last[0], part):
            if self._begins_block(part):
                self._before, self._known = [], 0
            if self._asked is None:
                self._ask(part)
            while self._is_late():
                yield None
            shown = self._answer() if self._asked is not None else None
            self._before.append(part)
            self._last = part, self._made_here() if shown is None else shown
        if following is not None and self._asked is None:
            self._start_or_ask(following)
        yield self._last[1]

    def catch_up(self) -> Iterator[None]:
        """Make what was made before the training was left, part by part; nobody needs it twice."""
        while self._known < len(self._before):
            self._make_next()
            yield

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
        self._process, self._left, self._asked, self._handed = None, 0, None, False
        self._handing, self._beside = None, False

    def _begins_block(self, part: Part) -> bool:
        return part.start == 0 and (part.epoch - 1) % self._epochs == 0

    def _made_here(self) -> npt.NDArray[Any]:
        """Return the variants of the last part, after those before it that are not made here."""
        while True:
            shown = self._make_next()
            if self._known == len(self._before):
                return shown

    def _make_next(self) -> npt.NDArray[Any]:
        if self._known == 0:
            self._make.start_over()
        part = self._before[self._known]
        self._known += 1
        return _variants(self._make, self._chance, part)

    def _start_or_ask(self, part: Part) -> None:
        """Have the process make variants, if it is there."""
        if self._left and time.perf_counter() - self._began_s > BEFORE_S:
            self._start()
        if self._process is None:
            return
        try:
            if not self._handed and (self._handing is not None or self._process.waits()):
                self._hand_over(self._process)
        except LOST:
            self.close()
        self._ask(part)

    def _hand_over(self, process: Beside) -> None:
        """Hand the process what it makes variants of, or some more of it where that is much."""
        self._beside = self._handing is None
        if self._handing is None:
            process.receive()
            self._handing = process.hand_over((self._make, self._chance))
        until_s = time.perf_counter() + HANDING_S
        for _ in self._handing:
            if time.perf_counter() > until_s:
                self._beside = False
                return
        self._handing, self._handed = None, True

    def _ask(self, part: Part) -> None:
        """Ask for the variants of a part, if the process is there, and in step.

        Variants that were made here while it was handed its drawings are unknown to it: it is
        in step from the next block on.
        """
        anew = self._begins_block(part)
        if self._process is None or not self._handed or not (self._beside or anew):
            return
        try:
            self._process.send((part, anew))
            self._asked, self._beside = part, True
        except LOST:
            self.close()

    def _is_late(self) -> bool:
        """Wait a little for what was asked for; return whether it is not there yet."""
        if self._process is None or self._asked is None:
            return False
        try:
            return not self._process.waits(LOOK_S)
        except LOST:  # the answer will say so
            return False

    def _answer(self) -> npt.NDArray[Any] | None:
        """Return what was asked for; None if the process is gone: it goes on here."""
        self._asked = None
        try:
            return self._process.receive() if self._process is not None else None
        except LOST:
            self.close()
            return None

    def _start(self) -> None:
        self._left = 0
        with contextlib.suppress(OSError):  # no room for one more: it goes on here
            self._process = Beside(_make_variants)


def block_epochs(n: int) -> int:
    """Return how many epochs of n drawings are a block, at least one."""
    return max(1, BLOCK // n)


def processes() -> int:
    """Return how many processes of its own a training may have on this machine: 0 or 1."""
    return int(cores() > 1)


def _same(one: Part, other: Part) -> bool:
    return (one.epoch, one.start) == (other.epoch, other.start)


def _variants(make: MakeVariants, chance: Chance, part: Part) -> npt.NDArray[Any]:
    return make(part.rows, chance.stream("variants", part.epoch, part.start))


def _make_variants(pipe: Connection) -> None:
    """Make variants as long as somebody asks for them. Runs in the process."""
    import numpy as np  # noqa: F401 (what takes time is over before it says that it is there)

    pipe.send(None)
    make, chance = handed_over(pipe)
    while True:
        part, anew = pipe.recv()
        if anew:
            make.start_over()
        pipe.send(_variants(make, chance, part))
