"""Ideal curves, as a ruler and a compass would draw them: what a hand then makes its own.

A stroke is an array of points (n, 2), columns x and y, y downwards. The units are
free: a drawing is scaled to the sheet only when it is finished. A closed stroke
ends on its first point.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Stroke = npt.NDArray[np.float64]
Strokes = list[Stroke]
Point = tuple[float, float]

ARC_STEP_DEG = 8.0  # fine enough that corners do not show at 28 pixels
SMOOTH_STEPS = 8  # points between two that a smooth curve is led through


def path(*points: Point) -> Stroke:
    """Return straight lines from each point to the next."""
    return np.array(points, np.float64)


def polygon(*points: Point) -> Stroke:
    """Return straight lines through all points and back to the first."""
    return path(*points, points[0])


def rectangle(left: float, top: float, right: float, bottom: float) -> Stroke:
    """Return a closed rectangle, begun at its top left corner."""
    return polygon((left, top), (left, bottom), (right, bottom), (right, top))


def arc(centre: Point, radii: Point, start_deg: float, end_deg: float) -> Stroke:
    """Return part of an ellipse; 0 degrees points right, 90 points down."""
    n = max(3, round(abs(end_deg - start_deg) / ARC_STEP_DEG) + 1)
    angle = np.radians(np.linspace(start_deg, end_deg, n))
    return np.stack([centre[0] + radii[0] * np.cos(angle), centre[1] + radii[1] * np.sin(angle)], 1)


def ellipse(centre: Point, radii: Point, tilt_deg: float = 0.0) -> Stroke:
    """Return a closed ellipse, begun at its top; ``tilt_deg`` turns it clockwise."""
    loop = arc((0.0, 0.0), radii, -90, 270)
    loop[-1] = loop[0]
    return turned(loop, tilt_deg) + centre


def circle(centre: Point, radius: float) -> Stroke:
    """Return a closed circle, begun at its top."""
    return ellipse(centre, (radius, radius))


def smooth(*points: Point, closed: bool = False) -> Stroke:
    """Return a curve without corners through all points (Catmull-Rom)."""
    p = path(*points)
    ends = (p[-1:], p[:2]) if closed else (p[:1], p[-1:])
    p = np.concatenate([ends[0], p, ends[1]])
    t = np.arange(SMOOTH_STEPS)[:, None] / SMOOTH_STEPS
    pieces = [_between(p[i], p[i + 1], p[i + 2], p[i + 3], t) for i in range(len(p) - 3)]
    return np.concatenate([*pieces, p[-2:-1]])


def _between(p0: Stroke, p1: Stroke, p2: Stroke, p3: Stroke, t: Stroke) -> Stroke:
    """Return points from p1 up to p2, leaving and arriving in its neighbours' direction."""
    bend = 2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * p1 - p0 - 3 * p2 + p3)
    result: Stroke = 0.5 * (2 * p1 + t * (p2 - p0 + t * bend))
    return result


def bumps(centre: Point, radii: Point, n: int, depth: float, start_deg: float = 90.0) -> Stroke:
    """Return a closed outline of n round bumps, as of a cloud; ``depth`` in [0, 1]."""
    angle = np.linspace(0, 2 * np.pi, n * SMOOTH_STEPS + 1)
    reach = 1 - depth + depth * np.abs(np.sin(angle * n / 2))
    turn = angle + np.radians(start_deg)
    around = np.stack([radii[0] * reach * np.cos(turn), radii[1] * reach * np.sin(turn)], 1)
    around[-1] = around[0]
    result: Stroke = around + centre
    return result


def rosette(centre: Point, inner: float, outer: float, n: int, start_deg: float = 0.0) -> Stroke:
    """Return n round petals drawn as one closed line, from radius inner to outer and back."""
    angle = np.linspace(0, 2 * np.pi, n * 2 * SMOOTH_STEPS + 1)
    reach = inner + (outer - inner) * np.sin(angle * n / 2) ** 2
    turn = angle + np.radians(start_deg)
    result: Stroke = np.stack([reach * np.cos(turn), reach * np.sin(turn)], 1) + centre
    return result


def spiral(centre: Point, radius: float, turns: float) -> Stroke:
    """Return a line that winds from the centre out to ``radius``."""
    share = np.linspace(0, 1, round(turns * 24) + 1)
    angle = share * turns * 2 * np.pi
    around = np.stack([np.cos(angle), np.sin(angle)], 1)
    result: Stroke = centre + radius * share[:, None] * around
    return result


def zigzag(start: Point, end: Point, width: float, n: int) -> Stroke:
    """Return a line from start to end that swings n times to either side by ``width``."""
    a, b = np.array(start), np.array(end)
    along = (b - a) / max(float(np.hypot(*(b - a))), 1e-9)
    side = np.array([-along[1], along[0]]) * width
    steps = np.linspace(0, 1, 2 * n + 1)[:, None]
    swing = np.where(np.arange(2 * n + 1) % 2, 1.0, -1.0)[:, None]
    result: Stroke = a + steps * (b - a) + swing * side
    return result


def joined(*strokes: Stroke) -> Stroke:
    """Return several strokes as one, the pen staying down between them."""
    return np.concatenate(strokes)


def turned(stroke: Stroke, angle_deg: float, centre: Point = (0.0, 0.0)) -> Stroke:
    """Return the stroke turned clockwise about ``centre``."""
    angle = np.radians(angle_deg)
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = (stroke - centre).T
    result: Stroke = np.stack([cos * x - sin * y, sin * x + cos * y], 1) + centre
    return result


def mirrored(strokes: Sequence[Stroke]) -> Strokes:
    """Return the drawing with left and right exchanged."""
    return [stroke * (-1.0, 1.0) for stroke in strokes]
