"""Bicycles: two wheels and as much of a frame as one remembers."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import Point, Strokes, arc, circle, ellipse, path, polygon, smooth


def _wheels(rng: np.random.Generator, radius: float) -> Strokes:
    """Return wheels with their hubs at (0, 0) and (1, 0): rings, with hubs or spokes at times."""
    look, n, unequal = rng.random(), int(rng.integers(2, 5)), rng.normal(0.0, 0.1)
    strokes: Strokes = []
    for x in (0.0, 1.0):
        strokes.append(circle((x, 0.0), radius * np.exp(unequal * (x - 0.5))))
        if look < 0.12:
            strokes.append(circle((x, 0.0), radius * rng.uniform(0.75, 0.85)))
        elif look < 0.25:
            strokes.append(circle((x, 0.0), radius * 0.2))
        elif look < 0.4:
            strokes += _spokes(x, radius, n)
    return strokes


def _spokes(x: float, radius: float, n: int) -> Strokes:
    """Return n lines across a wheel."""
    turns = np.linspace(0.3, 0.3 + np.pi, n, endpoint=False)
    ends = [(radius * float(np.cos(t)), radius * float(np.sin(t))) for t in turns]
    return [path((x - dx, -dy), (x + dx, dy)) for dx, dy in ends]


def _handlebar(rng: np.random.Generator, top: Point) -> Strokes:
    """Return a handlebar on the end of the fork: straight, bent back, dropped, or a T."""
    (x, y), reach, look = top, rng.uniform(0.1, 0.28), rng.random()
    if look < 0.35:
        return [path((x, y), (x + reach, y - 0.02))]
    if look < 0.6:
        return [path((x + reach * 0.5, y), (x - reach, y))]
    if look < 0.8:
        return [smooth((x, y), (x + reach, y), (x + reach, y + 0.12), (x + reach * 0.5, y + 0.14))]
    return [path((x - reach * 0.7, y - 0.03), (x + reach * 0.7, y + 0.03))]


def _saddle(rng: np.random.Generator, at: Point) -> Strokes:
    """Return a saddle: a line, a triangle or an oval."""
    (x, y), half, look = at, rng.uniform(0.07, 0.17), rng.random()
    if look < 0.65:
        return [path((x - half, y), (x + half, y))]
    if look < 0.82:
        return [ellipse(at, (half, half * 0.4))]
    return [polygon((x - half, y - 0.03), (x + half, y), (x - half, y + 0.05))]


def _pedals(rng: np.random.Generator, at: Point) -> Strokes:
    """Return the crank, or what is drawn for it."""
    x, y = at
    crank = [path((x - 0.07, y - 0.07), (x + 0.07, y + 0.07))]
    return maybe(rng, 0.3, circle(at, rng.uniform(0.04, 0.08)), *maybe(rng, 0.5, *crank))


def _radius(rng: np.random.Generator) -> float:
    """Return a wheel's radius where the hubs lie 1 apart: mostly they do not touch."""
    return float(rng.uniform(0.18, 0.46))


def _diamond(rng: np.random.Generator) -> Strokes:
    """The real frame: two triangles, fork and seat tube."""
    rise, low = rng.uniform(0.3, 0.9), rng.uniform(-0.02, 0.1)
    seat, head, crank = (
        (rng.uniform(0.25, 0.38), -rise),
        (rng.uniform(0.75, 0.88), -rise),
        (0.45, low),
    )
    frame = polygon(seat, head, crank)
    rear = path(seat, (0.0, 0.0), crank)
    top, post = (head[0] - 0.04, -rise - rng.uniform(0.08, 0.2)), (seat[0] - 0.03, -rise - 0.1)
    strokes = [*_wheels(rng, _radius(rng)), frame, rear, path((1.0, 0.0), top), path(seat, post)]
    fittings = [*_handlebar(rng, top), *maybe(rng, 0.85, *_saddle(rng, post))]
    return either_side(rng, [*strokes, *fittings, *_pedals(rng, crank)], 0.4)


def _triangle(rng: np.random.Generator) -> Strokes:
    """One triangle between the hubs and the saddle, and a fork."""
    rise, x = rng.uniform(0.3, 0.9), rng.uniform(0.3, 0.5)
    seat, head = (x, -rise), (rng.uniform(0.78, 0.9), -rise - rng.uniform(0.0, 0.2))
    frame = polygon((0.0, 0.0), seat, (rng.uniform(0.5, 0.8), 0.0))
    bar = path(seat, (head[0], -rise))
    strokes = [*_wheels(rng, _radius(rng)), frame, path((1.0, 0.0), head), *maybe(rng, 0.7, bar)]
    return either_side(rng, [*strokes, *_handlebar(rng, head), *_saddle(rng, seat)], 0.4)


def _bar(rng: np.random.Generator) -> Strokes:
    """A straight line from hub to hub, or wheel to wheel, with two sticks on it."""
    rise, radius = rng.uniform(0.3, 0.9), _radius(rng)
    ends = ((0.0, 0.0), (1.0, 0.0)) if rng.random() < 0.6 else ((radius, 0.0), (1 - radius, 0.0))
    seat, head = (rng.uniform(0.2, 0.4), -rise * 0.9), (rng.uniform(0.72, 0.9), -rise)
    sticks = [path((seat[0] + 0.05, 0.0), seat), path(ends[1], head)]
    strokes = [*_wheels(rng, radius), path(*ends), *sticks]
    return either_side(rng, [*strokes, *_handlebar(rng, head), *_saddle(rng, seat)], 0.4)


def _trapezoid(rng: np.random.Generator) -> Strokes:
    """Up from the rear hub, along the top, down to the front hub, often with a V below."""
    rise, x = rng.uniform(0.3, 0.85), rng.uniform(0.2, 0.35)
    seat, head = (x, -rise), (rng.uniform(0.7, 0.85), -rise)
    line = path((0.0, 0.0), seat, head, (1.0, 0.0))
    crank = (rng.uniform(0.42, 0.55), 0.02)
    vee = path(seat, crank, head)
    post, top = (x - 0.02, -rise - 0.12), (head[0] - 0.03, -rise - 0.15)
    sticks = [path(seat, post), path(head, top), *_saddle(rng, post), *_handlebar(rng, top)]
    strokes = [*_wheels(rng, _radius(rng)), line, *maybe(rng, 0.6, vee), *maybe(rng, 0.9, *sticks)]
    return either_side(rng, [*strokes, *_pedals(rng, crank)], 0.4)


def _low_step(rng: np.random.Generator) -> Strokes:
    """A frame that dips, as on a city bicycle."""
    rise = rng.uniform(0.3, 0.65)
    head, seat = (0.84, -rise - 0.1), (0.3, -rise)
    tube = smooth((0.86, -rise * 0.8), (0.7, -0.12), (0.45, 0.03))
    strokes = [
        path((1.0, 0.0), head),
        tube,
        path((0.45, 0.03), seat),
        path((0.0, 0.0), (0.45, 0.03)),
    ]
    guard = arc((0.0, 0.0), (0.4, 0.4), 190, 300)
    fittings = [*_handlebar(rng, head), *_saddle(rng, seat), *maybe(rng, 0.3, guard)]
    return either_side(rng, [*_wheels(rng, _radius(rng)), *strokes, *fittings], 0.4)


def _rim_to_rim(rng: np.random.Generator) -> Strokes:
    """A frame that stands on the wheels' tops, as if they were feet."""
    radius, rise = rng.uniform(0.2, 0.42), rng.uniform(0.2, 0.5)
    x, low = rng.uniform(0.4, 0.6), -radius * rng.uniform(0.6, 1.0)
    seat, head = (rng.uniform(0.1, 0.35), -radius - rise), (rng.uniform(0.7, 1.0), -radius - rise)
    frame = path((0.0, low), (x, low - rise * 0.2), (1.0, low))
    sticks = [path((x, low - rise * 0.2), seat), path((1.0, low), head)]
    strokes = [*_wheels(rng, radius), frame, *sticks, *maybe(rng, 0.5, path(seat, head))]
    return either_side(rng, [*strokes, *_handlebar(rng, head), *_saddle(rng, seat)], 0.4)


def _caret(rng: np.random.Generator) -> Strokes:
    """Hardly a frame: one or two carets between the wheels."""
    rise, x = rng.uniform(0.3, 0.85), rng.uniform(0.35, 0.65)
    frame = path((0.0, 0.0), (x, -rise), (1.0, 0.0))
    head = (rng.uniform(0.75, 0.95), -rise * rng.uniform(0.9, 1.3))
    fork = path((1.0, 0.0), head)
    strokes = [*_wheels(rng, _radius(rng)), frame, *maybe(rng, 0.6, fork, *_handlebar(rng, head))]
    return either_side(rng, [*strokes, *maybe(rng, 0.5, *_saddle(rng, (x, -rise)))], 0.4)


BICYCLE = Thing(
    "bicycle",
    (
        (25, _diamond),
        (16, _triangle),
        (15, _bar),
        (19, _trapezoid),
        (7, _low_step),
        (8, _caret),
        (10, _rim_to_rim),
    ),
)
