"""Cats: mostly a head with ears and whiskers; some have bodies."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import (
    Point,
    Stroke,
    Strokes,
    arc,
    circle,
    ellipse,
    joined,
    path,
    polygon,
    smooth,
)


def _ears(rng: np.random.Generator, wide: float, high: float) -> Strokes:
    """Return two ears on a head with these radii round (0, 0)."""
    angle = np.radians(rng.uniform(38, 62))
    x, y = wide * float(np.cos(angle)), -high * float(np.sin(angle))
    size, tall, lean = rng.uniform(0.12, 0.24), rng.uniform(0.2, 0.45), rng.uniform(-0.05, 0.16)
    right = path((x - size, y - 0.07), (x + lean, y - tall), (x + size * 0.9, y + 0.1))
    inner = (right - right.mean(axis=0)) * 0.5 + right.mean(axis=0)
    strokes = [right, *maybe(rng, 0.15, inner)]
    return [*[s * (-1.0, 1.0) for s in strokes], *strokes]


def _eyes(rng: np.random.Generator, scale: float) -> Strokes:
    """Return two eyes: dots, rings, almonds or slits."""
    x, y, look = rng.uniform(0.14, 0.22) * scale, -rng.uniform(0.05, 0.18) * scale, rng.random()
    size = rng.uniform(0.02, 0.07) * scale
    if look < 0.65:
        eye = circle((x, y), size)
    elif look < 0.85:
        eye = ellipse((x, y), (size * 1.3, size * 0.8))
    else:
        eye = path((x, y - size), (x, y + size))
    return [eye * (-1.0, 1.0), eye]


def _muzzle(rng: np.random.Generator, scale: float) -> Strokes:
    """Return nose and mouth, or some of them."""
    y, size = rng.uniform(0.06, 0.14) * scale, rng.uniform(0.03, 0.07) * scale
    nose = polygon((-size, y - size), (size, y - size), (0.0, y + size * 0.5))
    smile = joined(
        arc((-size * 1.4, y + size), (size * 1.4, size * 1.5), 170, 0),
        arc((size * 1.4, y + size), (size * 1.4, size * 1.5), 180, 10),
    )
    grin = arc((0.0, y + size), (0.14 * scale, 0.1 * scale), 160, 20)
    mouth = smile if rng.random() < 0.6 else grin
    return [*maybe(rng, 0.75, nose), *maybe(rng, 0.7, mouth)]


def _whiskers(rng: np.random.Generator, scale: float) -> Strokes:
    """Return two or three whiskers a side, spread like a fan."""
    n, start = int(rng.integers(2, 4)), rng.uniform(0.12, 0.28) * scale
    end, fan = rng.uniform(0.42, 0.75) * scale, rng.uniform(0.03, 0.16) * scale
    y, steps = rng.uniform(0.05, 0.14) * scale, np.linspace(-1, 1, n).tolist()
    right = [path((start, y + fan * k * 0.3), (end, y + fan * k)) for k in steps]
    return [*[w * (-1.0, 1.0) for w in right], *right]


def _face(rng: np.random.Generator, scale: float = 1.0) -> Strokes:
    """Return eyes, muzzle and whiskers, or some of them."""
    eyes = maybe(rng, 0.93, *_eyes(rng, scale))
    return [*eyes, *_muzzle(rng, scale), *maybe(rng, 0.75, *_whiskers(rng, scale))]


def _head(rng: np.random.Generator) -> Strokes:
    """A round head, ears on top."""
    high = rng.uniform(0.34, 0.56)
    return [ellipse((0.0, 0.0), (0.5, high)), *_ears(rng, 0.5, high), *_face(rng)]


def _head_in_one(rng: np.random.Generator) -> Strokes:
    """Head and ears in one line."""
    return [_eared(rng, 1.0), *_face(rng)]


def _eared(rng: np.random.Generator, scale: float) -> Stroke:
    """Return a closed outline of a head with ears, about one ``scale`` wide."""
    dip, tall, inner = rng.uniform(-0.4, -0.22), rng.uniform(-0.75, -0.48), rng.uniform(0.12, 0.25)
    tip, chin = rng.uniform(0.34, 0.46), rng.uniform(0.34, 0.48)
    cheek = smooth((0.44, -0.22), (0.5, 0.05), (0.3, chin * 0.85), (0.0, chin))
    right = joined(path((0.0, dip), (inner, dip), (tip, tall)), cheek)
    outline: Stroke = joined(right, (right * (-1.0, 1.0))[::-1]) * scale
    return outline


def _tail(rng: np.random.Generator, root: Point) -> Strokes:
    """Return a tail that curls up to the right of ``root``, as one line or two."""
    x, y = root
    reach, rise = rng.uniform(0.15, 0.4), rng.uniform(0.2, 0.6)
    tail = smooth(
        root, (x + reach * 0.8, y), (x + reach, y - rise * 0.6), (x + reach * 0.7, y - rise)
    )
    return [tail, *maybe(rng, 0.3, tail + (0.07, 0.03))]


def _sitting(rng: np.random.Generator) -> Strokes:
    """Seen from the front: head, body below it, tail, perhaps paws."""
    size, wide, high = rng.uniform(0.55, 0.85), rng.uniform(0.28, 0.42), rng.uniform(0.32, 0.5)
    head = [s * size for s in (_head(rng) if rng.random() < 0.6 else _head_in_one(rng))]
    below = 0.42 * size + high * rng.uniform(0.8, 0.95)
    body = ellipse((0.0, below), (wide, high))
    foot = below + high
    legs = [path((x, foot - high * 0.8), (x, foot)) for x in (-0.1, 0.1)]
    paws = [ellipse((x, foot), (0.1, 0.06)) for x in (-0.16, 0.16)]
    tail = maybe(rng, 0.75, *_tail(rng, (wide * 0.8, foot - high * 0.4)))
    strokes = [*head, body, *tail, *maybe(rng, 0.4, *legs), *maybe(rng, 0.3, *paws)]
    return either_side(rng, strokes, 0.4)


def _walking(rng: np.random.Generator) -> Strokes:
    """Seen from the side: a long body, four legs, the head at one end."""
    size, long, half = rng.uniform(0.4, 0.6), rng.uniform(0.38, 0.55), rng.uniform(0.16, 0.25)
    head = [s * size for s in (_head(rng) if rng.random() < 0.5 else _head_in_one(rng))]
    x, y = long + size * 0.2, half + size * 0.15
    body = ellipse((x, y), (long, half))
    legs = [
        path((x + k * long, y + half * 0.7), (x + k * long, y + half + 0.25))
        for k in (-0.6, -0.4, 0.4, 0.6)
    ]
    tail = _tail(rng, (x + long * 0.95, y - half * 0.3))
    return either_side(rng, [*head, body, *legs, *tail], 0.4)


def _outlined(rng: np.random.Generator) -> Strokes:
    """Body, legs and tail in one line from the side."""
    size, low = rng.uniform(0.4, 0.55), rng.uniform(0.5, 0.65)
    head = [s * size for s in _head_in_one(rng)]
    back = smooth(
        (size * 0.35, 0.0), (0.6, 0.02), (0.95, 0.05), (1.15, -0.3), (1.22, -0.35), (1.05, 0.15)
    )
    legs = path(
        (1.0, low), (0.88, low), (0.86, 0.35), (0.42, 0.35), (0.4, low), (0.28, low), (0.2, 0.2)
    )
    return either_side(rng, [*head, joined(back, legs)], 0.4)


def _from_behind(rng: np.random.Generator) -> Strokes:
    """A pear-shaped back, a small head, a tail to the side."""
    wide, neck = rng.uniform(0.26, 0.38), rng.uniform(0.12, 0.17)
    back = smooth(
        (-neck, 0.2),
        (-wide, 0.65),
        (-wide * 0.7, 1.0),
        (wide * 0.7, 1.0),
        (wide, 0.65),
        (neck, 0.2),
    )
    head = [s * 0.55 for s in (_head(rng)[:3] if rng.random() < 0.5 else [_eared(rng, 1.0)])]
    face = maybe(rng, 0.5, *_face(rng, 0.5))
    return either_side(rng, [*head, *face, back, *_tail(rng, (wide * 0.8, 0.95))], 0.4)


def _stick(rng: np.random.Generator) -> Strokes:
    """A head, and lines for all the rest."""
    size, long = rng.uniform(0.45, 0.6), rng.uniform(0.6, 0.9)
    head = [s * size for s in _head(rng)]
    spine = path((size * 0.45, 0.15), (long + 0.2, 0.2))
    legs = [
        path((x, 0.2), (x + rng.normal(0, 0.05), 0.55))
        for x in (0.35, 0.45, long + 0.08, long + 0.18)
    ]
    return either_side(rng, [*head, spine, *legs, *_tail(rng, (long + 0.2, 0.2))], 0.4)


CAT = Thing(
    "cat",
    (
        (46, _head),
        (27, _head_in_one),
        (13, _sitting),
        (6, _walking),
        (2, _outlined),
        (4, _from_behind),
        (2, _stick),
    ),
)
