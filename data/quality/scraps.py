"""Scraps: drawings with hardly anything on them, or hardly anything but ink."""

import numpy as np

from data.drawing import PIXELS, Bytes, ink
from data.drawings import Ids

FEWEST = 8  # pixels of ink of a drawing that shows something
MOST = PIXELS * 6 // 10


def scraps(packed: Bytes) -> Ids:
    """Return the rows of scraps, those with the least ink first.

    Args:
        packed: Shape (n, 98), see ``data.drawing.pack``.
    """
    pixels = ink(packed)
    found = np.flatnonzero((pixels < FEWEST) | (pixels > MOST))
    return found[np.argsort(pixels[found], kind="stable")]
