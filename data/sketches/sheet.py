"""The sheet: places a drawing on 28 x 28 cells and inks it with the brush the window uses."""

import numpy as np

from data import brush
from data.drawing import SIDE, Bits
from data.sketches.hand import fitted
from data.sketches.shapes import Strokes

SPAN_PX = (22.0, 25.0)  # longer side, from pen centre to pen centre: most of the sheet
OFF_CENTRE_PX = 0.6  # standard deviation, and only as far as there is room
BRUSH_SIZES, BRUSH_SHARES = (1, 2, 3), (0.37, 0.58, 0.05)
BLOT = 0.27  # share of ink from which one would take a finer brush


def placed(strokes: Strokes, rng: np.random.Generator) -> Strokes:
    """Return the drawing in cells, x the column and y the row, large and nearly centred."""
    span = rng.uniform(*SPAN_PX)
    room = (SIDE - 3 - span) / 2
    shift = np.clip(rng.normal(0.0, OFF_CENTRE_PX, 2), -room, room)
    middle = (SIDE - 2) / 2  # the tip of brush 2 reaches one cell further right and down
    return [stroke * span + middle + shift for stroke in fitted(strokes)]


def inked(strokes: Strokes, rng: np.random.Generator) -> tuple[Bits, list[int]]:
    """Ink strokes with any brush, a finer one where it would only make a blot; see ``ink``."""
    size = int(rng.choice(BRUSH_SIZES, p=BRUSH_SHARES))
    image, order = ink(strokes, size)
    return ink(strokes, 1) if image.mean() > BLOT else (image, order)


def ink(strokes: Strokes, size: int) -> tuple[Bits, list[int]]:
    """Ink strokes as the window does, point to point.

    Args:
        strokes: Points (x, y) in cells; what lies off the sheet leaves no ink.
        size: The brush, 1 to 4.

    Returns:
        The drawing, (28, 28), and its inked pixels as ``row * 28 + col`` in the
        order they were first touched.
    """
    order: dict[int, None] = {}
    for stroke in strokes:
        cells = [(round(y), round(x)) for x, y in stroke.tolist()]
        for start, end in zip(cells, cells[1:] or cells, strict=False):
            for cell in brush.line(start, end):
                order.update((row * SIDE + col, None) for row, col in brush.tip(cell, size))
    image = np.zeros(SIDE * SIDE, bool)
    image[list(order)] = True
    return image.reshape(SIDE, SIDE), list(order)
