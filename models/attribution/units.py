"""Units: what a layer is drawn as, its neurons or its maps, and what passes between them."""

import math
from collections.abc import Sequence

from activation import Array
from convolution import Convolution
from layer import Layer, Weighted
from models.attribution.reading import Reading, contributions
from network import Network


def drawn_depths(network: Network) -> list[int]:
    """Return the layers that have units of their own, those with weights, by their depth."""
    return [i for i, layer in enumerate(network.layers) if isinstance(layer, Weighted)]


def n_units(network: Network, depth: int) -> int:
    """Return how many neurons, or maps, a layer with weights has."""
    layer = network.layers[depth]
    return layer.n_filters if isinstance(layer, Convolution) else layer.n_out


def maps(network: Network, reading: Reading, depth: int) -> Array | None:
    """Return the maps that a convolution puts out, (side, side, n), None for another layer."""
    layer = network.layers[depth]
    if not isinstance(layer, Convolution):
        return None
    side = layer.out_side
    result: Array = reading.stages[depth + 1].reshape(side, side, layer.n_filters)
    return result


def unit_values(network: Network, reading: Reading, depth: int) -> Array:
    """Return what each unit puts out, (n,): a neuron its activation, a map its highest one."""
    found = maps(network, reading, depth)
    if found is None:
        return reading.stages[depth + 1]
    highest: Array = found.max(axis=(0, 1))
    return highest


def unit_contributions(network: Network, reading: Reading, depth: int) -> Array:
    """Return activation x weight from every unit below a layer to every unit of it, (m, n).

    Between maps, and from a map to a neuron, it is the sum over all pixels. A
    column and its unit's biases, one for each pixel of a map, add up to all the
    unit's sums.

    Args:
        network: Whose weights.
        reading: Whose activations.
        depth: A layer with weights; the units below are the inputs' maps, or each
            input by itself where the layers below are fully connected.
    """
    layer, n_below = network.layers[depth], maps_below(network, depth)
    if isinstance(layer, Convolution):
        seen = layer.seen(reading.stages[depth][None]).sum(axis=0)
        parts = (seen[:, None] * layer.weights).reshape(-1, layer.n_maps, layer.n_filters)
        between: Array = parts.sum(axis=0)
        return between
    flat = contributions(network, reading, depth)
    if n_below is None:
        return flat
    by_map: Array = flat.reshape(-1, n_below, flat.shape[1]).sum(axis=0)
    return by_map


def unit_shares(network: Network, shares: Sequence[Array], depth: int) -> Array:
    """Return the share of each unit of a layer, (k, n): a map's are added up.

    Args:
        network: Whose units.
        shares: Of all stages, as ``models.attribution.shares`` has them.
        depth: A layer with weights.
    """
    found = shares[depth + 1]
    together: Array = found.reshape(len(found), -1, n_units(network, depth)).sum(axis=1)
    return together


def maps_below(network: Network, depth: int) -> int | None:
    """Return how many maps a layer's inputs are, None where each input stands for itself."""
    for layer in reversed(network.layers[:depth]):
        if isinstance(layer, Convolution):
            return layer.n_filters
        if isinstance(layer, Layer):
            return None
    return None


def weight_picture(network: Network, depth: int, unit: int) -> Array:
    """Return the weights of a unit that sees the sheet or maps, (side, side).

    A neuron has one weight for each pixel. A map has a filter; where that sees
    several maps, it is its weights for all of them together.

    Raises:
        ValueError: If the unit sees neurons.
    """
    layer = network.layers[depth]
    if isinstance(layer, Convolution):
        filters = layer.weights[:, unit].reshape(layer.size, layer.size, layer.n_maps)
        together: Array = filters.sum(axis=2)
        return together
    if depth != drawn_depths(network)[0] or not isinstance(layer, Layer):
        raise ValueError(f"layer {depth} does not see the sheet")
    side = math.isqrt(layer.n_in)
    picture: Array = layer.weights[:, unit].reshape(side, side)
    return picture
