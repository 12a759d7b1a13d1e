"""Stages: what a compiled network is a row of, and the two plain kinds."""

from typing import Protocol

import numpy as np

from activation import Activation, Array
from layer import AnyLayer, Gradient, Layer


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


class Dense:
    """A fully connected layer; see ``Layer``."""

    def __init__(self, layer: Layer, n: int, slopes: Gradient) -> None:
        """Make the arrays.

        Args:
            layer: Whose weights are used.
            n: Drawings taken at a time.
            slopes: Where the gradient is put.
        """
        self._layer, self._slopes, self.activation = layer, slopes, layer.activation
        self._z = np.empty((n, layer.n_out), layer.weights.dtype)
        self._d_x = np.empty((n, layer.n_in), layer.weights.dtype)
        self._ones = np.ones(n, layer.weights.dtype)

    def forward(self, x: Array) -> Array:
        """Return the outputs, (n, n_out)."""
        self._x = x
        x.dot(self._layer.weights, out=self._z)
        np.add(self._z, self._layer.biases, out=self._z)
        return self.activation.apply(self._z)

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at the weights and biases in their place."""
        self._d_z = d_z
        self._x.T.dot(d_z, out=self._slopes.weights)
        self._ones.dot(d_z, out=self._slopes.biases)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        return self._d_z.dot(self._layer.weights.T, out=self._d_x)


class AsItIs:
    """Any layer, by its own methods: for those that no stage is made for."""

    def __init__(self, layer: AnyLayer, slopes: tuple[Array, ...]) -> None:
        """Remember the layer.

        Args:
            layer: One of any kind.
            slopes: Where the gradient is put; empty for a layer without parameters.
        """
        self._layer, self._slopes, self.activation = layer, slopes, layer.activation

    def forward(self, x: Array) -> Array:
        """Return what the layer returns, (n, n_out)."""
        self._x, self._a = x, self._layer.forward(x)
        return self._a

    def gradient(self, d_z: Array) -> None:
        """Put the slopes at the parameters, if there are any, in their place."""
        self._d_z = d_z
        found = self._layer.gradient(self._x, d_z)
        for place, slope in zip(self._slopes, found, strict=True):
            np.copyto(place, slope)

    def backward(self) -> Array:
        """Return the slopes at the inputs, (n, n_in)."""
        return self._layer.backward(self._x, self._a, self._d_z)
