"""Small wagers that the ways of drawing share: a part left out, a side chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from data.sketches.shapes import Stroke, Strokes, mirrored

Way = Callable[[np.random.Generator], Strokes]


@dataclass(frozen=True)
class Thing:
    """Something to draw: its name, and its ways of being drawn with how common each is."""

    name: str
    ways: tuple[tuple[float, Way], ...]

    def way_at(self, share: float) -> Way:
        """Return the way found at ``share``, in [0, 1), of all drawings laid out way by way."""
        left = share * sum(weight for weight, _ in self.ways)
        for weight, way in self.ways:
            if left < weight:
                return way
            left -= weight
        return self.ways[-1][1]  # a share rounded up to the very end


def maybe(rng: np.random.Generator, chance: float, *strokes: Stroke) -> Strokes:
    """Return the strokes, or with the remaining chance none of them."""
    return list(strokes) if rng.random() < chance else []


def either_side(rng: np.random.Generator, strokes: Sequence[Stroke], chance: float) -> Strokes:
    """Return the drawing mirrored with the given chance."""
    return mirrored(strokes) if rng.random() < chance else list(strokes)
