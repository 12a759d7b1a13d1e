"""Flips: what a network would answer with one pixel flipped, for every pixel of a drawing."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np

from activation import RELU, SIGMOID, TANH, Activation, Array
from compiled.negated import Curve
from compiled.network import Compiled
from layer import Layer
from network import Network

ASKED = 16  # drawings at a time, where each flip has to be asked for: a few milliseconds
ALIGNED = 16  # numbers that a processor works on together; rows begin at a multiple of them
Dot = Callable[[Array, Array], object]  # a matrix times the first, put into the second


class Flips(Protocol):
    """Knows how all outputs of a network change with each pixel."""

    def changes(self, image: Array) -> Array:
        """Return the exact change of every output for each pixel flipped alone, (n_in, N).

        Args:
            image: The drawing, shape (n_in,); ink 1.0, paper 0.0.
        """

    def in_parts(self, image: Array) -> Iterator[Array]:
        """Yield the same, the first pixels first, some at a time where all take long."""


def flips_of(network: Network) -> Flips:
    """Return the flips of a network as it is now."""
    dense = [layer for layer in network.layers if isinstance(layer, Layer)]
    return SharedSums(dense) if len(dense) == len(network.layers) else Asked(network)


class SharedSums:
    """Of fully connected layers: a flip moves the first sums by a pixel's weights, up or down.

    So they are not summed anew for each flip. A sigmoid is a tanh, half as steep and
    moved: the weights here take that in, and each curve is a single call.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Take in the weights.

        Args:
            layers: At least one; each feeds the next.
        """
        self._n, dtype = layers[0].n_in, layers[0].weights.dtype
        columns = -(-(self._n + 1) // ALIGNED) * ALIGNED  # the drawing itself is behind the flips
        self._above: list[tuple[Dot, Array, Array, Curve]] = []
        given, scale, offset = np.empty((0, columns), dtype), 1.0, 0.0
        for layer in layers:  # a value that is fed in is offset + scale * given
            sigmoid = layer.activation is SIGMOID
            weights, biases = layer.weights * scale, layer.biases + offset * layer.weights.sum(0)
            matrix = np.vstack([weights, biases]).T * (0.5 if sigmoid else 1.0)
            level = np.ones((layer.n_out + 1, columns), dtype)
            dot = np.ascontiguousarray(matrix, dtype).dot
            self._above.append((dot, given, level[:-1], _in_place(layer.activation)))
            given, scale, offset = level, *((0.5, 0.5) if sigmoid else (1.0, 0.0))
            if len(self._above) == 1:
                self._weights = np.zeros((layer.n_out, columns), dtype)
                self._weights[:, : self._n], self._biases = matrix[:, :-1], matrix[:, -1]
        (_, _, self._sums, self._curve), *self._above = self._above
        self._inked, self._signs = np.zeros((2, columns), dtype)
        self._outputs, self._scale = given[:-1], np.array(scale, dtype)

    def changes(self, image: Array) -> Array:
        """Return the exact change of every output for each pixel flipped alone, (n_in, N)."""
        n, sums = self._n, self._sums
        self._inked[:n] = image
        np.multiply(self._inked[:n], -2, self._signs[:n])
        np.add(self._signs[:n], 1, self._signs[:n])  # 1 where a flip adds ink, -1 where it takes it
        np.multiply(self._weights, self._signs, sums)
        own = self._weights.dot(self._inked)
        np.add(own, self._biases, own)
        np.add(sums, own[:, None], sums)
        self._curve(sums)
        for dot, given, sums, curve in self._above:
            dot(given, sums)
            curve(sums)
        changes: Array = self._outputs - self._outputs[:, n : n + 1]
        np.multiply(changes, self._scale, changes)
        return changes[:, :n].T

    def in_parts(self, image: Array) -> Iterator[Array]:
        """Yield all changes in one go."""
        yield self.changes(image)


class Asked:
    """Of any network: it is asked about every drawing with one pixel flipped."""

    def __init__(self, network: Network) -> None:
        """Prepare to ask."""
        self._network = Compiled(network.copy())

    def changes(self, image: Array) -> Array:
        """Return the exact change of every output for each pixel flipped alone, (n_in, N)."""
        return np.concatenate(list(self.in_parts(image)))

    def in_parts(self, image: Array) -> Iterator[Array]:
        """Yield the same, the first pixels first, some at a time."""
        pixels, answer = np.arange(len(image)), self._network.forward(image[None])
        for start in range(0, len(image), ASKED):
            flipped = pixels[start : start + ASKED]
            drawings = np.repeat(image[None], len(flipped), axis=0)
            drawings[np.arange(len(flipped)), flipped] = 1 - image[flipped]
            yield self._network.forward(drawings) - answer


def _in_place(curve: Activation) -> Curve:
    if curve is SIGMOID or curve is TANH:
        return lambda z: np.tanh(z, z)
    if curve is RELU:
        return lambda z: np.maximum(z, 0, out=z)
    return lambda z: np.copyto(z, curve.apply(z))
