"""Switched off: what a network would answer without one of its neurons, or maps."""

from collections.abc import Iterable

import numpy as np

from activation import Array
from layer import Weighted
from models.attribution.reading import Reading
from models.attribution.units import drawn_depths, maps_below, n_units
from network import Network

Unit = tuple[int, int]  # depth of its layer in the network, and its place there


def effects(network: Network, reading: Reading, depth: int) -> Array:
    """Return the exact change of every output with each unit of a layer switched off, (n, N).

    Args:
        network: Whose units.
        reading: What it made of the drawing.
        depth: A layer with weights; not the last, whose units are the outputs.

    A neuron that is off puts out 0, a map 0 everywhere. All cases are one batch.

    Raises:
        ValueError: If the layer is the last.
    """
    if depth == len(network.layers) - 1:
        raise ValueError("an output cannot be switched off: it is what is asked for")
    stage, n = reading.stages[depth + 1], n_units(network, depth)
    cases = np.repeat(stage[None], n, axis=0).reshape(n, -1, n)
    cases[np.arange(n), :, np.arange(n)] = 0
    outputs = cases.reshape(n, len(stage))
    for layer in network.layers[depth + 1 :]:
        outputs = layer.forward(outputs)
    changes: Array = outputs - reading.outputs
    return changes


def without(network: Network, units: Iterable[Unit]) -> Network:
    """Return a copy of a network that answers as if units were switched off.

    Args:
        network: Which is not changed.
        units: Hidden ones. What they put out counts for nothing in the next layer
            with weights, which is the same as if it were 0.
    """
    twin, depths = network.copy(), drawn_depths(network)
    for depth, unit in units:
        after = depths[depths.index(depth) + 1]
        layer = twin.layers[after]
        assert isinstance(layer, Weighted)  # as all that are drawn
        n_below = maps_below(twin, after) or len(layer.weights)
        layer.weights.reshape(-1, n_below, layer.weights.shape[1])[:, unit] = 0
    return twin
