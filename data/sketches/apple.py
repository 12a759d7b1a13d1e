"""Apples: round, with a stem or a leaf on top."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import Point, Stroke, Strokes, arc, circle, ellipse, joined, path, smooth


def _leaf(rng: np.random.Generator, root: Point) -> Stroke:
    """Return a leaf that grows to the right of ``root``."""
    long, rise, fat = rng.uniform(0.15, 0.32), rng.uniform(0.0, 0.18), rng.uniform(0.06, 0.1)
    x, y = root
    tip = (x + long, y - rise)
    over = smooth(root, (x + long * 0.4, y - rise * 0.5 - fat), tip)
    under = smooth(tip, (x + long * 0.6, y - rise * 0.5 + fat), root)
    return joined(over, under)


def _top(rng: np.random.Generator, dent: float) -> Strokes:
    """Return stem and leaf, or one of them, growing out of (0, dent)."""
    high, lean, look = rng.uniform(0.13, 0.32), rng.normal(0.0, 0.07), rng.random()
    end = (lean, dent - high)
    stem = smooth((0.0, dent), (lean * 0.2, dent - high / 2), end)
    thick = joined(stem, path(end, (lean + 0.07, dent - high), (0.05, dent)))
    root = (lean * 0.3, dent - high * rng.uniform(0.1, 0.7))
    stems = [thick] if rng.random() < 0.15 else [stem]
    if look < 0.1:
        return [_leaf(rng, (0.0, dent))]
    return either_side(rng, [*stems, *maybe(rng, 0.6, _leaf(rng, root))], 0.35)


def _extras(rng: np.random.Generator) -> Strokes:
    """Return a highlight, a worm hole or, mostly, nothing."""
    shine = arc((0.0, 0.0), (0.36, 0.34), *((195, 240) if rng.random() < 0.5 else (300, 345)))
    return [*maybe(rng, 0.1, shine), *maybe(rng, 0.03, circle((0.15, 0.1), 0.06))]


def _round(rng: np.random.Generator) -> Strokes:
    """A circle, and what grows out of it."""
    high = rng.uniform(0.42, 0.54)
    return [
        ellipse((0.0, 0.0), (0.5, high)),
        *_top(rng, -high + rng.uniform(-0.02, 0.1)),
        *_extras(rng),
    ]


def _body(rng: np.random.Generator, dent: float, dimple: float) -> Stroke:
    """Return half an outline from the dent at the top down to the dimple below."""
    wide, high, waist = 0.5, rng.uniform(0.42, 0.52), rng.uniform(0.36, 0.46)
    shoulder = rng.uniform(0.18, 0.28)
    return smooth(
        (0.0, -high + dent), (shoulder, -high), (wide, -high * 0.35), (waist, high * 0.5),
        (shoulder * 0.9, high), (0.0, high - dimple),
    )  # fmt: skip


def _dented(rng: np.random.Generator) -> Strokes:
    """Two cheeks with a dent on top, and perhaps a dimple below."""
    dent = rng.uniform(0.06, 0.18)
    half = _body(rng, dent, float(rng.choice([0.0, 0.05, 0.1])))
    outline = joined(half, (half * (-1.0, 1.0))[::-1])
    return [outline, *_top(rng, float(half[0, 1])), *_extras(rng)]


def _halves(rng: np.random.Generator) -> Strokes:
    """Each cheek a line of its own, not quite meeting."""
    dent, dimple = rng.uniform(0.06, 0.18), rng.uniform(0.0, 0.08)
    right, left = _body(rng, dent, dimple), _body(rng, dent, dimple) * (-1.0, 1.0)
    return [left, right, *_top(rng, float(right[0, 1])), *_extras(rng)]


def _heart(rng: np.random.Generator) -> Strokes:
    """Narrow below, almost a heart."""
    dent, low = rng.uniform(0.08, 0.2), rng.uniform(0.45, 0.58)
    half = smooth(
        (0.0, -0.42 + dent), (0.25, -0.45), (0.48, -0.22), (0.36, 0.22), (0.12, low), (0.0, low)
    )
    outline = joined(half, (half * (-1.0, 1.0))[::-1])
    return [outline, *_top(rng, -0.42 + dent)]


def _bitten(rng: np.random.Generator) -> Strokes:
    """A bite out of the right side."""
    half = _body(rng, rng.uniform(0.05, 0.15), float(rng.choice([0.0, 0.06])))
    n, bite = len(half), rng.uniform(0.13, 0.2)
    upper, lower = half[: n // 3 + 2], half[n * 2 // 3 :]
    notch = arc((0.48, (upper[-1, 1] + lower[0, 1]) / 2), (bite, bite), 290, 70)
    outline = joined(upper, notch, lower, (half * (-1.0, 1.0))[::-1])
    return either_side(rng, [outline, *_top(rng, float(half[0, 1]))], 0.25)


def _curl(rng: np.random.Generator) -> Strokes:
    """One go: the line starts inside the dent, runs round and ends as the stem."""
    loop = ellipse((0.0, 0.0), (0.5, rng.uniform(0.42, 0.52)))[2:-1]
    start, end = path((0.0, -0.3)), path((-0.03, -0.32), (rng.normal(0.05, 0.05), -0.7))
    return [joined(start, loop, end), *maybe(rng, 0.5, _leaf(rng, (0.0, -0.55)))]


def _halved(rng: np.random.Generator) -> Strokes:
    """Cut open: core and pips."""
    outline = _dented(rng)
    pips = [ellipse((x, 0.02), (0.03, 0.06)) for x in (-0.08, 0.08)]
    return [*outline, ellipse((0.0, 0.02), (0.2, 0.24)), *maybe(rng, 0.7, *pips)]


APPLE = Thing(
    "apple",
    (
        (30, _round),
        (34, _dented),
        (12, _halves),
        (8, _heart),
        (8, _bitten),
        (6, _curl),
        (2, _halved),
    ),
)
