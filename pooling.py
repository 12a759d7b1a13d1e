"""Pooling: pictures of half the side, in which where exactly something was is forgotten."""

from typing import ClassVar

import numpy as np

from activation import NONE, Array
from layer import check_batch


class Pooling:
    """Keeps the highest of every 2 x 2 pixels, map by map: where exactly it was is forgotten.

    It has no parameters. Of an odd side the last row and column are left out.
    """

    kind: ClassVar[str] = "pooling"
    activation = NONE

    def __init__(self, side: int, n_maps: int) -> None:
        """Pool pictures of ``side`` x ``side`` pixels with ``n_maps`` values at each.

        Raises:
            ValueError: If ``side`` is below 2 or ``n_maps`` below 1.
        """
        if side < 2 or n_maps < 1:
            raise ValueError(f"pooling needs a side from 2 and a map, got {side} and {n_maps}")
        self.side, self.n_maps = side, n_maps

    @property
    def out_side(self) -> int:
        """Rows, and columns, of every output map."""
        return self.side // 2

    @property
    def n_in(self) -> int:
        """Values in one input row: (side, side, n_maps), laid flat."""
        return self.side**2 * self.n_maps

    @property
    def n_out(self) -> int:
        """Values in one output row: (out_side, out_side, n_maps), laid flat."""
        return self.out_side**2 * self.n_maps

    @property
    def products(self) -> int:
        """None: nothing is multiplied with weights."""
        return 0

    def sums(self, x: Array) -> Array:
        """Return the outputs: there is no activation."""
        return self.forward(x)

    def forward(self, x: Array) -> Array:
        """Return the highest of every four, shape (n, n_out).

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        check_batch(x, self.n_in)
        first, second, third, fourth = self._corners(x)
        best = np.maximum(np.maximum(first, second), np.maximum(third, fourth))
        return best.reshape(len(x), self.n_out)

    def gradient(self, x: Array, d_z: Array) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Return the slopes at the inputs: the highest of every four has it all.

        Args:
            x: The inputs of the forward pass, shape (n, n_in). Where several are
                highest, the first has it all: moved together they move the output once.
            a: The outputs of the forward pass, shape (n, n_out).
            d_z: Slopes of the loss at the outputs, shape (n, n_out).
        """
        shape = len(x), self.out_side, self.out_side, self.n_maps
        best, d_best = a.reshape(shape), d_z.reshape(shape)
        d_x: Array = np.zeros_like(x)
        free = np.ones(shape, np.bool_)  # squares whose highest is not found yet
        for corner, d_corner in zip(self._corners(x), self._corners(d_x), strict=True):
            won = free & (corner == best)
            np.multiply(d_best, won, out=d_corner)
            free &= ~won
        return d_x

    def _corners(self, x: Array) -> list[Array]:
        """Return views of the four pixels of every square, (n, out_side, out_side, n_maps)."""
        whole = 2 * self.out_side
        pictures = x.reshape(-1, self.side, self.side, self.n_maps)[:, :whole, :whole]
        return [pictures[:, row::2, col::2] for row in (0, 1) for col in (0, 1)]

    def parameters(self) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def copy(self) -> "Pooling":
        """Return another one like it."""
        return Pooling(self.side, self.n_maps)
