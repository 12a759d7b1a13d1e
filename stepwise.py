"""Stepwise: long work as a generator, between whose steps whoever drives it may do other things."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def at_once(steps: Generator[object, None, T]) -> T:
    """Take all steps; return what the work has made."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
