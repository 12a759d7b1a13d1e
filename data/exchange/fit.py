"""Fitting: drawings of other sizes brought to 28 x 28, and which of dark and light is ink."""

from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE, Bits

FILLED = 24  # pixels that the longer side of a fitted drawing takes
LIGHT = 0.75  # share of light pixels round the edge from which on the ground is light
INK = 0.5  # of the darkest pixel that there is after shrinking
SMALLEST, LARGEST = 2, 4096  # pixels, a side

Grey = npt.NDArray[np.floating[Any]]


def is_light(grey: Grey) -> bool:
    """Return whether the ground of pictures is light, so that the dark is ink.

    Args:
        grey: Shape (n, height, width), 0 to 1.
    """
    edges = [grey[:, 0], grey[:, -1], grey[:, :, 0], grey[:, :, -1]]
    return float(np.mean([(edge >= 0.5).mean() for edge in edges])) >= LIGHT


def fitted(grey: Grey) -> Bits:
    """Return one picture, ink light on dark, as a drawing, (28, 28).

    The box round its ink is kept in proportion and comes to the middle.

    Args:
        grey: Shape (height, width), 0 paper to 1 ink.
    """
    from PIL import Image  # here: a window opens without it

    found = np.argwhere(grey >= 0.5)
    drawing = np.zeros((SIDE, SIDE), bool)
    if not len(found):
        return drawing
    (top, left), (bottom, right) = found.min(axis=0), found.max(axis=0) + 1
    high, wide = int(bottom - top), int(right - left)
    scale = FILLED / max(high, wide)
    size = max(1, round(wide * scale)), max(1, round(high * scale))
    box = np.clip(grey[top:bottom, left:right], 0, 1) * 255
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.NEAREST
    small = np.asarray(Image.fromarray(box.astype(np.uint8)).resize(size, how), np.float32)
    ink = small >= INK * small.max()  # thin lines grow pale where they are shrunk
    y, x = (SIDE - size[1]) // 2, (SIDE - size[0]) // 2
    drawing[y : y + size[1], x : x + size[0]] = ink
    return drawing


def size_complaint(high: int, wide: int) -> str:
    """Return what is wrong with a picture's size, "" for nothing."""
    if min(high, wide) < SMALLEST or max(high, wide) > LARGEST:
        return f"is {wide:,} x {high:,} pixels; from {SMALLEST} to {LARGEST:,} a side can be fitted"
    return ""
