"""Ink between the pixels: how dark it is there.

A drawing that is turned or bent is read between its pixels. Spreading every
inked pixel a little gives a smooth hill along each line; where the hill is
higher than some level there is ink, and a lower level is a thicker pen.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE

FINE = 2  # places per pixel, in either direction
FRAME = 2  # pixels of paper round the sheet, so that beyond the edge is paper too
SPREAD_PX = 0.5  # of the ink of one pixel; a line of one pixel is then 0.8 high, a dot 0.64
MOST = SIDE // 2  # pixels by which a drawing is moved
FULL = 255  # height of the middle of a filled area

Levels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

FINE_SIDE = FINE * (SIDE - 1 + 2 * FRAME) + 1


def levels(images: npt.NDArray[np.floating], moved: npt.NDArray[np.integer[Any]]) -> Levels:
    """Return how dark drawings are at every place, (n, FINE_SIDE, FINE_SIDE), 0 to 255.

    Args:
        images: Shape (n, 784), ink 1.0, paper 0.0, or anything between.
        moved: By how many pixels down and right each is moved first, (2, n), at most
            MOST.

    Pixel ``row`` has its middle at place ``FINE * (row + FRAME)``. The outermost
    places are paper: what lies beyond is read there.
    """
    down, right = _spreading()[moved + MOST]
    dark = down @ images.reshape(-1, SIDE, SIDE) @ right.transpose(0, 2, 1)
    result: Levels = np.minimum(np.rint(dark * FULL), FULL).astype(np.uint8)
    return result


@cache
def _spreading() -> Floats:
    """Return the share of each pixel's ink at each place along one side, moved or not.

    Returns:
        Shape (2 * MOST + 1, FINE_SIDE, SIDE): moved up by MOST pixels first, down last.
    """
    places = np.arange(FINE_SIDE) / FINE - FRAME
    pixels = np.arange(SIDE) + np.arange(-MOST, MOST + 1)[:, None]
    distance = pixels[:, None] - places[:, None]
    share = np.exp(-((distance / SPREAD_PX) ** 2) / 2) / (SPREAD_PX * np.sqrt(2 * np.pi))
    share[:, [0, -1]] = share[share < 1e-6] = 0.0  # numbers near the smallest ones are slow
    result: Floats = share.astype(np.float32)
    return result
