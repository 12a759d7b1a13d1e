"""Waiting: what a disk takes its time for, in a thread, while whoever waits does other things."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.002  # between two looks at the thread


def in_thread(work: Callable[[], T], *, whole: bool) -> Generator[None, None, T]:
    """Do something in a thread, yielding until it is done; return what it has made.

    Args:
        work: What is to be done.
        whole: Whether somebody who leaves before its end waits for it: what is written has to
            be in its place then; what is read may be forgotten.
    """
    pool = ThreadPoolExecutor(1)
    try:
        try:
            doing = pool.submit(work)
        except RuntimeError:  # the system has no thread left
            return work()
        while not doing.done():
            wait([doing], LOOK_S)
            yield
        return doing.result()
    finally:
        pool.shutdown(wait=whole)
