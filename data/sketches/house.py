"""Houses: walls under a roof, with whatever of door, windows and chimney comes to mind."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import Strokes, circle, path, polygon, rectangle, spiral


def _door(rng: np.random.Generator, width: float) -> Strokes:
    """Return a door in a wall from x = 0 to width, standing on y = 0."""
    x, wide = float(rng.choice([0.5, 0.3, 0.7], p=[0.6, 0.2, 0.2])), 0.09
    high = rng.uniform(0.25, 0.42)
    left, right = x * width - wide, x * width + wide
    door = path((left, 0.0), (left, -high), (right, -high), (right, 0.0))
    return [door, *maybe(rng, 0.3, circle((right - 0.05, -high / 2), 0.02))]


def _window(rng: np.random.Generator, x: float, y: float, size: float) -> Strokes:
    """Return a window about (x, y), with or without its cross."""
    frame = rectangle(x - size, y - size, x + size, y + size)
    cross = [path((x - size, y), (x + size, y)), path((x, y - size), (x, y + size))]
    return [frame, *maybe(rng, 0.45, *cross)]


def _windows(rng: np.random.Generator, width: float, wall: float) -> Strokes:
    """Return none, one or two windows in a wall from x = 0 to width, y = -wall to 0."""
    n = int(rng.choice([0, 1, 2], p=[0.35, 0.2, 0.45]))
    places = rng.permutation([0.22, 0.78])[:n]
    y, size = -wall * rng.uniform(0.55, 0.75), rng.uniform(0.07, 0.12)
    return [stroke for x in places.tolist() for stroke in _window(rng, x * width, y, size)]


def _chimney(rng: np.random.Generator, width: float, wall: float, roof: float) -> Strokes:
    """Return a chimney on the slope of a gable, sometimes smoking."""
    left, wide, top = rng.uniform(0.62, 0.74) * width, 0.1, -wall - roof * rng.uniform(0.8, 1.15)
    right = left + wide
    slope = [-wall - roof * 2 * (1 - x / width) for x in (left, right)]
    stack = path((left, slope[0]), (left, top), (right, top), (right, slope[1]))
    smoke = spiral((left + wide, top - 0.1), 0.1, 1.5)
    return [stack, *maybe(rng, 0.15, smoke)]


def _gabled(rng: np.random.Generator) -> Strokes:
    """A box with a triangle on it."""
    wall, roof = rng.uniform(0.5, 1.0), rng.uniform(0.3, 0.65)
    eaves = float(rng.choice([0.0, 0.1, 0.18]))
    box, tip = rectangle(0.0, -wall, 1.0, 0.0), (0.5, -wall - roof)
    gable = polygon((-eaves, -wall), tip, (1 + eaves, -wall))
    open_gable = path((-eaves, -wall), tip, (1 + eaves, -wall))
    chimney = maybe(rng, 0.35, *_chimney(rng, 1.0, wall, roof))
    fittings = [*maybe(rng, 0.75, *_door(rng, 1.0)), *_windows(rng, 1.0, wall)]
    attic = maybe(rng, 0.1, circle((0.5, -wall - roof * 0.4), 0.08))
    top = gable if rng.random() < 0.6 else open_gable
    return either_side(rng, [box, top, *chimney, *fittings, *attic], 0.4)


def _one_line(rng: np.random.Generator) -> Strokes:
    """Walls and roof in one go: a pentagon."""
    wall, roof = rng.uniform(0.5, 1.0), rng.uniform(0.3, 0.65)
    outline = polygon((0.0, 0.0), (0.0, -wall), (0.5, -wall - roof), (1.0, -wall), (1.0, 0.0))
    ceiling = path((0.0, -wall), (1.0, -wall))
    chimney = maybe(rng, 0.3, *_chimney(rng, 1.0, wall, roof))
    fittings = [*maybe(rng, 0.75, *_door(rng, 1.0)), *_windows(rng, 1.0, wall)]
    return either_side(rng, [outline, *maybe(rng, 0.4, ceiling), *chimney, *fittings], 0.4)


def _arrow(rng: np.random.Generator) -> Strokes:
    """A wide roof over walls drawn as three lines, narrower than it."""
    wall, roof, inset = rng.uniform(0.45, 0.9), rng.uniform(0.35, 0.6), rng.uniform(0.1, 0.2)
    gable = polygon((-inset, -wall), (0.5, -wall - roof), (1 + inset, -wall))
    walls = path((0.0, -wall), (0.0, 0.0), (1.0, 0.0), (1.0, -wall))
    return [gable, walls, *maybe(rng, 0.8, *_door(rng, 1.0)), *_windows(rng, 1.0, wall)]


def _perspective(rng: np.random.Generator) -> Strokes:
    """A gable in front, a long side wall and its roof slanting away."""
    wall, roof, long = rng.uniform(0.4, 0.6), rng.uniform(0.3, 0.45), rng.uniform(0.7, 1.2)
    rise = float(rng.choice([0.0, 0.12]))
    gable = polygon((0.0, 0.0), (0.0, -wall), (0.35, -wall - roof), (0.7, -wall), (0.7, 0.0))
    ceiling = path((0.0, -wall), (0.7, -wall))
    top = path((0.35, -wall - roof), (0.35 + long, -wall - roof - rise), (0.7 + long, -wall - rise))
    side = path((0.7, -wall), (0.7 + long, -wall - rise), (0.7 + long, -rise), (0.7, 0.0))
    windows = _windows(rng, long, wall)
    inside = [*maybe(rng, 0.7, *_door(rng, 0.7)), *[w + (0.7, 0.0) for w in windows]]
    return either_side(rng, [gable, *maybe(rng, 0.5, ceiling), top, side, *inside], 0.5)


def _trapezoid(rng: np.random.Generator) -> Strokes:
    """Seen from its long side: the roof a trapezoid, or flat."""
    wall, roof, lean = rng.uniform(0.4, 0.6), rng.uniform(0.2, 0.4), rng.uniform(0.05, 0.25)
    box, eaves = rectangle(0.0, -wall, 1.2, 0.0), rng.uniform(0.0, 0.12)
    top = polygon((-eaves, -wall), (lean, -wall - roof), (1.2 - lean, -wall - roof),
                  (1.2 + eaves, -wall))  # fmt: skip
    stack = path((0.8, -wall - roof), (0.8, -wall - roof - 0.15), (0.92, -wall - roof - 0.15),
                 (0.92, -wall - roof))  # fmt: skip
    inside = [*maybe(rng, 0.9, *_door(rng, 1.2)), *_windows(rng, 1.2, wall)]
    return either_side(rng, [box, top, *maybe(rng, 0.35, stack), *inside], 0.4)


def _tall(rng: np.random.Generator) -> Strokes:
    """Two storeys under a small roof."""
    wall, roof = rng.uniform(1.0, 1.4), rng.uniform(0.25, 0.5)
    box, gable = (
        rectangle(0.0, -wall, 1.0, 0.0),
        path((0.0, -wall), (0.5, -wall - roof), (1.0, -wall)),
    )
    upper = [s for x in (0.25, 0.75) for s in _window(rng, x, -wall * 0.75, 0.1)]
    lower = [s for x in (0.2, 0.8) for s in _window(rng, x, -wall * 0.3, 0.09)]
    return [box, gable, *_door(rng, 1.0), *upper, *maybe(rng, 0.4, *lower)]


HOUSE = Thing(
    "house",
    (
        (42, _gabled),
        (22, _one_line),
        (10, _arrow),
        (10, _perspective),
        (9, _trapezoid),
        (7, _tall),
    ),
)
