"""Architecture: the layers of an untrained network, and the same layers as training sees them."""

import math
from collections.abc import Generator

import numpy as np

from activation import SIGMOID, activation_named
from centring import Centring
from convolution import Convolution
from dropout import Dropout
from layer import AnyLayer, Layer
from models.plan import Plan
from network import Network
from pooling import Pooling
from stepwise import at_once

FIRST_SIZE = 5  # side of the first windows, which see pixels; those after them see shapes
SIZE = 3  # side of all later windows


def untrained(plan: Plan, n_in: int, n_classes: int, rng: np.random.Generator) -> Network:
    """Return the network a plan asks for, with first weights drawn by ``rng``.

    Args:
        plan: Its layers.
        n_in: Pixels of a drawing; a square number.
        n_classes: Outputs.
        rng: Source of the weights; the same seed gives the same network.
    """
    return at_once(drawn(plan, n_in, n_classes, rng))


def drawn(
    plan: Plan, n_in: int, n_classes: int, rng: np.random.Generator
) -> Generator[None, None, Network]:
    """Do what ``untrained`` does, yielding after every layer: large ones take long to draw."""
    curve = activation_named(plan.activation)
    layers: list[AnyLayer] = [Centring(math.isqrt(n_in))] if plan.centred else []
    side, n_maps = math.isqrt(n_in), 1
    for place, n_filters in enumerate(plan.filters):
        size = SIZE if place else FIRST_SIZE
        # A centred drawing has its own margin. Without more of it 24 x 24 windows see all of
        # its 24 pixels, and 24 can be halved three times.
        padding = 0 if place == 0 and plan.centred and side > size else None
        convolution = Convolution(
            side, n_maps, n_filters, rng, size=size, padding=padding, activation=curve
        )
        layers.append(convolution)
        yield
        side, n_maps = convolution.out_side, n_filters
        if side > 1:
            layers.append(Pooling(side, n_maps))
            side //= 2
    sizes = (side * side * n_maps, *plan.hidden, n_classes)
    curves = [curve] * len(plan.hidden) + [SIGMOID]
    for below, above, its_curve in zip(sizes, sizes[1:], curves, strict=False):
        layers.append(Layer(below, above, rng, its_curve))
        yield
    return Network(layers)


def learner(
    network: Network, dropout: float = 0.0, rng: np.random.Generator | None = None
) -> Network:
    """Return a network's layers as training sees them; what one learns, the other has learnt.

    The centring is left out, for there is nothing to learn in it: drawings are
    centred once, before. In front of every fully connected layer but one that
    sees pixels, a share of the values is left out.

    Args:
        network: Whose layers; they are shared, not copied.
        dropout: The share left out, 0 for none.
        rng: Decides which values; needed where some are left out.

    Raises:
        ValueError: If values are to be left out, and there is no ``rng``.
    """
    if dropout and rng is None:
        raise ValueError(f"a dropout of {dropout} needs a source of chance")
    layers: list[AnyLayer] = []
    for layer in network.layers:
        if isinstance(layer, Centring):
            continue
        if dropout and rng and layers and isinstance(layer, Layer):
            layers.append(Dropout(layer.n_in, dropout, rng))
        layers.append(layer)
    return Network(layers)


def is_centred(network: Network) -> bool:
    """Return whether a network centres what it is shown."""
    return isinstance(network.layers[0], Centring)
