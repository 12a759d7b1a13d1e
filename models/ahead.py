"""Ahead: the next variants made by another process, while the network learns from the last.

Nothing here may import NumPy, see ``models.beside``.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any

from models.beside import LOST, Beside
from models.executors import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import numpy as np
    import numpy.typing as npt

    from models.versions import MakeVariants
    from network import Rows

BEFORE_S = 0.5  # of training here: a short one is over before a process has begun


class Ahead:
    """Makes variants here until a process of its own is there, and from then on there.

    The process is handed everything as it stands, chance included. So the variants
    are the same, bit for bit, wherever they are made; but if it is killed, those that
    it made before may come once more.
    """

    def __init__(self, make: MakeVariants, rng: np.random.Generator, *, processes: int = 0) -> None:
        """Begin, without a process.

        Args:
            make: Makes a fresh variant of each drawing named by its row; can be pickled
                where there may be a process.
            rng: Source of the variants, for nothing else.
            processes: How many it may start, 0 or 1.
        """
        self._make, self._rng = make, rng
        self._left = processes
        self._process: Beside | None = None
        self._handed = self._asked = False
        self._began_s = time.perf_counter()

    def __call__(self, rows: Rows, following: Rows) -> npt.NDArray[Any]:
        """Return a fresh variant of each drawing named, shape (n, n_in).

        Args:
            rows: Which, (n,).
            following: Which will be wanted next, (m,); m may be 0.
        """
        shown = self._answer() if self._asked else None
        if shown is None:
            shown = self._make(rows, self._rng)
        if len(following):
            self._ask(following)
        return shown

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.close()
        self._process, self._left, self._asked = None, 0, False

    def _ask(self, rows: Rows) -> None:
        """Have the process make variants, if it is there."""
        if self._left and time.perf_counter() - self._began_s > BEFORE_S:
            self._start()
        if self._process is None:
            return
        try:
            if not self._handed and self._process.waits():
                self._process.receive()
                self._process.send((self._make, self._rng))
                self._handed = True
            if self._handed:
                self._process.send(rows)
                self._asked = True
        except LOST:
            self.close()

    def _answer(self) -> npt.NDArray[Any] | None:
        """Return what was asked for; None if the process is gone: it goes on here."""
        self._asked = False
        try:
            return self._process.receive() if self._process is not None else None
        except LOST:
            self.close()
            return None

    def _start(self) -> None:
        self._left = 0
        with contextlib.suppress(OSError):  # no room for one more: it goes on here
            self._process = Beside(_make_variants)


def processes() -> int:
    """Return how many processes of its own a training may have on this machine: 0 or 1."""
    return int(cores() > 1)


def _make_variants(pipe: Connection) -> None:
    """Make variants as long as somebody asks for them. Runs in the process."""
    import numpy as np  # noqa: F401 (what takes time is over before it says that it is there)

    pipe.send(None)
    make, rng = pipe.recv()
    while True:
        pipe.send(make(pipe.recv(), rng))
