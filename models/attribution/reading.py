"""A reading: one drawing's way through a network, and what each connection brought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from activation import Array
from layer import Layer, Weighted
from network import Network


@dataclass(frozen=True)
class Reading:
    """One drawing's way through a network."""

    stages: list[Array]  # (size,) each: the pixels, every layer's activations, last the outputs
    sums: list[Array]  # (size,) each: every layer's weighted sums, before the activation

    @property
    def outputs(self) -> Array:
        """The outputs, shape (N,), each in [0, 1]."""
        return self.stages[-1]


def read(network: Network, image: Array) -> Reading:
    """Return all that the network makes of one drawing, shape (784,)."""
    stages = network.activations(image[None])
    sums = [layer.sums(x)[0] for layer, x in zip(network.layers, stages, strict=False)]
    return Reading([stage[0] for stage in stages], sums)


def contributions(
    network: Network, reading: Reading, depth: int, neurons: Sequence[int] | None = None
) -> Array:
    """Return activation x weight on the connections into layer ``depth``, (n_in, n).

    Args:
        network: Whose weights.
        reading: Whose activations.
        depth: The layer, from 0; a fully connected one.
        neurons: Which of its neurons, n of them; None for all.

    A column and its neuron's bias add up to that neuron's weighted sum.

    Raises:
        ValueError: If the layer is of another kind.
    """
    layer = network.layers[depth]
    if not isinstance(layer, Layer):
        raise ValueError(f"layer {depth} is a {layer.kind}, which is not fully connected")
    weights = layer.weights
    chosen = weights if neurons is None else weights[:, neurons]
    result: Array = reading.stages[depth][:, None] * chosen
    return result


def strongest(parts: Array, k: int) -> Array:
    """Return the indices of the ``k`` largest parts by size, the largest first.

    Args:
        parts: Contributions to one neuron, shape (n_in,).
        k: How many; fewer where there are fewer that are not zero.
    """
    order = np.argsort(-np.abs(parts), kind="stable")[:k]
    result: Array = order[parts[order] != 0]
    return result


def in_doubles(network: Network) -> Network:
    """Return a copy with twice the digits, for small differences of large sums."""
    twin = network.copy()
    for layer in twin.layers:
        if isinstance(layer, Weighted):
            layer.weights = layer.weights.astype(np.float64)
            layer.biases = layer.biases.astype(np.float64)
    return twin
