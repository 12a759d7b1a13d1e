"""Convolution: small filters that look for the same thing everywhere in a picture."""

from typing import ClassVar

import numpy as np
import numpy.typing as npt

from activation import RELU, Activation, Array
from layer import Gradient, Weighted, check_batch


class Convolution(Weighted):
    """Slides small filters over a picture: each looks for the same thing everywhere.

    Every pixel of an output map is a weighted sum over a square window of the
    input, all its maps together; the padding, beyond the edge, is paper. So a
    picture moved by a stride gives maps moved by a pixel. LeCun et al.,
    "Gradient-based learning applied to document recognition", 1998, section II.
    """

    kind: ClassVar[str] = "convolution"

    def __init__(
        self,
        side: int,
        n_maps: int,
        n_filters: int,
        rng: np.random.Generator,
        *,
        size: int = 3,
        stride: int = 1,
        padding: int | None = None,
        activation: Activation = RELU,
        dtype: npt.DTypeLike = np.float32,
    ) -> None:
        """Draw small random filters; start every bias at zero.

        Args:
            side: Rows, and columns, of the input picture.
            n_maps: Values at each input pixel: 1 for a drawing.
            n_filters: Maps put out.
            rng: Source of the weights; the same seed gives the same layer.
            size: Rows, and columns, of a window; odd, so that it has a middle.
            stride: How many pixels a window moves at a time.
            padding: Pixels of paper round the picture, less than ``size``; None for
                half a window, with which a stride of 1 keeps the side.
            activation: Curve applied to every sum.
            dtype: Precision of the parameters, float32 or float64.

        Raises:
            ValueError: If a number is below 1, ``size`` is even, or no window fits.
        """
        padding = size // 2 if padding is None else padding
        if min(side, n_maps, n_filters, size, stride) < 1 or size % 2 == 0:
            raise ValueError(
                "a convolution needs numbers from 1 and windows of an odd size, got side"
                f" {side}, {n_maps} maps, {n_filters} filters, size {size}, stride {stride}"
            )
        if not 0 <= padding < size <= side + 2 * padding:
            raise ValueError(f"no window of {size} fits a side of {side} padded by {padding}")
        self.side, self.n_maps, self.size = side, n_maps, size
        self.stride, self.padding = stride, padding
        self.activation = activation
        self._draw((size * size * n_maps, n_filters), rng, dtype)

    @property
    def n_filters(self) -> int:
        """Maps put out."""
        return int(self.weights.shape[1])

    @property
    def out_side(self) -> int:
        """Rows, and columns, of every output map."""
        return (self.side + 2 * self.padding - self.size) // self.stride + 1

    @property
    def products(self) -> int:
        """Products of two numbers for each input row."""
        return self.out_side**2 * self.weights.size

    @property
    def n_in(self) -> int:
        """Values in one input row: (side, side, n_maps), laid flat."""
        return self.side**2 * self.n_maps

    @property
    def n_out(self) -> int:
        """Values in one output row: (out_side, out_side, n_filters), laid flat."""
        return self.out_side**2 * self.n_filters

    def sums(self, x: Array) -> Array:
        """Return the weighted sums z before the activation, shape (n, n_out).

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        check_batch(x, self.n_in)
        z: Array = self.seen(x) @ self.weights
        z += self.biases
        return z.reshape(len(x), self.n_out)

    def gradient(self, x: Array, d_z: Array) -> Gradient:
        """Return the slopes of the loss at the filters, summed over pixels and batch.

        Args:
            x: The inputs of the forward pass, shape (n, n_in).
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).
        """
        d_flat = d_z.reshape(-1, self.n_filters)
        ones = np.ones(len(d_flat), d_z.dtype)  # a product adds up far faster than sum(axis=0)
        return Gradient(self.seen(x).T @ d_flat, ones @ d_flat)

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Return the slopes of the loss at the inputs, shape (n, n_in).

        What a pixel gave to the windows round it comes back by the same weights:
        a convolution of the slopes with every filter turned half round.

        Args:
            x: The inputs of the forward pass; not looked at here.
            a: The outputs of the forward pass; not looked at here.
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).
        """
        n, size = len(d_z), self.size
        every = self.side + 2 * self.padding - size + 1  # places of a window without stride
        slopes = np.zeros((n, every, every, self.n_filters), d_z.dtype)
        slopes[:, :: self.stride, :: self.stride] = d_z.reshape(n, self.out_side, self.out_side, -1)
        turned = self.turned()
        around = windows(padded(slopes, size - 1 - self.padding), size).reshape(-1, len(turned))
        d_x: Array = around @ turned
        return d_x.reshape(n, self.n_in)

    def turned(self) -> Array:
        """Return the filters turned half round, from maps put out to maps put in.

        Shape (size² * n_filters, n_maps).
        """
        filters = self.weights.reshape(self.size, self.size, self.n_maps, self.n_filters)
        return filters[::-1, ::-1].swapaxes(2, 3).reshape(-1, self.n_maps)

    def seen(self, x: Array) -> Array:
        """Return every window as a row: (n * out_side², size² * n_maps)."""
        pictures = padded(x.reshape(-1, self.side, self.side, self.n_maps), self.padding)
        seen = windows(pictures, self.size)[:, :: self.stride, :: self.stride]
        if self.n_maps > 1:
            return seen.reshape(-1, len(self.weights))
        # Of a single map a window's rows are short; copied column by column, the runs are long.
        columns: Array = seen.transpose(3, 4, 0, 1, 2).reshape(len(self.weights), -1)
        return columns.T


def padded(pictures: Array, margin: int) -> Array:
    """Return pictures (n, rows, columns, maps) with ``margin`` pixels of paper on every side."""
    n, rows, columns, maps = pictures.shape
    result = np.zeros((n, rows + 2 * margin, columns + 2 * margin, maps), pictures.dtype)
    result[:, margin : margin + rows, margin : margin + columns] = pictures
    return result


def windows(pictures: Array, size: int) -> Array:
    """Return a read-only view of every window, (n, rows', columns', size, size * maps).

    Args:
        pictures: Shape (n, rows, columns, maps), contiguous.
        size: Rows, and columns, of a window, so rows' = rows - size + 1.

    A row of a window is one run of memory, columns and maps together; that is
    why copying all windows costs little beside the product they are made for.
    """
    n, rows, columns, maps = pictures.shape
    step_n, step_row, step_column, step = pictures.strides
    return np.lib.stride_tricks.as_strided(
        pictures,
        (n, rows - size + 1, columns - size + 1, size, size * maps),
        (step_n, step_row, step_column, step_row, step),
        writeable=False,
    )
