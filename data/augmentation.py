"""Augmentation: fresh variants, so that a network learns the thing and not the pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE
from data.ink import FINE, FINE_SIDE, FRAME, FULL, Floats, levels, outline
from data.knots import KNOTS, MIDDLE, applied, determinant, even_net, inverse, knot_weights
from data.mirror import Labels, mirrored

AT_ONCE = 128  # variants made together: what they need stays in a processor's cache
INK_FROM = 0.47  # height of the ink; at a half, a line of two pixels read between them would be one
INK_RANGE = (0.1, 0.62)  # beyond these a line is a blot, or a dot is gone
HOLE_PX = (6, 13)  # shortest and longest side of a part left out

Rows = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Augmentation:
    """How far a variant may stray: standard deviations, each 0 or more."""

    turn_deg: float = 7.0
    size: float = 0.08  # of both sides together, as a logarithm
    stretch: float = 0.08  # of one side against the other, as a logarithm
    shear: float = 0.08  # columns per row
    shift_px: float = 1.0
    warp_px: float = 0.6  # how far each knot of the net is pulled
    pen: float = 0.1  # of the height from which there is ink: thinner and thicker lines
    hole: float = 0.0  # share of the variants with a part left out, 0 to 1


class Variants:
    """Drawings prepared for making variants of them.

    Every pixel of a variant is read from its drawing through a net of knots that
    is turned, stretched, sheared, pulled about a little and laid elsewhere: a
    cubic B-spline surface (de Boor, "A Practical Guide to Splines", 1978). A net
    whose knots lie evenly leaves a drawing as it is. No ink is cut off at the
    edge: a variant is laid where all of it is on the sheet, and made smaller if it
    is too large for that; what is read beyond the edge is paper. Ink goes missing
    in one way only, where it is asked for: by a hole, a part left out, so that no
    single part is relied on (Zhong et al., "Random erasing data augmentation", 2020).
    """

    def __init__(
        self, images: Floats, augmentation: Augmentation, mirrored: Mask | None = None
    ) -> None:
        """Prepare drawings.

        Args:
            images: Shape (n, 784), ink 1.0, paper 0.0.
            augmentation: How far their variants may stray.
            mirrored: Which of them may also be seen in a mirror, (n,); None for none.
        """
        self.augmentation, self._mirrored = augmentation, mirrored
        self._levels = levels(images).reshape(-1)
        edges = outline(images)
        self._middles = (edges.min(axis=2) + edges.max(axis=2)).T / 2
        self._outlines = np.ascontiguousarray(edges.transpose(2, 1, 0)) - self._middles
        self._sheet, self._sample = knot_weights(SIDE), knot_weights(7)

    def __call__(self, rows: Rows, rng: np.random.Generator) -> Floats:
        """Return a variant of each drawing named, (len(rows), 784), ink 1.0, paper 0.0.

        Args:
            rows: Which drawings; one may come several times.
            rng: Source of the variants; the same seed gives the same ones.
        """
        result = np.empty((len(rows), SIDE * SIDE), np.float32)
        for start in range(0, len(rows), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self._make(rows[part], rng, result[part])
        return result

    def _make(self, rows: Rows, rng: np.random.Generator, out: Floats) -> None:
        knots, from_height = self._nets(rows, rng)
        place = FINE * (knots + (MIDDLE + FRAME)) + 0.5  # so that cutting off rounds
        read = place.reshape(KNOTS * KNOTS, -1).T @ self._sheet
        np.clip(read, 0, FINE_SIDE - 1, out=read)
        row, column = read.astype(np.int16).reshape(2, len(rows), -1)
        first = np.asarray(rows, np.intp)[:, None] * (FINE_SIDE * FINE_SIDE)
        heights = self._levels.take(row * np.int16(FINE_SIDE) + column + first)
        np.greater_equal(heights, from_height[:, None], out=out)
        if self.augmentation.hole:
            _leave_out_parts(out, self.augmentation.hole, rng)

    def _nets(self, rows: Rows, rng: np.random.Generator) -> tuple[Floats, npt.NDArray[np.uint8]]:
        """Return where the variants' knots lie on their drawings, (KNOTS², 2, n), and ink levels.

        Rows and columns are from the sheet's middle. ``forth`` leads from a
        drawing to its variant; a net is laid the other way. The variants come
        last in every shape, so that NumPy goes through them in one run.
        """
        n, spread = len(rows), self.augmentation
        forth, middle = self._shapes(rows, rng), self._middles[:, rows]
        pull = rng.standard_normal((KNOTS * KNOTS, 2, n), np.float32) * np.float32(spread.warp_px)
        pulled = self._sample.T @ pull.reshape(KNOTS * KNOTS, -1)
        bent = applied(forth, pulled.reshape(-1, 2, n))  # how far ink is bent, the other way
        reach = applied(forth, self._outlines[:, :, rows])
        least, most = reach.min(axis=0) - bent.max(axis=0), reach.max(axis=0) - bent.min(axis=0)
        fit = np.minimum(1.0, (SIDE - 1) / np.maximum((most - least).max(axis=0), 1.0))
        low, high = -MIDDLE - least * fit, MIDDLE - most * fit
        shift = rng.standard_normal((2, n), np.float32) * np.float32(spread.shift_px)
        lies = np.clip(middle + shift, low, np.maximum(low, high))
        knots = applied(inverse(forth * fit), even_net() - lies) + middle + pull
        pen = rng.standard_normal(n, np.float32) * np.float32(spread.pen)
        # The same pen, drawn smaller: or lines of one pixel would fall to pieces.
        smaller = np.minimum(1.0, np.sqrt(np.abs(determinant(forth))) * fit)
        heights = np.clip(INK_FROM * smaller - pen, *INK_RANGE) * FULL
        return knots, np.rint(heights).astype(np.uint8)

    def _shapes(self, rows: Rows, rng: np.random.Generator) -> Floats:
        """Return a matrix for each variant, (2, 2, n): turned, sized, stretched, sheared."""
        n, spread = len(rows), self.augmentation
        turn, size, stretch, shear = rng.standard_normal((4, n), np.float32)
        turn = np.radians(spread.turn_deg) * turn
        high = np.exp(spread.size * size + spread.stretch * stretch)
        wide = np.exp(spread.size * size - spread.stretch * stretch)
        if self._mirrored is not None:
            wide = np.where(self._mirrored[rows] & (rng.random(n) < 0.5), -wide, wide)
        cos, sin, slant = np.cos(turn), np.sin(turn), spread.shear * shear
        first_row = cos * high, -sin * wide
        second_row = (sin + slant * cos) * high, (cos - slant * sin) * wide
        return np.array([first_row, second_row], np.float32)


def _leave_out_parts(variants: Floats, share: float, rng: np.random.Generator) -> None:
    """Make paper of a rectangle in about ``share`` of the variants (n, 784), in place."""
    n = len(variants)
    sides = rng.integers(*HOLE_PX, (2, n), endpoint=True)
    firsts = rng.integers(1 - HOLE_PX[0], SIDE, (2, n))  # some reach over the edge
    places = np.arange(SIDE)[:, None]
    (rows, columns) = (places >= firsts[:, None]) & (places < (firsts + sides)[:, None])
    rows &= rng.random(n) < share
    hole = rows.T[:, :, None] & columns.T[:, None]
    variants[hole.reshape(n, -1)] = 0.0


def vary(
    images: Floats, labels: Labels, amounts: Mapping[str, float], *, mirror: Sequence[bool | None]
) -> Variants:
    """Return drawings prepared for variants, each class mirrored only where it may be.

    Args:
        images: Shape (k * n, 784), ink 1.0: the drawings, and after them k - 1 other
            versions of all of them in the same order.
        labels: Class of each drawing, (n,).
        amounts: The values of an ``Augmentation`` by name.
        mirror: For each class whether a person allows it, None for not said; see data.mirror.
    """
    n = len(labels)
    allowed = mirrored(images[:n], labels, mirror)[labels]  # a version's double tells nothing
    return Variants(images, Augmentation(**amounts), np.tile(allowed, len(images) // max(n, 1)))
