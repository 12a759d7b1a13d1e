"""The order in which a drawing's pixels changed, and how it is stored.

A change is one number: ``row * 28 + col``, plus 1024 where ink became paper.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from data.drawing import PIXELS, SIDE, Bits

TO_PAPER = 1024
MOST = 20_000  # changes kept of one drawing; 40 kB

Order = npt.NDArray[np.uint16]


def encode(changes: Iterable[int]) -> bytes:
    """Return changes as stored: little-endian uint16, the last 20,000 of them."""
    return np.array(list(changes)[-MOST:], "<u2").tobytes()


def decode(blob: bytes | None) -> Order | None:
    """Return what was stored, or None where nothing or nonsense was."""
    if not blob or len(blob) % 2:
        return None
    order = np.frombuffer(blob, "<u2")
    return order if bool((order % TO_PAPER < PIXELS).all()) else None


def replay(order: Order) -> Bits:
    """Return the sheet, shape (28, 28), after all changes."""
    sheet = np.zeros(PIXELS, bool)
    for change in order.tolist():
        sheet[change % TO_PAPER] = change < TO_PAPER
    return sheet.reshape(SIDE, SIDE)


def leads_to(order: Sequence[int], sheet: Bits) -> bool:
    """Return whether changes make a sheet, (28, 28); not so where many were cut off."""
    return bool(np.array_equal(replay(np.asarray(order, np.uint16)), sheet))


def moments(order: Sequence[int], first: int, last: int) -> Bits:
    """Return the sheet at some of its moments, (last - first, PIXELS).

    Args:
        order: The changes; moment i is the sheet after the first i of them.
        first: Moment, from 0.
        last: Moment that is no more among them, up to one more than there are changes.
    """
    result = np.zeros((last - first, PIXELS), bool)
    sheet = replay(np.asarray(order[:first], np.uint16)).reshape(-1)
    for row, moment in zip(result, range(first, last), strict=True):
        if moment > first:
            change = order[moment - 1]
            sheet[change % TO_PAPER] = change < TO_PAPER
        row[:] = sheet
    return result
