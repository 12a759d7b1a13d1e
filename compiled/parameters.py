"""Parameters: all numbers of a network in one row, with the layers' arrays as views of it."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from activation import Array
from layer import AnyLayer, Gradient, Layer, Weighted


class Place(NamedTuple):
    """Where a layer's parameters lie, or the slopes at them, as its stage wants them.

    A fully connected layer has one matrix (n_out, n_in + 1), the biases as its last
    column: fed with a constant beside its inputs, sums and gradient take one product
    each. Any other layer has what its ``parameters()`` returns, one after the other.
    """

    parameters: tuple[Array, ...]
    slopes: tuple[Array, ...]


class Parameters:
    """Owns the row; an update of all parameters is then a few calls, however many layers.

    The layers are given views of it in place of their arrays: same numbers, same
    shapes, so that the network is the one it was, and can be looked at any time.
    """

    def __init__(self, layers: Sequence[AnyLayer]) -> None:
        """Move the parameters of some layers into one row.

        Args:
            layers: Those of a network, in order.
        """
        size = sum(array.size for layer in layers for array in layer.parameters())
        dtype = np.result_type(*(a for layer in layers for a in layer.parameters()))
        self.values: Array = np.empty(size, dtype)
        self.slopes: Array = np.zeros(size, dtype)
        self.places: list[Place] = []
        self._layers = layers
        start = 0
        for layer in layers:
            end = start + sum(array.size for array in layer.parameters())
            values, slopes = (_views(layer, row[start:end]) for row in (self.values, self.slopes))
            self.places.append(Place(values, slopes))
            if isinstance(layer, Weighted):
                _move(layer, values)
            start = end

    @cached_property
    def decaying(self) -> Array:
        """A row with 1.0 at weights and 0.0 at biases."""
        row = np.zeros(self.values.shape, self.values.dtype)
        for array in self.apart(row)[::2]:
            array[...] = 1.0
        return row

    def apart(self, row: Array) -> list[Array]:
        """Return the parts of a row like this one, shaped as the network's parameters are."""
        found: list[Array] = []
        start = 0
        for layer in self._layers:
            end = start + sum(array.size for array in layer.parameters())
            if isinstance(layer, Weighted):
                found += _as_gradient(layer, _views(layer, row[start:end]))
            start = end
        return found


def _views(layer: AnyLayer, row: Array) -> tuple[Array, ...]:
    """Return a part of the row in the shapes of a ``Place``."""
    if isinstance(layer, Layer):
        return (row.reshape(layer.n_out, layer.n_in + 1),)
    views, start = [], 0
    for array in layer.parameters():
        views.append(row[start : start + array.size].reshape(array.shape))
        start += array.size
    return tuple(views)


def _as_gradient(layer: Weighted, views: tuple[Array, ...]) -> Gradient:
    """Return the views in the shapes of the layer's own weights and biases."""
    if isinstance(layer, Layer):
        (matrix,) = views
        return Gradient(matrix[:, :-1].T, matrix[:, -1])
    return Gradient(*views)


def _move(layer: Weighted, views: tuple[Array, ...]) -> None:
    weights, biases = _as_gradient(layer, views)
    np.copyto(weights, layer.weights)
    np.copyto(biases, layer.biases)
    layer.weights, layer.biases = weights, biases
