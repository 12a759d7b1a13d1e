"""Sheets as numbers: 28 of them, each a row, each bit a pixel, the leftmost one the lowest.

A row is moved aside in one go, and a sheet needs 112 bytes.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import PIXELS, SIDE, Bits

ROW_BYTES = 4
EIGHT = 8  # sheets packed at a time: a byte each of one number

BitRows = npt.NDArray[np.uint32]
Lanes = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.integer[Any]]


def packed(ink: Bits) -> BitRows:
    """Return sheets as bit rows, (k * EIGHT, SIDE).

    Args:
        ink: Eight sheets at a time, those of a pixel side by side, (k, SIDE, SIDE, EIGHT).
    """
    pixels = ink.view(np.uint64)[..., 0]  # the lowest bit of each byte is a pixel of one sheet
    fours = np.zeros((len(ink), SIDE, 2 * ROW_BYTES), np.uint64)
    fours[:, :, : SIDE // 4] = _beside(_beside(pixels, 1), 2)
    sheets = _beside(fours, 4).view(np.uint8).reshape(-1, SIDE * ROW_BYTES, EIGHT)
    rows: BitRows = np.ascontiguousarray(sheets.transpose(0, 2, 1)).view("<u4").reshape(-1, SIDE)
    return rows


def _beside(pixels: Lanes, bits: int) -> Lanes:
    """Return each two neighbours of a row as one: of the left one the lower bits."""
    joined: Lanes = pixels[:, :, 1::2] << np.uint64(bits)
    joined |= pixels[:, :, ::2]
    return joined


def unpacked(rows: BitRows) -> Bits:
    """Return bit rows (n, SIDE) as pixels, (n, PIXELS), true for ink."""
    pairs = rows[:, 1::2].astype("<u8") << np.uint64(SIDE)  # two rows are seven whole bytes
    pairs |= rows[:, ::2]
    tight = pairs.view(np.uint8).reshape(len(rows), -1, 8)[:, :, : 2 * SIDE // 8]
    bits = np.unpackbits(np.ascontiguousarray(tight), bitorder="little")
    return bits.view(bool).reshape(-1, PIXELS)


def boxes(rows: BitRows) -> tuple[Whole, Whole]:
    """Return the first and the last row and column with ink, (2, n) each; none: the whole sheet."""
    inked, columns = rows != 0, np.bitwise_or.reduce(rows, axis=1)
    last_column = np.frexp(columns.astype(np.float64))[1] - 1
    first_column = np.frexp((columns & -columns).astype(np.float64))[1] - 1
    first = np.stack([inked.argmax(axis=1), first_column])
    last = np.stack([SIDE - 1 - inked[:, ::-1].argmax(axis=1), last_column])
    first[:, columns == 0], last[:, columns == 0] = 0, SIDE - 1
    return first, last


def moved(rows: BitRows, by: Whole) -> BitRows:
    """Return sheets moved down and to the right, or up and left where ``by`` (2, n) is below 0."""
    down, right = by
    n = len(rows)
    framed = np.zeros((n, 3, SIDE), np.uint32)  # a sheet of paper above each, and one below
    framed[:, 1] = rows
    read = (np.arange(SIDE, 3 * SIDE * n, 3 * SIDE) - down)[:, None] + np.arange(SIDE)
    found: BitRows = framed.take(read, mode="clip")
    found <<= np.maximum(right, 0).astype(np.uint32)[:, None]
    found >>= np.maximum(-right, 0).astype(np.uint32)[:, None]
    return found
