"""Stages: what a compiled network is a row of, the plain kind, and which layers become which."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from activation import Activation, Array
from compiled.dense import Dense
from compiled.parameters import Place
from compiled.pooled_convolution import PooledConvolution
from convolution import Convolution
from layer import AnyLayer, Gradient, Layer
from pooling import Pooling


class Stage(Protocol):
    """One or more layers, over arrays made once for a fixed number of drawings n.

    The three methods are called in turn: ``forward``, ``gradient``, ``backward``. What
    they return may be written over by the next call.
    """

    @property
    def activation(self) -> Activation:
        """Curve that made the outputs."""

    def forward(self, x: Array) -> Array:
        """Return the outputs a, (n, n_out), for inputs x (n, n_in)."""

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at the parameters in their place; d_z are those at the sums."""

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""


class AsItIs:
    """Any layer, by its own methods: for those that no stage is made for."""

    def __init__(self, layer: AnyLayer, slopes: tuple[Array, ...]) -> None:
        """Remember the layer.

        Args:
            layer: One of any kind.
            slopes: Where the gradient is put; empty for a layer without parameters.
        """
        self.layer, self._slopes, self.activation = layer, slopes, layer.activation

    def forward(self, x: Array) -> Array:
        """Return what the layer returns, (n, n_out)."""
        self._x, self._a = x, self.layer.forward(x)
        return self._a

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at the parameters, if there are any, in their place."""
        self._d_z = d_z
        found = self.layer.gradient(self._x, d_z)
        for place, slope in zip(self._slopes, found, strict=True):
            np.copyto(place, slope)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        return self.layer.backward(self._x, self._a, self._d_z)


def stages_of(layers: Sequence[AnyLayer], places: Sequence[Place], n: int) -> list[Stage]:
    """Return the stages that do what some layers do.

    Args:
        layers: Those of a network, in order.
        places: Where the parameters of each lie, and where its gradient is put.
        n: Drawings taken at a time.
    """
    stages: list[Stage] = []
    first = 0
    while first < len(layers):
        layer, place = layers[first], places[first]
        dense = _dense_ones(layers[first:])
        if dense:
            end = first + len(dense)
            stages.append(Dense(dense, places[first:end], n))
        elif isinstance(layer, Convolution) and _is_pooled(layer, layers[first + 1 :]):
            end = first + 2
            stages.append(PooledConvolution(layer, n, Gradient(*place.slopes)))
        else:
            end = first + 1
            stages.append(AsItIs(layer, place.slopes))
        first = end
    return stages


def _is_pooled(convolution: Convolution, behind: Sequence[AnyLayer]) -> bool:
    return convolution.stride == 1 and bool(behind) and isinstance(behind[0], Pooling)


def _dense_ones(layers: Sequence[AnyLayer]) -> list[Layer]:
    """Return the fully connected layers at the start, until there is another one."""
    found: list[Layer] = []
    for layer in layers:
        if not isinstance(layer, Layer):
            break
        found.append(layer)
    return found
