"""Attribution: why a network answers as it does, computed exactly for one drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from activation import Array
from layer import Layer
from models.scores import slice_of
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


def what_if(network: Network, image: Array) -> Array:
    """Return the exact change of every output for each pixel flipped alone, (784, N).

    Args:
        network: Any network; for one whose first layer is not fully connected it
            takes as long as asking it about 784 drawings.
        image: The drawing, shape (784,); ink 1.0, paper 0.0.

    Flipping pixel i moves the sums of a fully connected first layer by its row of
    weights, up or down, so that they need not be summed anew for each drawing.
    """
    first = network.layers[0]
    if not isinstance(first, Layer):
        return _asked(network, image)
    sums = first.sums(image[None])
    flips = sums + (1.0 - 2.0 * image)[:, None] * first.weights
    both = first.activation.apply(np.concatenate([sums, flips]))
    for layer in network.layers[1:]:
        both = layer.forward(both)
    change: Array = both[1:] - both[0]
    return change


def _asked(network: Network, image: Array) -> Array:
    """Return what ``what_if`` does, by asking about every drawing with one pixel flipped."""
    at_once, flips = slice_of(network), np.eye(len(image), dtype=image.dtype)
    parts = [
        network.forward(np.abs(image - flips[start : start + at_once]))
        for start in range(0, len(image), at_once)
    ]
    change: Array = np.concatenate(parts) - network.forward(image[None])
    return change
