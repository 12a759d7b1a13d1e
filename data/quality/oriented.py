"""Oriented lines: in which direction the lines run, in each part of a drawing.

Two drawings of a thing by two people share few pixels, but much of this: histograms
of oriented gradients (Dalal and Triggs, "Histograms of oriented gradients for human
detection", 2005), here of what is centred first, so that place and size tell nothing.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from centring import Centring
from data.drawing import SIDE, Bits, Bytes, as_inputs, unpack

Floats = npt.NDArray[np.float32]

DIRECTIONS = 8  # of a line, from 0 to 180 degrees
PLACES = 8  # rows, and columns, of parts
VALUES = PLACES * PLACES * DIRECTIONS
SMOOTH_PX = 0.7  # before slopes are taken
SPREAD_PX = 2.0  # how far a line counts for the parts around it
MOST_KNOWN = 20_000  # drawings: 40 MB
AT_ONCE = 500  # drawings; what is made between takes 50 kB each


class Features:
    """The features of packed drawings, worked out for the rows that are asked for.

    Of very many drawings they would not fit into memory all at once: 2 kB each.
    """

    def __init__(self, packed: Bytes) -> None:
        """Take drawings, (n, 98); few enough are worked out once."""
        self._packed = packed
        self._known = oriented(unpack(packed)) if len(packed) <= MOST_KNOWN else None

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, rows: npt.NDArray[np.integer[Any]]) -> Floats:
        """Return the features of some rows, (m, VALUES)."""
        if self._known is not None:
            known: Floats = self._known[rows]
            return known
        return oriented(unpack(self._packed[rows]))


def oriented(images: Bits) -> Floats:
    """Return how much line runs in each direction in each part, (n, VALUES), rows of length 1.

    Args:
        images: Shape (n, 28, 28).
    """
    result = np.empty((len(images), VALUES), np.float32)
    for start in range(0, len(images), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        result[part] = _histograms(images[part])
    return result


def _histograms(images: Bits) -> Floats:
    n = len(images)
    smooth = _bells(np.arange(SIDE, dtype=np.float64), SMOOTH_PX)
    grey = Centring(SIDE).forward(as_inputs(images)).reshape(n, SIDE, SIDE)
    grey = smooth @ np.asarray(grey, np.float32) @ smooth.T
    down, right = np.gradient(grey, axis=1), np.gradient(grey, axis=2)
    strength = np.hypot(down, right)
    direction = np.arctan2(down, right) % np.pi * (DIRECTIONS / np.pi)
    parts = _bells((np.arange(PLACES) + 0.5) * (SIDE + 4) / PLACES - 2.5, SPREAD_PX)
    found = np.empty((n, DIRECTIONS, PLACES, PLACES), np.float32)
    for each in range(DIRECTIONS):
        away = np.abs(direction - each)
        share = np.maximum(1 - np.minimum(away, DIRECTIONS - away), 0)
        found[:, each] = parts @ (share * strength) @ parts.T
    rows: Floats = np.sqrt(found.reshape(n, -1) + np.float32(1e-4))  # so that no line drowns others
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def _bells(middles: npt.NDArray[np.floating], spread_px: float) -> Floats:
    """Return a bell curve along a side of the sheet for each middle, (len(middles), SIDE)."""
    away = np.arange(SIDE) - middles[:, None]
    bell = np.exp(-0.5 * (away / spread_px) ** 2)
    return np.asarray(bell / (spread_px * np.sqrt(2 * np.pi)), np.float32)
