"""Knots: the net by which a drawing is turned, stretched and bent.

Between the knots the net is a cubic B-spline surface, which follows a turn or a
stretch of its knots exactly (de Boor, "A Practical Guide to Splines", 1978).
"""

import numpy as np

from data.augmentation.ink import Floats
from data.drawing import SIDE

KNOTS = 5  # in a row; a wave of the net is then no shorter than the sheet
MIDDLE = (SIDE - 1) / 2  # of the sheet, in rows and columns
KNOT_PX = (SIDE - 1) / (KNOTS - 3)  # from knot to knot; the outer ones lie off the sheet


def applied(matrices: Floats, points: Floats) -> Floats:
    """Return each of n matrices (2, 2, n) applied to its own of the points (m, 2, n)."""
    result: Floats = matrices[:, 0] * points[:, :1] + matrices[:, 1] * points[:, 1:]
    return result


def inverse(matrices: Floats) -> Floats:
    """Return the inverses of n matrices (2, 2, n)."""
    (a, b), (c, d) = matrices
    result: Floats = np.array([[d, -b], [-c, a]], np.float32) / determinant(matrices)
    return result


def determinant(matrices: Floats) -> Floats:
    """Return how many times larger n matrices (2, 2, n) make an area, (n,); below 0 if mirrored."""
    (a, b), (c, d) = matrices
    result: Floats = a * d - b * c
    return result


def even_net() -> Floats:
    """Return the knots of the net that changes nothing, (KNOTS², 2, 1), from the sheet's middle."""
    along = (np.arange(KNOTS) - (KNOTS - 1) / 2) * KNOT_PX
    rows, columns = np.meshgrid(along, along, indexing="ij")
    net = np.stack([rows.ravel(), columns.ravel()], axis=1)
    return net[:, :, None].astype(np.float32)


def knot_weights(n: int) -> Floats:
    """Return how much each knot counts at n x n points spread over the sheet, (KNOTS², n²)."""
    points = np.linspace(-MIDDLE, MIDDLE, n)
    knots = (np.arange(KNOTS) - (KNOTS - 1) / 2) * KNOT_PX
    far = np.abs(points[:, None] - knots) / KNOT_PX
    near = (4 - 6 * far**2 + 3 * far**3) / 6
    share = np.where(far < 1, near, np.maximum(2 - far, 0) ** 3 / 6)
    weights = np.einsum("ri,cj->ijrc", share, share).reshape(KNOTS**2, n * n)
    result: Floats = weights.astype(np.float32)
    return result
