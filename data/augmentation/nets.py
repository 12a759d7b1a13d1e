"""Nets: how drawings are turned, stretched and bent by chance, all ink kept on the sheet."""

import numpy as np
import numpy.typing as npt

from data.augmentation.amounts import Augmentation
from data.augmentation.bit_rows import EIGHT
from data.augmentation.ink import FULL, Floats
from data.augmentation.knots import (
    KNOTS,
    MIDDLE,
    applied,
    determinant,
    even_net,
    inverse,
    knot_weights,
)
from data.augmentation.reach import Reach, Rows
from data.drawing import SIDE

INK_FROM = 0.47  # height of the ink; at a half, a line of two pixels read between them would be one
INK_RANGE = (0.1, 0.62)  # beyond these a line is a blot, or a dot is gone


class Nets:
    """Lays nets of knots on groups of eight drawings, one net on each group."""

    def __init__(self, reach: Reach, spread: Augmentation, mirrored: npt.NDArray[np.bool_]) -> None:
        """Remember what the nets have to keep to.

        Args:
            reach: How far the ink of each group extends, from the sheet's middle.
            spread: How far nets may stray from an even one.
            mirrored: Which groups may also be seen in a mirror, (n,).
        """
        self._reach, self._spread, self._mirrored = reach, spread, mirrored
        self._even, self._sample = even_net(), knot_weights(7)

    def __call__(
        self, groups: Rows, rng: np.random.Generator
    ) -> tuple[Floats, npt.NDArray[np.uint8]]:
        """Return nets, and from which level on there is ink.

        Args:
            groups: For which, (n,).
            rng: Source of chance.

        Returns:
            Where the knots lie on the drawings, (KNOTS², 2, n), and levels, (n, EIGHT).

        Rows and columns are from the sheet's middle. ``forth`` leads from a
        drawing to its warp; a net is laid the other way. The groups come last in
        every shape, so that NumPy goes through them in one run.
        """
        n, spread = len(groups), self._spread
        forth = self._shapes(groups, rng)
        pull = rng.standard_normal((KNOTS * KNOTS, 2, n), np.float32) * np.float32(spread.warp_px)
        pulled = self._sample.T @ pull.reshape(KNOTS * KNOTS, -1)
        bent = applied(forth, pulled.reshape(len(pulled), 2, n))  # ink is, the other way
        least, most = self._reach.boxes(groups, forth)
        least, most = least - bent.max(axis=0), most - bent.min(axis=0)
        fit = np.minimum(1.0, (SIDE - 1) / np.maximum((most - least).max(axis=0), 1.0))
        lies = np.clip(np.float32(0), -MIDDLE - least * fit, MIDDLE - most * fit)
        knots = applied(inverse(forth * fit), self._even - lies) + pull
        pen = rng.standard_normal((n, EIGHT), np.float32) * np.float32(spread.pen)
        # The same pen, drawn smaller: or lines of one pixel would fall to pieces.
        smaller = np.minimum(1.0, np.sqrt(np.abs(determinant(forth))) * fit)
        heights = np.clip(INK_FROM * smaller[:, None] - pen, *INK_RANGE) * FULL
        return knots, np.rint(heights).astype(np.uint8)

    def _shapes(self, groups: Rows, rng: np.random.Generator) -> Floats:
        """Return a matrix for each group, (2, 2, n): turned, sized, stretched, sheared."""
        n, spread = len(groups), self._spread
        turn, size, stretch, shear = rng.standard_normal((4, n), np.float32)
        turn = np.radians(spread.turn_deg) * turn
        high = np.exp(spread.size * size + spread.stretch * stretch)
        wide = np.exp(spread.size * size - spread.stretch * stretch)
        if self._mirrored.any():
            wide = np.where(self._mirrored[groups] & (rng.random(n) < 0.5), -wide, wide)
        cos, sin, slant = np.cos(turn), np.sin(turn), spread.shear * shear
        first_row = cos * high, -sin * wide
        second_row = (sin + slant * cos) * high, (cos - slant * sin) * wide
        return np.array([first_row, second_row], np.float32)
