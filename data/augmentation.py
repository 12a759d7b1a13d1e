"""Augmentation: fresh variants, so that a network learns the thing and not the pixels."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import PIXELS, SIDE

Array = npt.NDArray[np.floating[Any]]

INK_AT = 0.45  # a variant's pixel is ink from this share on; below a half, so that thin lines hold


@dataclass(frozen=True)
class Augmentation:
    """How far a variant may stray: standard deviations, each 0 or more."""

    turn_deg: float = 7.0
    stretch: float = 0.08  # of either side's length, as a logarithm
    shear: float = 0.08  # columns per row
    shift_px: float = 1.0

    def __call__(self, images: Array, rng: np.random.Generator) -> Array:
        """Return one variant of every drawing, shape (n, 784), ink 1.0, paper 0.0.

        Each pixel of a variant is looked up in its drawing through a random
        affine map round the sheet's middle, between the four nearest pixels.
        What is looked up beyond the edge is paper; nothing wraps round.

        Args:
            images: Drawings, shape (n, 784).
            rng: Source of the maps; the same seed gives the same variants.
        """
        matrices, shifts = self._maps(len(images), rng)
        middle = (SIDE - 1) / 2
        rows, cols = np.divmod(np.arange(PIXELS), SIDE)
        target = np.stack([rows - middle, cols - middle]).astype(np.float32)
        source = matrices @ target + shifts[:, :, None] + middle
        return (_sample(images, source) >= INK_AT).astype(images.dtype)

    def _maps(self, n: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Return n matrices (n, 2, 2) and shifts (n, 2), from variant to drawing."""
        turn, slant = np.radians(rng.normal(0, self.turn_deg, n)), rng.normal(0, self.shear, n)
        high, wide = np.exp(rng.normal(0, self.stretch, (2, n)))
        cos, sin = np.cos(turn), np.sin(turn)
        matrices = np.empty((n, 2, 2), np.float32)
        matrices[:, 0, 0], matrices[:, 0, 1] = high * cos, -high * sin
        matrices[:, 1, 0] = wide * (sin + slant * cos)
        matrices[:, 1, 1] = wide * (cos - slant * sin)
        return matrices, rng.normal(0, self.shift_px, (n, 2)).astype(np.float32)


def _sample(images: Array, source: Array) -> Array:
    """Return each image between its pixels: source (n, 2, m) in rows and columns, (n, m) out."""
    framed = np.zeros((len(images), SIDE + 2, SIDE + 2), np.float32)
    framed[:, 1:-1, 1:-1] = images.reshape(-1, SIDE, SIDE)
    flat, width = framed.reshape(-1), SIDE + 2
    place = np.clip(source + 1, 0, SIDE + 0.999)  # the frame is paper, whatever lies beyond it
    corner = place.astype(np.int32)
    down, right = np.moveaxis(place - corner, 1, 0)
    base = np.arange(len(images), dtype=np.int32)[:, None] * (width * width)
    index = base + corner[:, 0] * width + corner[:, 1]
    above = flat[index] * (1 - right) + flat[index + 1] * right
    below = flat[index + width] * (1 - right) + flat[index + width + 1] * right
    result: Array = above * (1 - down) + below * down
    return result
