"""The fully connected layers of a network, over arrays made once."""

from collections.abc import Callable, Sequence

import numpy as np

from activation import Activation, Array
from compiled.negated import Curve, Slope, negated, negated_slope, sigmoid_slope
from compiled.parameters import Place
from layer import Layer
from loss import CROSS_ENTROPY, SQUARED_ERROR, Loss

Dot = Callable[[Array, Array], object]  # a matrix times the first, put into the second


class Dense:
    """Computes what fully connected layers one behind the other compute, in few calls.

    - Drawings are columns here, not rows: what a layer puts out lies in one run of
      memory, with the constant that the next layer's biases are multiplied by below it.
    - Everything between layers is kept negated, the constant too. A product is then
      -z, and a sigmoid needs no call to turn z round: exp, -1 - e, 1 / that is -a.
      The gradient is a product of two negated things, hence right.

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
        dtype = places[0].parameters[0].dtype
        self.activation = layers[-1].activation
        n_in, curves = layers[0].n_in, [layer.activation for layer in layers]
        self._rows = np.full((n, n_in + 1), -1, dtype)  # the inputs, and the constant
        self._rows_x, self._given = self._rows[:, :-1], self._rows
        ends = np.cumsum([0, *(layer.n_out + 1 for layer in layers)]).tolist()
        levels = np.full((ends[-1], n), -1, dtype)  # what all layers put out, a constant below each
        slopes = np.empty_like(levels)
        self._slopes = _grouped(curves[:-1], levels, slopes, ends)
        self._forward: list[tuple[Dot, Array, Array, Curve]] = []
        self._back: list[tuple[Dot, Array, Array, Array]] = []
        self._gradient: list[tuple[Dot, Array, Array]] = []
        given = d_below = slope_below = levels[:0]  # the first layer's are in run()
        for layer, place, start, end in zip(layers, places, ends, ends[1:], strict=False):
            (matrix,), (gradient,) = place
            level, d = levels[start:end], np.empty((layer.n_out, n), dtype)
            self._forward.append((matrix.dot, given, level[:-1], negated(layer.activation)))
            self._back.insert(0, (matrix[:, :-1].T.dot, d, d_below, slope_below))
            self._gradient.append((d.dot, given.T, gradient))
            given, d_below, slope_below = level, d, slopes[start : end - 1]
        (self._first, _, self._first_out, self._first_curve), *self._forward = self._forward
        (self._first_d, _, self._first_gradient), *self._gradient = self._gradient
        *self._back, (_, self._d_first, _, _) = self._back
        self._output, self._d_output, self._slope_output = given[:-1], d_below, slope_below
        self._a = np.empty((n, layers[-1].n_out), dtype)
        self._matrix, self._d_x = places[0].parameters[0][:, :-1], np.empty((n, n_in), dtype)

    @staticmethod
    def prepared(images: Array) -> Array:
        """Return images negated, with the constant, (n, n_in + 1): ``run`` copies them no more."""
        result = np.full((len(images), images.shape[1] + 1), -1, images.dtype)
        np.negative(images, result[:, :-1])
        return result

    def forward(self, x: Array) -> Array:
        """Return the outputs of the last layer, (n, n_out)."""
        self.run(x)
        np.negative(self._output.T, self._a)
        return self._a

    def run(self, x: Array) -> None:
        """Do what ``forward`` does, without writing the outputs out.

        Args:
            x: The inputs, (n, n_in), or rows of what ``prepared`` returned.
        """
        if x.shape[1] == len(self._matrix[0]):
            np.negative(x, self._rows_x)
            x = self._rows
        self._given = x
        self._first(x.T, self._first_out)
        self._first_curve(self._first_out)
        for dot, given, out, curve in self._forward:
            dot(given, out)
            curve(out)

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at all parameters in their place; d_z are those at the last sums."""
        np.negative(d_z.T, self._d_output)
        self._find()

    def gradient_of(self, loss: Loss, targets: Array, scale: Array) -> None:
        """Do what ``gradient`` does for the slopes of ``scale`` times a loss at the outputs."""
        d, a = self._d_output, self._output
        if loss is not CROSS_ENTROPY and loss is not SQUARED_ERROR:
            self.gradient(loss.slope(-a.T, targets) * scale)
            return
        np.add(a, targets.T, d)
        np.multiply(d, scale, d)
        if loss is SQUARED_ERROR:
            sigmoid_slope(a, self._slope_output)
            np.multiply(d, self._slope_output, d)
        self._find()

    def _find(self) -> None:
        for find, a, slope in self._slopes:
            find(a, slope)
        for dot, d_above, d_own, slope in self._back:
            dot(d_above, d_own)
            np.multiply(d_own, slope, d_own)
        self._first_d(self._given, self._first_gradient)
        for dot, given, out in self._gradient:
            dot(given, out)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        self._d_first.T.dot(self._matrix, self._d_x)
        np.negative(self._d_x, self._d_x)
        return self._d_x


def _grouped(
    curves: Sequence[Activation], levels: Array, slopes: Array, ends: Sequence[int]
) -> list[tuple[Slope, Array, Array]]:
    """Return what finds the slopes of the hidden layers: neighbours with one curve together."""
    groups: list[tuple[Slope, Array, Array]] = []
    first = 0
    for i, curve in enumerate(curves):
        if i + 1 == len(curves) or curves[i + 1] is not curve:
            part = slice(ends[first], ends[i + 1])
            groups.append((negated_slope(curve), levels[part], slopes[part]))
            first = i + 1
    return groups
