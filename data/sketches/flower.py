"""Flowers: a head of petals, mostly on a stem, sometimes with leaves."""

import numpy as np

from data.sketches.chance import Thing, maybe
from data.sketches.shapes import (
    Point,
    Strokes,
    arc,
    bumps,
    circle,
    ellipse,
    path,
    polygon,
    rosette,
    smooth,
    spiral,
)


def _leaf(rng: np.random.Generator, root: Point, side: int) -> Strokes:
    """Return a leaf that grows up and out from ``root``."""
    reach, rise, (x, y) = rng.uniform(0.15, 0.32) * side, rng.uniform(0.02, 0.25), root
    tip = (x + reach, y - rise)
    over = smooth(root, (x + reach * 0.35, y - rise * 0.5 - 0.09), tip)
    under = smooth(root, (x + reach * 0.65, y - rise * 0.5 + 0.07), tip)
    return [over, *maybe(rng, 0.85, under)]


def _stem(rng: np.random.Generator, head: float) -> Strokes:
    """Return a stem, or none, below a head of radius ``head`` round (0, 0)."""
    if rng.random() < 0.18:
        return []
    long, bow = head * rng.uniform(0.4, 2.5), rng.normal(0.0, 0.08)
    low = head + long
    stem = smooth((0.0, head), (bow, head + long / 2), (rng.normal(0, 0.06), low))
    sides = [
        int(s) for s in rng.permutation([-1, 1])[: int(rng.choice([0, 1, 2], p=[0.35, 0.25, 0.4]))]
    ]
    leaves = [_leaf(rng, (bow * 0.8, head + long * rng.uniform(0.4, 0.85)), s) for s in sides]
    ground = path((-0.4, low), (0.4, low))
    twin = maybe(rng, 0.14, stem + (0.09, 0.0))
    return [stem, *twin, *[s for leaf in leaves for s in leaf], *maybe(rng, 0.07, ground)]


def _daisy(rng: np.random.Generator) -> Strokes:
    """Petals as loops, one by one, round a centre."""
    n, core = int(rng.integers(4, 10)), rng.uniform(0.08, 0.16)
    long, first = rng.uniform(0.13, 0.3), rng.uniform(0, 360)
    wide = min(long * rng.uniform(0.5, 0.9), (core + long) * 3.4 / n)
    petals = []
    for angle in np.linspace(first, first + 360, n, endpoint=False).tolist():
        way = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        centre = way * (core + long * 0.95)
        petals.append(ellipse((float(centre[0]), float(centre[1])), (long, wide), angle))
    return [circle((0.0, 0.0), core), *petals, *_stem(rng, core + long * 1.9)]


def _rosette(rng: np.random.Generator) -> Strokes:
    """Petals in one line that keeps returning to the centre, which may be ringed."""
    n, inner, outer = int(rng.integers(4, 9)), rng.uniform(0.05, 0.18), rng.uniform(0.35, 0.45)
    petals = rosette((0.0, 0.0), inner, outer, n, rng.uniform(0, 360))
    core = circle((0.0, 0.0), inner * rng.uniform(0.8, 1.2) + 0.02)
    return [*maybe(rng, 0.8, core), petals, *_stem(rng, outer)]


def _scalloped(rng: np.random.Generator) -> Strokes:
    """A centre with a rim of bumps: the petals' outer ends only."""
    n, outer = int(rng.integers(5, 10)), rng.uniform(0.33, 0.45)
    rim = bumps((0.0, 0.0), (outer, outer), n, rng.uniform(0.25, 0.5), rng.uniform(0, 360))
    core = circle((0.0, 0.0), outer * rng.uniform(0.25, 0.45))
    return [core, rim, *_stem(rng, outer)]


def _arcs(rng: np.random.Generator) -> Strokes:
    """A large centre with half circles all round it."""
    n, core, high = int(rng.integers(5, 10)), rng.uniform(0.16, 0.24), rng.uniform(0.8, 1.4)
    size, petals = high * 1.1 * core * np.pi / n, []
    for angle in np.linspace(0, 360, n, endpoint=False).tolist():
        root = (core * float(np.cos(np.radians(angle))), core * float(np.sin(np.radians(angle))))
        petals.append(arc(root, (size, size), angle - 100, angle + 100))
    return [circle((0.0, 0.0), core), *petals, *_stem(rng, core + size)]


def _balls(rng: np.random.Generator) -> Strokes:
    """Circles round a circle."""
    n, core = int(rng.integers(4, 7)), rng.uniform(0.1, 0.16)
    size, first = core * rng.uniform(0.9, 1.5), rng.uniform(0, 360)
    turns = np.radians(np.linspace(first, first + 360, n, endpoint=False))
    reach = core + size * 0.95
    ring = [circle((reach * float(np.cos(t)), reach * float(np.sin(t))), size) for t in turns]
    return [circle((0.0, 0.0), core), *ring, *_stem(rng, core + size * 1.9)]


def _rays(rng: np.random.Generator) -> Strokes:
    """Petals as mere lines, like a child's sun."""
    n, core, outer = int(rng.integers(6, 12)), rng.uniform(0.1, 0.2), rng.uniform(0.3, 0.42)
    turns = np.radians(np.linspace(0, 360, n, endpoint=False))
    ways = [(float(np.cos(t)), float(np.sin(t))) for t in turns]
    rays = [path((core * x, core * y), (outer * x, outer * y)) for x, y in ways]
    return [circle((0.0, 0.0), core), *rays, *_stem(rng, outer)]


def _tulip(rng: np.random.Generator) -> Strokes:
    """A cup with a jagged brim."""
    half, high, dip = rng.uniform(0.2, 0.34), rng.uniform(0.3, 0.42), rng.uniform(0.1, 0.22)
    cup = smooth((-half, -high), (-half * 1.05, 0.0), (0.0, 0.2), (half * 1.05, 0.0), (half, -high))
    n = int(rng.integers(2, 4))
    xs = np.linspace(-half, half, 2 * n + 1).tolist()
    brim = path(*[(x, -high + dip * (i % 2)) for i, x in enumerate(xs)])
    return [cup, brim, *_stem(rng, 0.2)]


def _rose(rng: np.random.Generator) -> Strokes:
    """A spiral for a head."""
    size = rng.uniform(0.22, 0.32)
    head = spiral((0.0, 0.0), size, rng.uniform(1.8, 3.2))
    rim = bumps((0.0, 0.0), (size * 1.4, size * 1.4), int(rng.integers(5, 8)), 0.2)
    return [head, *maybe(rng, 0.4, rim), *_stem(rng, size)]


def _potted(rng: np.random.Generator) -> Strokes:
    """A flower in a pot."""
    n, low = int(rng.integers(5, 8)), rng.uniform(0.65, 0.85)
    head = rosette((0.0, 0.0), 0.1, 0.32, n, rng.uniform(0, 360))
    pot = polygon((-0.24, low), (-0.16, low + 0.34), (0.16, low + 0.34), (0.24, low))
    return [circle((0.0, 0.0), 0.1), head, path((0.0, 0.3), (0.0, low)), pot]


FLOWER = Thing(
    "flower",
    (
        (26, _daisy),
        (18, _rosette),
        (14, _scalloped),
        (8, _arcs),
        (10, _balls),
        (4, _rays),
        (12, _tulip),
        (5, _rose),
        (3, _potted),
    ),
)
