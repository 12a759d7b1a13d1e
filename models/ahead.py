"""Ahead: the next variants made by another process, while the network learns from the last.

Nothing here may import NumPy: the process takes its number of threads from the
environment when NumPy is first imported, which is after ``one_thread``.
"""

from __future__ import annotations

import time
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from models.executors import cores, one_thread

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    import numpy as np
    import numpy.typing as npt

    from models.versions import MakeVariants
    from network import Rows

BEFORE_S = 0.5  # of training here: a short one is over before a process has begun
LOST = (EOFError, OSError)  # what a pipe says whose other end is gone


class Ahead:
    """Makes variants here until a process of its own is there, and from then on there.

    The process is handed everything as it stands, chance included. So the variants
    are the same, bit for bit, wherever they are made.
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
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
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
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None
        self._left, self._asked = 0, False

    def _ask(self, rows: Rows) -> None:
        """Have the process make variants, if it is there."""
        if self._left and time.perf_counter() - self._began_s > BEFORE_S:
            self._start()
        if self._pipe is None:
            return
        try:
            if not self._handed and self._pipe.poll():
                self._pipe.recv()
                self._pipe.send((self._make, self._rng))
                self._handed = True
            if self._handed:
                self._pipe.send(rows)
                self._asked = True
        except LOST:
            self.close()

    def _answer(self) -> npt.NDArray[Any] | None:
        """Return what was asked for; None if the process is gone: it goes on here."""
        self._asked = False
        try:
            return self._pipe.recv() if self._pipe is not None else None
        except LOST:
            self.close()
            return None

    def _start(self) -> None:
        import multiprocessing  # here: a window opens without it

        context = multiprocessing.get_context("spawn")  # a copy would share the window's connection
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        self._left = 0
        try:
            self._process.start()
        except OSError:  # no room for one more: it goes on here
            self._process = None
            self.close()
        other.close()


def processes() -> int:
    """Return how many processes of its own a training may have on this machine: 0 or 1."""
    return int(cores() > 1)


def _serve(pipe: Connection) -> None:
    """Make variants until nobody is there to ask for them. Runs in the process."""
    one_thread()
    import numpy as np  # noqa: F401 (what takes time is over before it says that it is there)

    try:
        pipe.send(None)
        make, rng = pipe.recv()
        while True:
            pipe.send(make(pipe.recv(), rng))
    except LOST:
        pass
