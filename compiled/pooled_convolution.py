"""A convolution together with the pooling behind it, over arrays made once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from activation import Array
from convolution import Convolution, windows
from layer import Gradient


class PooledConvolution:
    """Computes what a convolution of stride 1 and the pooling behind it compute, without waste.

    - Windows are gathered in the order they are pooled in: first those that become
      the top left pixel of all squares, then those for the top right and so on. So
      pooling compares four long runs of memory.
    - Curves rise or stay, so the highest of four comes out the same whether the curve
      is applied before pooling or after it, and after it there is a quarter to do.
    - The windows gathered for the forward pass serve the gradient as well.
    - One matrix product each for the outputs, the gradient and the slopes below.

    Memory grows with ``n``, for every window is written out: whoever has many
    drawings takes them a few at a time.
    """

    def __init__(self, convolution: Convolution, n: int, slopes: Gradient) -> None:
        """Make the arrays.

        Args:
            convolution: Its stride is 1, its out_side at least 2.
            n: Drawings taken at a time.
            slopes: Where the gradient is put.
        """
        self._convolution, self._slopes = convolution, slopes
        self.activation = convolution.activation
        size, maps, filters = convolution.size, convolution.n_maps, convolution.n_filters
        half, dtype = convolution.out_side // 2, convolution.weights.dtype
        self._pictures = _Padded(n, convolution.side, convolution.padding, maps, dtype)
        places = 4 * n * half * half  # of windows; of an odd side the last ones are not pooled
        seen = _by_corner(windows(self._pictures.whole, size), half)
        # Of a single map a window's rows are short; copied column by column, the runs are long.
        self._seen = seen if maps > 1 else seen.transpose(5, 6, 0, 1, 2, 3, 4)
        self._gathered = np.empty(self._seen.shape, dtype)
        self._windows = (
            self._gathered.reshape(places, -1) if maps > 1 else self._gathered.reshape(-1, places).T
        )
        self._sums = np.empty((places, filters), dtype)
        self._best = np.empty((places // 4, filters), dtype)  # before biases
        self._second = np.empty_like(self._best)
        self._a = np.empty_like(self._best)
        self._won = np.empty((4, self._best.size), np.bool_)
        self._taken = np.empty(self._best.size, np.bool_)
        self._d_sums = np.empty_like(self._sums)
        self._ones = np.ones(places // 4, dtype)
        self._n_out = half * half * filters
        self._below = _Below(convolution, n)

    def forward(self, x: Array) -> Array:
        """Return the pooled outputs, shape (n, n_out of the pooling), for inputs x (n, n_in)."""
        self._pictures.fill(x)
        np.copyto(self._gathered, self._seen)
        np.dot(self._windows, self._convolution.weights, out=self._sums)
        first, second, third, fourth = self._sums.reshape(4, *self._best.shape)
        np.maximum(first, second, out=self._best)
        np.maximum(third, fourth, out=self._second)
        np.maximum(self._best, self._second, out=self._best)
        np.add(self._best, self._convolution.biases, out=self._a)
        return self.activation.apply(self._a).reshape(-1, self._n_out)

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at the parameters in their place.

        Args:
            d_z: Slopes of the loss at the pooled sums, shape (n, n_out of the pooling).
        """
        d_best = d_z.reshape(self._best.shape)
        np.dot(self._ones, d_best, out=self._slopes.biases)
        self._find_winners()
        np.multiply(self._won, d_best.reshape(-1), out=self._d_sums.reshape(4, -1))
        np.dot(self._windows.T, self._d_sums, out=self._slopes.weights)

    def _find_winners(self) -> None:
        """Mark where each highest of four came from: the first of equals."""
        np.equal(self._sums.reshape(4, -1), self._best.reshape(-1), out=self._won)
        first, *others = self._won
        np.copyto(self._taken, first)
        for corner in others:
            np.greater(corner, self._taken, out=corner)  # and not taken yet
            np.logical_or(self._taken, corner, out=self._taken)

    def backward(self) -> Array:
        """Return the slopes at the inputs, shape (n, n_in); ``gradient`` was called before."""
        return self._below.slopes(self._d_sums)


class _Below:
    """The way back through a convolution: the turned filters slide over the slopes."""

    def __init__(self, convolution: Convolution, n: int) -> None:
        self._convolution = convolution
        size, filters, dtype = convolution.size, convolution.n_filters, convolution.weights.dtype
        half = convolution.out_side // 2
        margin = size - 1 - convolution.padding
        self._slopes = _Padded(n, convolution.out_side, margin, filters, dtype)
        self._by_corner = _by_corner(self._slopes.inner, half)
        self._seen = windows(self._slopes.whole, size)
        self._gathered = np.empty(self._seen.shape, dtype)
        self._d_x = np.empty((n * convolution.side**2, convolution.n_maps), dtype)

    def slopes(self, d_sums: Array) -> Array:
        np.copyto(self._by_corner, d_sums.reshape(self._by_corner.shape))
        np.copyto(self._gathered, self._seen)
        turned = self._convolution.turned()
        np.dot(self._gathered.reshape(-1, len(turned)), turned, out=self._d_x)
        return self._d_x.reshape(-1, self._convolution.n_in)


class _Padded:
    """Pictures (n, side, side, maps) in the middle of an array with paper round them."""

    def __init__(self, n: int, side: int, margin: int, maps: int, dtype: npt.DTypeLike) -> None:
        whole = side + 2 * margin
        self.whole: Array = np.zeros((n, whole, whole, maps), dtype)
        self.inner = self.whole[:, margin : margin + side, margin : margin + side]

    def fill(self, x: Array) -> None:
        np.copyto(self.inner, x.reshape(self.inner.shape))


def _by_corner(pictures: npt.NDArray[Any], half: int) -> npt.NDArray[Any]:
    """Return a view of the pixels of all squares of 2 x 2, (2, 2, n, half, half, ...).

    Args:
        pictures: Shape (n, rows, columns, ...), at least twice ``half`` rows and columns.
        half: Squares in a row, and in a column.
    """
    n, _, _, *rest = pictures.shape
    row, column = pictures.strides[1:3]
    strides = (row, column, pictures.strides[0], 2 * row, 2 * column, *pictures.strides[3:])
    shape = (2, 2, n, half, half, *rest)
    return np.lib.stride_tricks.as_strided(pictures, shape, strides)
