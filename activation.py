"""Activations: the curves a neuron applies to its weighted sum, and their slopes.

A slope is written in terms of the activation's own output, so that the forward
pass leaves behind everything the backward pass needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Activation:
    """A curve, applied to every element of an array alike.

    Attributes:
        name: What files, menus and the command line call it.
        apply: Maps weighted sums to outputs of the same shape and dtype.
        slope: Maps *outputs* of ``apply`` to the curve's slope at those points.
        gain: A good spread of first weights is ``gain / sqrt(n_in)``: wide enough for
            the layers above to see something, not so wide that the curve is flat.
    """

    name: str
    apply: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    gain: float


def _sigmoid(z: Array) -> Array:
    with np.errstate(over="ignore"):  # exp of a large number is inf, and 1 / inf is 0: right
        result: Array = 1.0 / (1.0 + np.exp(-z))
    return result


def _itself(z: Array) -> Array:
    return z


# Gains: Nielsen, "Neural Networks and Deep Learning", ch. 3, for the sigmoid; LeCun et al.,
# "Efficient BackProp", 1998, section 4.6, for tanh; He et al., "Delving deep into rectifiers",
# 2015, eq. 10, for relu, which loses half of what it is given.
SIGMOID = Activation("sigmoid", _sigmoid, lambda a: a * (1.0 - a), gain=1.0)
TANH = Activation("tanh", np.tanh, lambda a: 1.0 - a * a, gain=1.0)
RELU = Activation(
    "relu", lambda z: np.maximum(z, 0.0), lambda a: (a > 0.0).astype(a.dtype), gain=np.sqrt(2.0)
)  # at 0, where there is no slope, the one on the left
NONE = Activation("none", _itself, np.ones_like, gain=1.0)  # of layers without neurons

ACTIVATIONS = {curve.name: curve for curve in (SIGMOID, TANH, RELU)}


def activation_named(name: str) -> Activation:
    """Return the activation of that name.

    Raises:
        ValueError: If there is none; the message lists those there are.
    """
    try:
        return ACTIVATIONS[name]
    except KeyError:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"no activation is called {name!r}; there are {known}") from None
