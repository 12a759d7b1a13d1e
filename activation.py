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
    """

    name: str
    apply: Callable[[Array], Array]
    slope: Callable[[Array], Array]


def _sigmoid(z: Array) -> Array:
    # 1 / (1 + exp(-z)), written with tanh, which has no exponential to overflow.
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * z))
    return result


SIGMOID = Activation("sigmoid", _sigmoid, lambda a: a * (1.0 - a))
TANH = Activation("tanh", np.tanh, lambda a: 1.0 - a * a)
RELU = Activation(
    "relu", lambda z: np.maximum(z, 0.0), lambda a: (a > 0.0).astype(a.dtype)
)  # at 0, where there is no slope, the one on the left

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
