"""Waiting: what a disk takes its time for, in a thread, while whoever waits does other things."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.002  # between two looks at the thread


def in_thread(work: Callable[[], T]) -> Generator[None, None, T]:
    """Do something in a thread, yielding until it is done; return what it has made.

    Whoever leaves before its end waits for it.
    """
    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(work)
        while not doing.done():
            wait([doing], LOOK_S)
            yield
        return doing.result()
