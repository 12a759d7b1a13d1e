"""Sketches: the starter set, drawn by a program the way hands draw in twenty seconds.

A thing has several ways of being drawn (``car``, ``house``, ...), each a list of
ideal curves (``shapes``) that a ``hand`` makes its own and the ``sheet`` inks.
"""

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE, Bits
from data.sketches.apple import APPLE
from data.sketches.bicycle import BICYCLE
from data.sketches.car import CAR
from data.sketches.cat import CAT
from data.sketches.chance import Thing, Way
from data.sketches.fish import FISH
from data.sketches.flower import FLOWER
from data.sketches.hand import draw, somebody
from data.sketches.house import HOUSE
from data.sketches.sheet import inked, placed
from data.sketches.tree import TREE

THINGS: tuple[Thing, ...] = (CAR, HOUSE, TREE, FISH, FLOWER, CAT, BICYCLE, APPLE)
NAMES = tuple(thing.name for thing in THINGS)

Order = list[int]


def sketch(way: Way, rng: np.random.Generator) -> tuple[Bits, Order]:
    """Draw one thing in one way, by a hand of its own.

    Args:
        way: Gives the ideal strokes.
        rng: Source of every choice and slip; the same seed gives the same drawing.

    Returns:
        The drawing, (28, 28), and its inked pixels ``row * 28 + col`` in the
        order they were first touched.
    """
    strokes = draw(way(rng), somebody(rng), rng)
    return inked(placed(strokes, rng), rng)


def draw_all(
    per_class: int, rng: np.random.Generator
) -> tuple[Bits, npt.NDArray[np.int64], list[Order]]:
    """Draw a whole collection, no two drawings equal, every way in its share.

    Args:
        per_class: Drawings of each thing, at least 1.
        rng: Source of everything; the same seed gives the same collection.

    Returns:
        Drawings (n, 28, 28), labels (n,) that index ``NAMES``, and for each
        drawing its inked pixels in the order they were first touched. The
        things take turns, so that any beginning holds as many of each.

    Raises:
        ValueError: If ``per_class`` is below 1.
    """
    if per_class < 1:
        raise ValueError(f"expected at least 1 drawing per class, got {per_class}")
    images, orders, seen = [], [], set()
    for way in _turns(per_class, rng):
        image, order = sketch(way, rng)
        while image.tobytes() in seen:
            image, order = sketch(way, rng)
        seen.add(image.tobytes())
        images.append(image)
        orders.append(order)
    labels = np.tile(np.arange(len(THINGS), dtype=np.int64), per_class)
    return np.array(images).reshape(-1, SIDE, SIDE), labels, orders


def _turns(per_class: int, rng: np.random.Generator) -> list[Way]:
    """Return the way of every drawing, thing after thing in turn, ways in chance order."""
    shares = [(rng.permutation(per_class) + 0.5) / per_class for _ in THINGS]
    return [
        thing.way_at(float(share[turn]))
        for turn in range(per_class)
        for thing, share in zip(THINGS, shares, strict=True)
    ]
