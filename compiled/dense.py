"""The fully connected layers of a network, over arrays made once."""

from collections.abc import Callable, Sequence

import numpy as np

from activation import RELU, SIGMOID, TANH, Activation, Array
from compiled.parameters import Place
from layer import Layer
from loss import CROSS_ENTROPY, SQUARED_ERROR, Loss

MINUS_ONE = np.array(-1, np.float32)  # an array: a number would be made one in every call


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
        n_in, widths = layers[0].n_in, [layer.n_out for layer in layers]
        rows = np.full((n, n_in + 1), -1, dtype)  # in one run of memory, or dot() would copy it
        self._x = rows[:, :-1]
        buffers = np.full((sum(widths) + len(widths), n), -1, dtype)
        slopes = np.empty_like(buffers)
        ends = np.cumsum([0, *(width + 1 for width in widths)]).tolist()
        inputs = [rows.T, *(buffers[a:b] for a, b in zip(ends, ends[1:], strict=False))]
        outputs = [given[:-1] for given in inputs[1:]]
        d_z = [np.empty((width, n), dtype) for width in widths]
        curves = [layer.activation for layer in layers]
        matrices = [place.parameters[0] for place in places]
        self._forward = [
            (matrix.dot, given, out, _negated(curve))
            for matrix, given, out, curve in zip(matrices, inputs, outputs, curves, strict=False)
        ]
        self._slopes = _grouped(curves[:-1], buffers, slopes, ends)
        self._back = [
            (above[:, :-1].T.dot, d_above, d_own, slopes[a : b - 1])
            for above, d_above, d_own, a, b in zip(
                matrices[:0:-1], d_z[:0:-1], d_z[-2::-1], ends[-3::-1], ends[-2:0:-1], strict=True
            )
        ]
        self._gradient = [
            (d.dot, given.T, place.slopes[0])
            for d, given, place in zip(d_z, inputs, places, strict=False)
        ]
        self._output, self._d_output = outputs[-1], d_z[-1]
        self._slope_output = slopes[ends[-2] : ends[-1] - 1]
        self._a = np.empty((n, widths[-1]), dtype)
        self._below = d_z[0].T, matrices[0][:, :-1], np.empty((n, n_in), dtype)

    def forward(self, x: Array) -> Array:
        """Return the outputs of the last layer, (n, n_out)."""
        self.run(x)
        np.negative(self._output.T, self._a)
        return self._a

    def run(self, x: Array) -> None:
        """Do what ``forward`` does, without writing the outputs out."""
        np.negative(x, self._x)
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
            _sigmoid_slope(a, self._slope_output)
            np.multiply(d, self._slope_output, d)
        self._find()

    def _find(self) -> None:
        for find, a, slope in self._slopes:
            find(a, slope)
        for dot, d_above, d_own, slope in self._back:
            dot(d_above, d_own)
            np.multiply(d_own, slope, d_own)
        for dot, given, out in self._gradient:
            dot(given, out)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        d, matrix, d_x = self._below
        d.dot(matrix, d_x)
        np.negative(d_x, d_x)
        return d_x


Slope = Callable[[Array, Array], object]  # from what is put out, negated, to slopes


def _grouped(
    curves: Sequence[Activation], buffers: Array, slopes: Array, ends: Sequence[int]
) -> list[tuple[Slope, Array, Array]]:
    """Return what finds the slopes of the hidden layers: neighbours with one curve together."""
    groups: list[tuple[Slope, Array, Array]] = []
    first = 0
    for i, curve in enumerate(curves):
        if i + 1 == len(curves) or curves[i + 1] is not curve:
            part = slice(ends[first], ends[i + 1])
            groups.append((_negated_slope(curve), buffers[part], slopes[part]))
            first = i + 1
    return groups


def _sigmoid(z: Array) -> None:
    np.exp(z, z)  # of -z
    np.subtract(MINUS_ONE, z, z)
    np.reciprocal(z, z)


def _sigmoid_slope(a: Array, out: Array) -> None:
    np.subtract(MINUS_ONE, a, out)
    np.multiply(out, a, out)


def _negated(curve: Activation) -> Callable[[Array], object]:
    """Return what turns -z into -a, in place."""
    if curve is SIGMOID:
        return _sigmoid
    if curve is TANH:  # an odd function
        return lambda z: np.tanh(z, z)
    if curve is RELU:
        return lambda z: np.minimum(z, 0, out=z)
    return lambda z: np.negative(curve.apply(-z), z)


def _negated_slope(curve: Activation) -> Slope:
    """Return what turns -a into the curve's slope."""
    if curve is SIGMOID:
        return _sigmoid_slope
    return lambda a, out: np.copyto(out, curve.slope(-a))
