"""Cars: mostly from the side, an outline on two wheels."""

import numpy as np

from data.sketches.chance import Thing, either_side, maybe
from data.sketches.shapes import (
    Strokes,
    arc,
    circle,
    ellipse,
    joined,
    path,
    polygon,
    rectangle,
    smooth,
    spiral,
    zigzag,
)


def _wheels(rng: np.random.Generator, floor: float, n: int = 2) -> Strokes:
    """Return wheels on the line y = floor of a car one unit long: rings, hubs or blots."""
    radius, sunk = rng.uniform(0.075, 0.15), rng.uniform(-0.07, 0.1)
    look, wheels = rng.random(), []
    for x in np.linspace(rng.uniform(0.17, 0.27), rng.uniform(0.73, 0.83), n):
        centre = (float(x), floor + sunk)
        wheels.append(circle(centre, radius))
        if look < 0.25:
            wheels.append(circle(centre, radius * 0.4))
        elif look < 0.37:
            wheels.append(spiral(centre, radius * 0.9, 2.5))
    return wheels


def _panes(rng: np.random.Generator, left: float, right: float, top: float, low: float) -> Strokes:
    """Return what may be seen through the cab's side: nothing, a bar, one or two panes."""
    look, middle = rng.random(), rng.uniform(0.4, 0.6) * (left + right)
    if look < 0.3:
        return []
    if look < 0.5:
        return [
            path((left, low), (right, low)),
            *maybe(rng, 0.5, path((middle, low), (middle, top))),
        ]
    if look < 0.65:
        return [rectangle(left + 0.04, top + 0.04, right - 0.04, low)]
    return [
        rectangle(left + 0.03, top + 0.04, middle - 0.02, low),
        rectangle(middle + 0.02, top + 0.04, right - 0.03, low),
    ]


def _details(rng: np.random.Generator, floor: float) -> Strokes:
    """Return some of: door, door handle, lamps at either end."""
    x = rng.uniform(0.4, 0.6)
    return [
        *maybe(rng, 0.15, path((x, floor - 0.2), (x, floor))),
        *maybe(rng, 0.12, path((x - 0.1, floor - 0.13), (x - 0.05, floor - 0.13))),
        *maybe(rng, 0.15, ellipse((0.04, floor - 0.1), (0.03, 0.03))),
        *maybe(rng, 0.12, ellipse((0.96, floor - 0.1), (0.03, 0.03))),
    ]


def _stepped(rng: np.random.Generator) -> Strokes:
    """Bonnet, cab, boot: one outline with corners, or one without."""
    roof, waist = rng.uniform(-0.62, -0.36), rng.uniform(-0.32, -0.17)
    front, back = rng.uniform(0.1, 0.3), rng.uniform(0.7, 0.95)
    lean, tail = rng.uniform(0.04, 0.14), rng.uniform(0.02, 0.12)
    top = [(0.0, waist), (front, waist), (front + lean, roof), (back - tail, roof), (back, waist)]
    corners = [(0.0, 0.0), *top, (1.0, waist), (1.0, 0.0)]
    outline = smooth(*corners, closed=True) if rng.random() < 0.25 else polygon(*corners)
    panes = _panes(rng, front + lean, back - tail, roof, waist)
    return either_side(rng, [outline, *_wheels(rng, 0.0), *panes, *_details(rng, 0.0)], 0.5)


def _cab_on_box(rng: np.random.Generator) -> Strokes:
    """A long box, and a smaller shape on top of it."""
    high, roof = rng.uniform(0.16, 0.33), rng.uniform(0.14, 0.3)
    left, right = rng.uniform(0.12, 0.3), rng.uniform(0.65, 0.9)
    top, lean = -high - roof, rng.uniform(0.0, 0.12)
    cab = path((left, -high), (left + lean, top), (right - lean, top), (right, -high))
    if rng.random() < 0.35:
        cab = arc(((left + right) / 2, -high), ((right - left) / 2, roof), 180, 360)
    panes = _panes(rng, left + lean, right - lean, top, -high)
    body = rectangle(0.0, -high, 1.0, 0.0)
    return either_side(rng, [body, cab, *_wheels(rng, 0.0), *panes, *_details(rng, 0.0)], 0.5)


def _beetle(rng: np.random.Generator) -> Strokes:
    """A dome on wheels, sometimes with a bonnet."""
    high, back = rng.uniform(0.32, 0.5), rng.uniform(0.8, 1.0)
    dome = arc((back / 2, 0.0), (back / 2, high), 180, 360)
    bonnet = arc((back - 0.02, 0.0), (rng.uniform(0.15, 0.3), high * 0.5), 270, 360)
    floor = path((0.0, 0.0), (1.05, 0.0))
    panes = _panes(rng, 0.2, back - 0.2, -high * 0.9, -high * 0.45)
    strokes = [dome, *maybe(rng, 0.6, bonnet), floor, *_wheels(rng, 0.0), *panes]
    return either_side(rng, strokes, 0.5)


def _one_line(rng: np.random.Generator) -> Strokes:
    """The outline runs round the wheels in arches, in one go."""
    radius, roof, waist = rng.uniform(0.1, 0.14), rng.uniform(-0.5, -0.36), rng.uniform(-0.26, -0.2)
    front, rear = rng.uniform(0.2, 0.27), rng.uniform(0.72, 0.8)
    under = [arc((x, 0.0), (radius, radius), 360, 180) for x in (rear, front)]
    top = smooth((0.0, 0.0), (0.02, waist), (0.22, waist - 0.03), (0.36, roof), (0.66, roof),
                 (0.82, waist - 0.02), (0.98, waist + 0.02), (1.0, 0.0))  # fmt: skip
    outline = joined(top, *under, path((0.0, 0.0)))
    wheels = [circle((x, 0.02), radius * rng.uniform(0.7, 0.95)) for x in (front, rear)]
    return either_side(rng, [outline, *wheels, *_panes(rng, 0.33, 0.7, roof, waist)], 0.5)


def _van(rng: np.random.Generator) -> Strokes:
    """One big box: van, bus or lorry with its cab in front."""
    high, nose = rng.uniform(0.35, 0.55), rng.uniform(0.12, 0.3)
    step = rng.uniform(0.0, 0.6) * high
    outline = polygon((0.0, 0.0), (0.0, step - high), (nose, step - high), (nose + 0.03, -high),
                      (1.0, -high), (1.0, 0.0))  # fmt: skip
    row = np.linspace(0.3, 0.85, int(rng.integers(2, 5)))
    panes = [rectangle(x - 0.06, -high * 0.85, x + 0.06, -high * 0.5) for x in row.tolist()]
    windscreen = rectangle(0.04, step - high + 0.05, nose - 0.02, step * 0.4 - high * 0.5)
    strokes = [outline, *_wheels(rng, 0.0), *maybe(rng, 0.5, windscreen), *maybe(rng, 0.5, *panes)]
    return either_side(rng, strokes, 0.5)


def _pickup(rng: np.random.Generator) -> Strokes:
    """A cab at one end, nothing over the rest."""
    high, roof = rng.uniform(0.18, 0.3), rng.uniform(0.15, 0.3)
    left, right = rng.uniform(0.0, 0.2), rng.uniform(0.45, 0.6)
    nose = [(0.0, 0.0), (0.0, -high), (left, -high), (left + 0.06, -high - roof)]
    outline = polygon(*nose, (right, -high - roof), (right, -high), (1.0, -high), (1.0, 0.0))
    panes = _panes(rng, left + 0.04, right, -high - roof, -high)
    return either_side(rng, [outline, *_wheels(rng, 0.0), *panes, *_details(rng, 0.0)], 0.5)


def _open_top(rng: np.random.Generator) -> Strokes:
    """A tub with a windscreen, and sometimes a head behind it."""
    high = rng.uniform(0.18, 0.3)
    tub = smooth((0.0, 0.0), (0.02, -high), (0.5, -high * 0.9), (0.98, -high), (1.0, 0.0))
    screen, floor = path((0.35, -high), (0.48, -high - 0.2)), path((0.0, 0.0), (1.0, 0.0))
    driver = circle((rng.uniform(0.55, 0.7), -high - 0.1), 0.08)
    strokes = [tub, floor, screen, *_wheels(rng, 0.0), *maybe(rng, 0.4, driver)]
    return either_side(rng, strokes, 0.5)


def _wedge(rng: np.random.Generator) -> Strokes:
    """A low, fast car."""
    roof = rng.uniform(-0.36, -0.26)
    nose, cab = [(0.0, 0.0), (0.02, -0.1), (0.3, -0.17)], [(0.5, roof), (0.7, roof)]
    outline = smooth(*nose, *cab, (0.95, -0.18), (1.0, -0.05))
    spoiler = path((0.95, -0.18), (0.97, -0.3), (1.06, -0.3))
    floor = path((0.0, 0.0), (1.0, 0.0))
    panes = _panes(rng, 0.42, 0.75, roof, -0.16)
    strokes = [outline, floor, *_wheels(rng, 0.0), *panes, *maybe(rng, 0.3, spoiler)]
    return either_side(rng, strokes, 0.5)


def _front(rng: np.random.Generator) -> Strokes:
    """Seen from the front: windscreen, lamps, grille, tyres below."""
    roof = rng.uniform(-0.85, -0.65)
    cab = path((0.1, -0.4), (0.22, roof), (0.78, roof), (0.9, -0.4))
    body = rectangle(0.0, -0.4, 1.0, 0.0)
    lamps = [circle((x, -0.22), 0.08) for x in (0.16, 0.84)]
    tyres = [rectangle(x - 0.08, 0.0, x + 0.08, 0.14) for x in (0.14, 0.86)]
    return [
        body,
        cab,
        *lamps,
        *tyres,
        *maybe(rng, 0.5, zigzag((0.35, -0.2), (0.65, -0.2), 0.06, 3)),
    ]


CAR = Thing(
    "car",
    (
        (30, _stepped),
        (18, _cab_on_box),
        (12, _beetle),
        (11, _one_line),
        (7, _van),
        (8, _pickup),
        (6, _wedge),
        (5, _open_top),
        (3, _front),
    ),
)
