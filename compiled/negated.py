"""Curves and their slopes where sums and outputs are kept negated; see ``Dense``."""

from collections.abc import Callable

import numpy as np

from activation import RELU, SIGMOID, TANH, Activation, Array

Curve = Callable[[Array], object]  # from sums to what is put out, both negated, in place
Slope = Callable[[Array, Array], object]  # from what is put out, negated, to slopes

MINUS_ONE = np.array(-1, np.float32)  # an array: a number would be made one in every call


def negated(curve: Activation) -> Curve:
    """Return what turns -z into -a, in place."""
    if curve is SIGMOID:
        return _sigmoid
    if curve is TANH:  # an odd function
        return lambda z: np.tanh(z, z)
    if curve is RELU:
        return lambda z: np.minimum(z, 0, out=z)
    return lambda z: np.negative(curve.apply(-z), z)


def negated_slope(curve: Activation) -> Slope:
    """Return what turns -a into the curve's slope."""
    if curve is SIGMOID:
        return sigmoid_slope
    return lambda a, out: np.copyto(out, curve.slope(-a))


def _sigmoid(z: Array) -> None:
    np.exp(z, z)  # of -z
    np.subtract(MINUS_ONE, z, z)
    np.reciprocal(z, z)


def sigmoid_slope(a: Array, out: Array) -> None:
    """Put a sigmoid's slope where it put out -a."""
    np.subtract(MINUS_ONE, a, out)
    np.multiply(out, a, out)
