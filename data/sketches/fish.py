"""Fish: a body and a tail, facing left or right."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import Strokes, arc, circle, ellipse, joined, path, polygon, smooth

FACING_RIGHT = 0.4  # the ways below all face left


def _face(rng: np.random.Generator, half: float) -> Strokes:
    """Return some of: eye, mouth, gill, in a body from x = 0 to 1 and y = -half to half."""
    eye = circle(
        (rng.uniform(0.13, 0.22), -half * rng.uniform(0.15, 0.4)), rng.uniform(0.015, 0.05)
    )
    mouth = path((0.02, half * 0.3), (rng.uniform(0.1, 0.18), half * rng.uniform(0.15, 0.4)))
    gill = arc((rng.uniform(0.22, 0.32), 0.0), (0.07, half * 0.6), -70, 70)
    return [*maybe(rng, 0.85, eye), *maybe(rng, 0.35, mouth), *maybe(rng, 0.3, gill)]


def _fins(rng: np.random.Generator, half: float) -> Strokes:
    """Return some of: a fin on the back, one below, one on the side."""
    x, high = rng.uniform(0.35, 0.55), rng.uniform(0.1, 0.25)
    back = path((x - 0.12, -half * 0.9), (x + 0.1, -half - high), (x + 0.17, -half * 0.85))
    rounded = arc((x, -half * 0.85), (0.17, high), 180, 360)
    side = path((x + 0.12, -0.07), (x - 0.02, 0.0), (x + 0.12, 0.08))
    top = back if rng.random() < 0.6 else rounded
    below = (top + (rng.uniform(-0.08, 0.08), 0.0)) * (1.0, -1.0)
    return [*maybe(rng, 0.4, top), *maybe(rng, 0.35, below), *maybe(rng, 0.2, side)]


def _skin(rng: np.random.Generator, half: float) -> Strokes:
    """Return scales, stripes, bubbles or, mostly, nothing."""
    look = rng.random()
    places = rng.uniform((0.35, -half * 0.5), (0.8, half * 0.5), (int(rng.integers(3, 9)), 2))
    if look < 0.15:
        return [arc((x, y), (0.05, 0.07), -80, 80) for x, y in places.tolist()]
    if look < 0.25:
        columns = np.linspace(0.38, 0.75, int(rng.integers(2, 5))).tolist()
        return [path((x, -half * 0.75), (x + 0.02, half * 0.75)) for x in columns]
    if look < 0.31:
        return [circle((-0.1 - 0.05 * i, -half * (0.2 + 0.6 * i)), 0.03) for i in range(2)]
    return []


def _tail(rng: np.random.Generator, root: float) -> Strokes:
    """Return a tail that begins at x = root: a triangle, a fork, or two lobes."""
    long, half = rng.uniform(0.18, 0.35), rng.uniform(0.13, 0.28)
    end, look = root + long, rng.random()
    if look < 0.45:
        return [polygon((root, 0.0), (end, -half), (end, half))]
    if look < 0.75:
        return [polygon((root, 0.0), (end, -half), (end - long * 0.4, 0.0), (end, half))]
    lobe = smooth(
        (root, 0.0), (root + long * 0.6, -half), (end, -half * 0.8), (root + long * 0.5, 0.0)
    )
    return [joined(lobe, (lobe * (1.0, -1.0))[::-1])]


def _oval(rng: np.random.Generator) -> Strokes:
    """An oval body, a tail joined on, anything on it."""
    half = rng.uniform(0.2, 0.4)
    body, parts = ellipse((0.5, 0.0), (0.5, half)), _face(rng, half)
    tail = _tail(rng, rng.uniform(0.92, 1.02))
    strokes = [body, *tail, *parts, *_fins(rng, half), *_skin(rng, half)]
    return either_side(rng, strokes, FACING_RIGHT)


def _loop(rng: np.random.Generator) -> Strokes:
    """One line that crosses itself where the tail begins."""
    half, tail, end = rng.uniform(0.2, 0.36), rng.uniform(0.15, 0.3), rng.uniform(1.15, 1.4)
    waist = rng.uniform(0.85, 1.0)
    upper = [(waist + 0.05, 0.0), (0.65, -half * 0.85), (0.3, -half), (0.0, 0.0)]
    lower = [(0.3, half), (0.65, half * 0.85), (waist + 0.05, 0.0)]
    line = smooth((end, tail), *upper, *lower, (end, -tail))
    close = path((end, -tail), (end - rng.uniform(0.0, 0.12), 0.0), (end, tail))
    strokes = [line, *maybe(rng, 0.75, close), *_face(rng, half)]
    return either_side(rng, [*strokes, *maybe(rng, 0.4, *_fins(rng, half))], FACING_RIGHT)


def _lens(rng: np.random.Generator) -> Strokes:
    """Two arcs that meet at the mouth and cross at the tail."""
    half, end, tail = rng.uniform(0.2, 0.34), rng.uniform(1.2, 1.35), rng.uniform(0.12, 0.25)
    upper = smooth((0.0, 0.0), (0.25, -half * 0.85), (0.55, -half), (0.95, -0.03), (end, tail))
    lower = upper * (1.0, -1.0)
    close = path((end, -tail), (end, tail))
    strokes = [upper, lower, *maybe(rng, 0.7, close), *_face(rng, half), *_skin(rng, half)]
    return either_side(rng, [*strokes, *maybe(rng, 0.4, *_fins(rng, half))], FACING_RIGHT)


def _outline(rng: np.random.Generator) -> Strokes:
    """Body and tail in one outline that does not cross itself."""
    half, root, tail = rng.uniform(0.2, 0.36), rng.uniform(0.04, 0.1), rng.uniform(0.15, 0.28)
    end = rng.uniform(1.2, 1.35)
    top = [(0.0, 0.0), (0.25, -half * 0.9), (0.55, -half), (0.95, -root)]
    fork = [(end, -tail), (end - rng.uniform(0.0, 0.15), 0.0), (end, tail)]
    below = [(x, -y) for x, y in top[:0:-1]]
    line = joined(smooth(*top), path(*fork), smooth(*below, top[0]))
    strokes = [line, *_face(rng, half), *_fins(rng, half), *_skin(rng, half)]
    return either_side(rng, strokes, FACING_RIGHT)


def _angular(rng: np.random.Generator) -> Strokes:
    """A diamond or a triangle for a body, a triangle for a tail."""
    half, back = rng.uniform(0.25, 0.4), rng.uniform(0.4, 0.6)
    body = polygon((0.0, 0.0), (back, -half), (1.0, 0.0), (back, half))
    return either_side(rng, [body, *_tail(rng, 1.0), *_face(rng, half)], FACING_RIGHT)


def _round(rng: np.random.Generator) -> Strokes:
    """A nearly round body with a small tail and fins."""
    half = rng.uniform(0.4, 0.52)
    strokes = [ellipse((0.5, 0.0), (0.5, half)), *_tail(rng, 0.97), *_face(rng, half)]
    return either_side(rng, [*strokes, *_fins(rng, half)], FACING_RIGHT)


def _shark(rng: np.random.Generator) -> Strokes:
    """A long body with a fin on its back and an upright tail."""
    half = rng.uniform(0.13, 0.2)
    upper = smooth((0.0, 0.0), (0.3, -half), (0.7, -half * 0.7), (1.05, -0.03), (1.25, -0.25))
    lower = smooth((0.0, 0.0), (0.3, half), (0.7, half * 0.7), (1.05, 0.03), (1.2, 0.2))
    tail = smooth((1.25, -0.25), (1.14, 0.0), (1.2, 0.2))
    fin = path((0.42, -half), (0.55, -half - 0.2), (0.6, -half * 0.8))
    return either_side(rng, [upper, lower, tail, fin, *_face(rng, half)], FACING_RIGHT)


FISH = Thing(
    "fish",
    (
        (30, _oval),
        (25, _loop),
        (14, _lens),
        (15, _outline),
        (4, _angular),
        (7, _round),
        (5, _shark),
    ),
)
