"""Ink between the pixels: how dark it is there, and how far out it reaches.

A drawing that is turned or bent is read between its pixels. Spreading every
inked pixel a little gives a smooth hill along each line; where the hill is
higher than some level there is ink, and a lower level is a thicker pen.
"""

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE

FINE = 2  # places per pixel, in either direction
FRAME = 2  # pixels of paper round the sheet, so that beyond the edge is paper too
SPREAD_PX = 0.5  # of the ink of one pixel; a line of one pixel is then 0.8 high, a dot 0.64
FULL = 255  # height of the middle of a filled area

Levels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

FINE_SIDE = FINE * (SIDE - 1 + 2 * FRAME) + 1


def levels(images: npt.NDArray[np.floating]) -> Levels:
    """Return how dark each drawing is at every place, (n, FINE_SIDE, FINE_SIDE), 0 to 255.

    Args:
        images: Shape (n, 784), ink 1.0, paper 0.0, or anything between.

    Pixel ``row`` has its middle at place ``FINE * (row + FRAME)``.
    """
    spread = _spreading()
    pictures = images.reshape(-1, SIDE, SIDE).astype(np.float32)
    result = np.empty((len(pictures), FINE_SIDE, FINE_SIDE), np.uint8)
    for start in range(0, len(pictures), 1000):  # so that the floats between need little room
        part = slice(start, start + 1000)
        dark = spread @ pictures[part] @ spread.T
        result[part] = np.minimum(np.rint(dark * FULL), FULL)
    return result


def _spreading() -> Floats:
    """Return the share of each pixel's ink at each place, along one side, (FINE_SIDE, SIDE)."""
    places = np.arange(FINE_SIDE) / FINE - FRAME
    distance = places[:, None] - np.arange(SIDE)
    share = np.exp(-((distance / SPREAD_PX) ** 2) / 2) / (SPREAD_PX * np.sqrt(2 * np.pi))
    share[[0, -1]] = 0.0  # the outermost places are paper: what lies beyond is read there
    result: Floats = share.astype(np.float32)
    return result


def outline(images: npt.NDArray[np.floating]) -> Floats:
    """Return the first and last inked pixel of every row, (n, 2, 2 * SIDE).

    Args:
        images: Shape (n, 784); more than half is ink.

    The corners of the smallest convex shape round the ink are among them. They
    are rows and columns from the sheet's middle. A row without ink repeats
    another row's pixel; a drawing without ink is a point in the middle.
    """
    ink = images.reshape(-1, SIDE, SIDE) > 0.5
    inked, rows = np.any(ink, axis=2), np.arange(SIDE)
    first = ink.argmax(axis=2)
    last = SIDE - 1 - ink[:, :, ::-1].argmax(axis=2)
    some = inked.argmax(axis=1)[:, None]  # a row with ink
    row = np.where(inked, rows, some)
    first, last = (np.take_along_axis(edge, row, axis=1) for edge in (first, last))
    points = np.stack([np.tile(row, 2), np.concatenate([first, last], axis=1)], axis=1)
    points = points - (SIDE - 1) / 2
    points[~np.any(inked, axis=1)] = 0.0
    result: Floats = points.astype(np.float32)
    return result
