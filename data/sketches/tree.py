"""Trees: a crown on a trunk, a fir, bare branches, or a palm."""

import numpy as np

from data.sketches.chance import Thing, maybe
from data.sketches.shapes import (
    Stroke,
    Strokes,
    arc,
    bumps,
    circle,
    ellipse,
    joined,
    path,
    polygon,
    smooth,
    spiral,
    zigzag,
)


def _trunk(rng: np.random.Generator, top: float) -> Strokes:
    """Return a trunk from y = top down to 0 about x = 0: two lines, one, a box or flared."""
    wide, foot = rng.uniform(0.06, 0.2), rng.uniform(0.0, 0.1)
    inside = top * float(rng.choice([1.0, 1.25, 1.6], p=[0.65, 0.2, 0.15]))  # up into the crown
    left = smooth((-wide, inside), (-wide, top / 3), (-wide - foot, 0.0))
    right = smooth((wide, inside), (wide, top / 3), (wide + foot, 0.0))
    look = rng.random()
    if look < 0.5:
        return [left, right, *maybe(rng, 0.5, path((-wide - foot, 0.0), (wide + foot, 0.0)))]
    if look < 0.6:
        return [path((0.0, top), (0.0, 0.0))]
    return [path((-wide, top), (-wide, 0.0), (wide, 0.0), (wide, top))]


def _extras(rng: np.random.Generator, crown: float) -> Strokes:
    """Return some of: ground, apples in the crown at height ``crown``, a knot in the trunk."""
    places = rng.uniform(-0.2, 0.2, (int(rng.integers(2, 6)), 2)) + (0.0, crown)
    return [
        *maybe(rng, 0.12, path((-0.45, 0.0), (0.45, 0.0))),
        *maybe(rng, 0.12, *[circle((x, y), 0.035) for x, y in places.tolist()]),
        *maybe(rng, 0.06, ellipse((0.0, crown * 0.3), (0.03, 0.05))),
    ]


def _cloud(rng: np.random.Generator) -> Strokes:
    """A crown of bumps on a trunk."""
    wide, high, stem = rng.uniform(0.34, 0.56), rng.uniform(0.26, 0.44), rng.uniform(0.25, 0.6)
    n, centre = int(rng.integers(5, 11)), (0.0, -stem - high * 0.9)
    crown = bumps(centre, (wide, high), n, rng.uniform(0.12, 0.3))
    return [crown, *_trunk(rng, -stem), *_extras(rng, centre[1])]


def _lollipop(rng: np.random.Generator) -> Strokes:
    """A round or oval crown on a trunk."""
    wide, high, stem = rng.uniform(0.28, 0.5), rng.uniform(0.25, 0.45), rng.uniform(0.2, 0.6)
    centre = (0.0, -stem - high * rng.uniform(0.85, 1.0))
    crown = ellipse(centre, (wide, high))
    return [crown, *_trunk(rng, -stem), *_extras(rng, centre[1])]


def _one_line(rng: np.random.Generator) -> Strokes:
    """Up the trunk, round the crown and down the trunk again, in one go."""
    wide, high, stem = rng.uniform(0.32, 0.52), rng.uniform(0.28, 0.44), rng.uniform(0.3, 0.6)
    half, foot = rng.uniform(0.06, 0.15), rng.uniform(0.0, 0.1)
    centre, n = (0.0, -stem - high * 0.95), int(rng.integers(5, 10))
    bumpy = bumps(centre, (wide, high), n, rng.uniform(0.0, 0.3))[2:-2]
    line = joined(
        path((-half - foot, 0.0), (-half, -stem)), bumpy, path((half, -stem), (half + foot, 0.0))
    )
    return [line, *_extras(rng, centre[1])]


def _fir_outline(rng: np.random.Generator) -> Strokes:
    """A fir as one jagged outline."""
    tiers, stem = int(rng.integers(2, 5)), rng.uniform(0.1, 0.25)
    half, notch = rng.uniform(0.28, 0.42), rng.uniform(0.45, 0.7)
    side: list[tuple[float, float]] = []
    for tier in range(1, tiers + 1):
        out, y = half * tier / tiers, -stem - 0.85 * (1 - tier / tiers)
        side += [(out, y), (out * notch, y - 0.02)]
    right = side[:-1]
    left = [(-x, y) for x, y in reversed(right)]
    return [polygon((0.0, -stem - 0.9), *right, *left), *_stub(rng, stem)]


def _stub(rng: np.random.Generator, stem: float) -> Strokes:
    """Return the short trunk of a fir."""
    wide = rng.uniform(0.04, 0.1)
    return [path((-wide, -stem), (-wide, 0.0), (wide, 0.0), (wide, -stem))]


def _fir_triangles(rng: np.random.Generator) -> Strokes:
    """A fir as triangles, one on another, or a single tall one."""
    tiers, stem, half = int(rng.integers(1, 4)), rng.uniform(0.1, 0.3), rng.uniform(0.25, 0.4)
    high, strokes = 0.85 / (0.3 + 0.7 * tiers), []
    for tier in range(tiers):
        low, reach = -stem - 0.7 * high * tier, half * (1 - 0.2 * tier)
        strokes.append(polygon((0.0, low - high), (reach, low), (-reach, low)))
    return [*strokes[::-1], *_stub(rng, stem)]


def _fir_strokes(rng: np.random.Generator) -> Strokes:
    """A fir as a mast with pairs of boughs, or as a zigzag that widens downwards."""
    half, n = rng.uniform(0.25, 0.4), int(rng.integers(3, 7))
    mast = path((0.0, -1.0), (0.0, 0.0))
    levels = np.linspace(-0.85, -0.2, n).tolist()
    if rng.random() < 0.5:
        swing = [(half * (y + 1.05) * (-1) ** i, y) for i, y in enumerate(levels)]
        return [path((0.0, -1.0), *swing), *_stub(rng, 0.2)]
    boughs = [
        path((-half * (y + 1.1), y + 0.1), (0.0, y), (half * (y + 1.1), y + 0.1)) for y in levels
    ]
    return [mast, *boughs]


def _branch(
    rng: np.random.Generator, start: tuple[float, float], angle_deg: float, length: float
) -> Strokes:
    """Return a branch that forks once or twice more while it is long enough."""
    turn = np.radians(angle_deg)
    end = (start[0] + length * float(np.cos(turn)), start[1] + length * float(np.sin(turn)))
    forks: Strokes = []
    if length > 0.2:
        for side in (-1, 1):
            forks += _branch(
                rng, end, angle_deg + side * rng.uniform(18, 42), length * rng.uniform(0.5, 0.75)
            )
    return [path(start, end), *forks]


def _bare(rng: np.random.Generator) -> Strokes:
    """Trunk and branches, without leaves or with a cloud round them."""
    wide, stem = rng.uniform(0.0, 0.08), rng.uniform(0.3, 0.45)
    trunk: Strokes = [
        path((x, 0.0), (x * 0.7, -stem)) for x in ((-wide, wide) if wide > 0.03 else (0.0,))
    ]
    boughs: Strokes = []
    for angle in np.linspace(-140, -40, int(rng.integers(2, 5))).tolist():
        boughs += _branch(rng, (0.0, -stem), angle + rng.normal(0, 8), rng.uniform(0.22, 0.36))
    cloud = bumps((0.0, -stem - 0.25), (0.42, 0.36), int(rng.integers(6, 10)), 0.2)
    return [*trunk, *boughs, *maybe(rng, 0.3, cloud)]


def _forked(rng: np.random.Generator) -> Strokes:
    """A trunk that opens into a Y under the crown."""
    stem, high = rng.uniform(0.35, 0.5), rng.uniform(0.26, 0.36)
    left = smooth((-0.08, 0.0), (-0.06, -stem * 0.7), (-0.22, -stem * 1.2))
    middle = smooth((-0.12, -stem * 1.3), (0.0, -stem * 0.9), (0.12, -stem * 1.3))
    right = left * (-1.0, 1.0)
    crown = bumps((0.0, -stem * 1.2 - high), (0.45, high), int(rng.integers(6, 11)), 0.2)
    return [left, right, middle, crown]


def _scribbled(rng: np.random.Generator) -> Strokes:
    """A crown scribbled round and round, or to and fro."""
    stem, high = rng.uniform(0.3, 0.5), rng.uniform(0.25, 0.35)
    centre = (0.0, -stem - high * 0.9)
    crown: Stroke = spiral(centre, high * 1.1, rng.uniform(2.0, 3.2))
    if rng.random() < 0.4:
        crown = zigzag((-0.35, centre[1]), (0.35, centre[1]), high, int(rng.integers(4, 7)))
    return [crown, *_trunk(rng, -stem)]


def _palm(rng: np.random.Generator) -> Strokes:
    """A bent trunk with fronds that hang down."""
    lean, fronds = rng.uniform(-0.2, 0.2), []
    top = (lean, -0.75)
    trunk = smooth((0.0, 0.0), (lean * 0.3, -0.4), top)
    for reach in np.linspace(-0.4, 0.4, int(rng.integers(4, 7))).tolist():
        fronds.append(arc((lean + reach / 2, -0.72), (abs(reach) / 2 + 0.02, 0.22), 180, 360))
    return [trunk, *maybe(rng, 0.6, trunk + (0.08, 0.0)), *fronds]


TREE = Thing(
    "tree",
    (
        (26, _cloud),
        (13, _lollipop),
        (12, _one_line),
        (8, _fir_outline),
        (8, _fir_triangles),
        (5, _fir_strokes),
        (9, _bare),
        (8, _forked),
        (8, _scribbled),
        (3, _palm),
    ),
)
