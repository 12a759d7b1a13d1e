"""Nothing: sheets that show none of the things a network knows, noise and scraps."""

import numpy as np

from data.brush import line, tip
from data.drawing import SIDE, Bits

DENSITIES = (0.03, 0.5)  # share of inked pixels in noise
PART_PX = (6, 13)  # sides of the part of a drawing that is a scrap
STROKES = (1, 3)  # of a scribble
TURNS = (1, 4)  # of one of its strokes
KINDS = 3  # noise, scraps, scribbles: as many of each


def noise(rng: np.random.Generator) -> Bits:
    """Return a sheet of noise, (SIDE, SIDE): thin or thick, each pixel by chance."""
    found: Bits = rng.random((SIDE, SIDE)) < rng.uniform(*DENSITIES)
    return found


def nothings(drawings: Bits, n: int, rng: np.random.Generator) -> Bits:
    """Return n sheets that show nothing, (n, SIDE, SIDE): noise, scraps and scribbles.

    Args:
        drawings: From which scraps are cut, (m, SIDE, SIDE); without any there are none.
        n: How many.
        rng: Source of chance.
    """
    result = np.zeros((n, SIDE, SIDE), bool)
    for i in range(n):
        kind = i % KINDS
        if kind == 0:
            result[i] = noise(rng)
        elif kind == 1 and len(drawings):
            result[i] = _scrap(drawings[rng.integers(len(drawings))], rng)
        else:
            result[i] = _scribble(rng)
    return result


def _scrap(drawing: Bits, rng: np.random.Generator) -> Bits:
    """Return a part of a drawing round one of its inked pixels, where it was."""
    inked = np.argwhere(drawing)
    if not len(inked):
        return _scribble(rng)
    row, col = inked[rng.integers(len(inked))]
    high, wide = rng.integers(*PART_PX, 2, endpoint=True)
    part = np.zeros_like(drawing)
    top, left = max(row - high // 2, 0), max(col - wide // 2, 0)
    part[top : top + high, left : left + wide] = drawing[top : top + high, left : left + wide]
    return part


def _scribble(rng: np.random.Generator) -> Bits:
    """Return strokes that go anywhere."""
    sheet, size = np.zeros((SIDE, SIDE), bool), int(rng.integers(1, 3))
    for _ in range(rng.integers(*STROKES, endpoint=True)):
        corners = rng.integers(0, SIDE, (rng.integers(*TURNS, endpoint=True) + 1, 2)).tolist()
        for start, end in zip(corners, corners[1:], strict=False):
            for spot in line(tuple(start), tuple(end)):
                for row, col in tip(spot, size):
                    sheet[row, col] = True
    return sheet
