"""Reach: how far ink extends in every direction, so that all of it can be kept on a sheet."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from data.augmentation.ink import Floats
from data.drawing import SIDE

DIRECTIONS = 64  # all round; between two, both are asked: at most 0.02 pixels short, or a bit far
OPPOSITE = np.float32(DIRECTIONS / 2)
TURN = 2 * math.pi
AT_ONCE = 100  # shapes

Rows = npt.NDArray[np.integer[Any]]


class Reach:
    """The support function of some shapes, from a point within them.

    Where their outermost points lie after a turn or a stretch follows from it
    without going through the points again: Schneider, "Convex Bodies: The
    Brunn-Minkowski Theory", 2nd ed., section 1.7.
    """

    def __init__(self, points: Floats, shapes: Rows) -> None:
        """Measure nothing yet; see ``prepare``.

        Args:
            points: Of each drawing, rows and columns from its point within, (n, m, 2).
            shapes: The drawings that make up each shape, (k, j).
        """
        self._points, self._shapes = points, shapes
        self._reach = np.empty((len(shapes), DIRECTIONS + 2), np.float32)

    def prepare(self) -> Iterator[None]:
        """Measure the shapes, step by step; only then their boxes are known."""
        # The first once more at the end, and the second: rounding may make an angle a whole turn.
        angles = np.arange(DIRECTIONS + 2) * (TURN / DIRECTIONS)
        directions = np.stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
        for start in range(0, len(self._shapes), AT_ONCE):  # what is made between is little
            part = self._shapes[start : start + AT_ONCE]
            points = self._points[part].reshape(len(part), -1, 2)
            self._reach[start : start + AT_ONCE] = np.max(points @ directions, axis=1)
            yield
        self._points = np.empty((0, 0, 2), np.float32)  # they are not needed any more

    def boxes(self, shapes: Rows, matrices: Floats) -> tuple[Floats, Floats]:
        """Return the first and the last row and column of shapes, each turned by its own matrix.

        Args:
            shapes: Which of them, (n,).
            matrices: Shape (2, 2, n).

        Returns:
            Two arrays (2, n), from the point within.
        """
        across, down = matrices[:, 1], matrices[:, 0]
        angle = np.arctan2(across, down) * np.float32(DIRECTIONS / TURN)
        angle = np.stack([angle, angle + OPPOSITE]) % DIRECTIONS
        below = np.floor(angle)
        place, share = shapes * (DIRECTIONS + 2) + below.astype(np.intp), angle - below
        reach = self._reach.reshape(-1)
        found: Floats = reach.take(place) * (1 - share) + reach.take(place + 1) * share
        forward, backward = found * np.hypot(down, across)
        return -backward, forward


def outline(images: npt.NDArray[np.floating]) -> Floats:
    """Return the first and last inked pixel of every row, (n, 2 * SIDE, 2).

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
    points = np.stack([np.tile(row, 2), np.concatenate([first, last], axis=1)], axis=2)
    points = points - (SIDE - 1) / 2
    points[~np.any(inked, axis=1)] = 0.0
    result: Floats = points.astype(np.float32)
    return result
