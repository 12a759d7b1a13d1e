"""The fully connected layers of a network, over arrays made once."""

from collections.abc import Sequence

import numpy as np

from activation import Array
from compiled.levels import SlopeCalls, levels, slope_calls
from compiled.negated import negated
from compiled.parameters import Place
from layer import Layer
from loss import CROSS_ENTROPY, SQUARED_ERROR, Loss


class Dense:
    """Computes what fully connected layers one behind the other compute, in few calls.

    - In hidden layers drawings are columns: what a layer puts out lies in one run of
      memory. Outputs are rows again, as the targets are.
    - Everything between layers is kept negated, the constant too. A product is then
      -z, and a sigmoid needs no call to turn z round: exp, -1 - e, 1 / that is -a.
      The gradient is a product of two negated things, hence right.
    - No product is given a part of a matrix: NumPy would copy it first. Slopes are
      found at the constants, too, and not used.

    For networks this small a call costs more than what it computes: that is why
    their number counts.
    """

    def __init__(self, layers: Sequence[Layer], places: Sequence[Place], n: int) -> None:
        """Make the arrays.

        Args:
            layers: At least one; each feeds the next.
            places: Where their parameters lie, and where the gradient is put.
            n: Drawings taken at a time.
        """
        matrices = [place.parameters[0] for place in places]
        gradients = [place.slopes[0] for place in places]
        dtype, n_in, curves = matrices[0].dtype, layers[0].n_in, [a.activation for a in layers]
        self._rows = np.full((n, n_in + 1), -1, dtype)  # the inputs, and the constant
        self._rows_x, self._given = self._rows[:, :-1], self._rows
        self._d_x = np.empty((n, n_in), dtype)

        values, slopes, ds = (levels([layer.n_out for layer in layers], n, dtype) for _ in range(3))
        self._output, self._slope_output, self._d_output = values.output, slopes.output, ds.output
        self._hidden_slopes = slope_calls(curves[:-1], values, slopes)
        self._slopes = slope_calls(curves, values, slopes)
        own = [*(d[:-1] for d in ds.hidden), ds.output.T]  # without the constants

        self.activation, self._curve = curves[-1], negated(curves[-1])
        self._n_in, self._matrix, self._last = n_in, matrices[0], matrices[-1].T
        self._hidden = [
            (matrix.dot, level[:-1], level, negated(curve))
            for matrix, level, curve in zip(matrices, values.hidden, curves, strict=False)
        ]
        self._back = [
            (matrix.T.dot, d, slope, d_own)
            for matrix, d, slope, d_own in zip(
                matrices[1:], ds.hidden, slopes.hidden, own, strict=False
            )
        ][::-1]
        self._d_first, self._first_gradient = own[0], gradients[0]
        self._gradient = [
            (d.dot, level.T, gradient)
            for d, level, gradient in zip(own[1:], values.hidden, gradients[1:], strict=True)
        ]

    @staticmethod
    def prepared(images: Array) -> Array:
        """Return images negated, with the constant, (n, n_in + 1): ``run`` copies them no more."""
        result = np.full((len(images), images.shape[1] + 1), -1, images.dtype)
        np.negative(images, result[:, :-1])
        return result

    def forward(self, x: Array) -> Array:
        """Return the outputs of the last layer, (n, n_out), in an array of their own."""
        self.run(x)
        outputs: Array = np.negative(self._output)
        return outputs

    def run(self, x: Array) -> None:
        """Do what ``forward`` does, without writing the outputs out.

        Args:
            x: The inputs, (n, n_in), or rows of what ``prepared`` returned.
        """
        if x.shape[1] == self._n_in:
            np.negative(x, self._rows_x)
            x = self._rows
        self._given, given = x, x.T
        for dot, out, level, curve in self._hidden:
            dot(given, out)
            curve(out)
            given = level
        given.T.dot(self._last, self._output)
        self._curve(self._output)

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at all parameters in their place; d_z are those at the last sums."""
        np.negative(d_z, self._d_output)
        self._find(self._hidden_slopes)

    def gradient_of(self, loss: Loss, targets: Array, scale: Array) -> None:
        """Do what ``gradient`` does for the slopes of ``scale`` times a loss at the outputs."""
        d, a = self._d_output, self._output
        if loss is CROSS_ENTROPY:
            np.add(a, targets, d)
            np.multiply(d, scale, d)
            self._find(self._hidden_slopes)
        elif loss is SQUARED_ERROR:
            np.add(a, targets, d)
            np.multiply(d, scale, d)
            self._find(self._slopes, with_output=True)
        else:
            self.gradient(loss.slope(-a, targets) * scale)

    def _find(self, slopes: SlopeCalls, *, with_output: bool = False) -> None:
        for find, a, slope in slopes:
            find(a, slope)
        if with_output:
            np.multiply(self._d_output, self._slope_output, self._d_output)
        d_above = self._d_output.T
        for dot, d_level, slope, d in self._back:
            dot(d_above, d_level)
            np.multiply(d_level, slope, d_level)
            d_above = d
        self._d_first.dot(self._given, self._first_gradient)
        for dot, given, gradient in self._gradient:
            dot(given, gradient)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        self._d_first.T.dot(self._matrix[:, :-1], self._d_x)
        np.negative(self._d_x, self._d_x)
        return self._d_x
