"""Beside: a process of its own that works while the window goes on, with a pipe to it.

Nothing here, nor in a module whose function is handed to it, may import NumPy while it
is imported: the process takes its number of threads from the environment when NumPy first
is, which has to be after ``one_thread``.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from models.executors import one_thread

if TYPE_CHECKING:  # a window opens without it
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    Work = Callable[[Connection], None]

PIECE = 1 << 20  # bytes: a millisecond
LOST = (EOFError, OSError)  # what a pipe says whose other end is gone


class Beside:
    """One process, from its start to its end."""

    def __init__(self, work: Work) -> None:
        """Start it.

        Args:
            work: What it does, a function of a module; it is handed its end of the pipe.

        Raises:
            OSError: If there is no room for one more.
        """
        import multiprocessing  # here: a window opens without it

        context = multiprocessing.get_context("spawn")  # a copy would share the window's connection
        self._pipe, other = context.Pipe()
        self._process: BaseProcess = context.Process(target=_run, args=(work, other), daemon=True)
        try:
            self._process.start()
        finally:
            other.close()

    def send(self, message: Any) -> None:
        """Hand it something.

        Raises:
            LOST: If it has ended.
        """
        self._pipe.send(message)

    def hand_over(self, value: Any) -> Iterator[None]:
        """Hand it something large, a piece at a time; it takes it by ``handed_over``.

        What ``value`` holds in arrays must not change meanwhile.

        Raises:
            LOST: If it has ended.
        """
        import pickle

        arrays: list[pickle.PickleBuffer] = []
        head = pickle.dumps(value, protocol=5, buffer_callback=arrays.append)
        views = [array.raw() for array in arrays]
        self._pipe.send((head, [len(view) for view in views]))
        for view in views:
            for start in range(0, len(view), PIECE):
                self._pipe.send_bytes(view[start : start + PIECE])
                yield

    def waits(self, most_s: float = 0.0) -> bool:
        """Return whether there is something to receive, or it has ended.

        Args:
            most_s: How long to look out for it, in seconds.

        Raises:
            LOST: If it has ended in the middle of something.
        """
        return self._pipe.poll(most_s)

    def receive(self) -> Any:
        """Return what it sends, as soon as it does.

        Raises:
            LOST: If it has ended.
        """
        return self._pipe.recv()

    def close(self) -> None:
        """End it at once."""
        self._pipe.close()
        self._process.kill()
        self._process.join()


def handed_over(pipe: Connection) -> Any:
    """Return what ``hand_over`` sends, once it is whole."""
    import pickle

    import numpy as np

    head, sizes = pipe.recv()
    arrays = [np.empty(size, np.uint8) for size in sizes]  # not filled first: that would take long
    for array in arrays:
        got = 0
        while got < len(array):
            got += pipe.recv_bytes_into(array, got)
    return pickle.loads(head, buffers=arrays)


def _run(work: Work, pipe: Connection) -> None:
    one_thread()
    with contextlib.suppress(*LOST):  # nobody is there any more to work for
        work(pipe)
