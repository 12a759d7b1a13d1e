"""Losses: how wrong the outputs are, and the slope that training goes down."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from activation import SIGMOID, Array


@dataclass(frozen=True)
class Loss:
    """How wrong the outputs are, and the slope that training follows.

    Attributes:
        name: What files, menus and the command line call it.
        value: (outputs, targets), both (n, N), to one loss per drawing, (n,).
        slope: (outputs, targets) to the slopes at the *sums* of a sigmoid output
            layer, (n, N). Going straight to the sums lets the cross-entropy
            cancel the sigmoid's own slope, which vanishes where it is most wrong.
    """

    name: str
    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]


def _squared_error(outputs: Array, targets: Array) -> Array:
    result: Array = 0.5 * np.sum((outputs - targets) ** 2, axis=1)
    return result


def _cross_entropy(outputs: Array, targets: Array) -> Array:
    tiny = np.finfo(outputs.dtype).tiny  # log(0) would be infinite, a wrong answer is not
    on, off = np.maximum(outputs, tiny), np.maximum(1.0 - outputs, tiny)
    result: Array = -np.sum(targets * np.log(on) + (1.0 - targets) * np.log(off), axis=1)
    return result


# Nielsen, "Neural Networks and Deep Learning": ch. 1 eq. 6 with BP1, and ch. 3 eq. 63 with eq. 68.
SQUARED_ERROR = Loss("squared-error", _squared_error, lambda a, y: (a - y) * SIGMOID.slope(a))
CROSS_ENTROPY = Loss("cross-entropy", _cross_entropy, lambda a, y: a - y)
LOSSES = {loss.name: loss for loss in (SQUARED_ERROR, CROSS_ENTROPY)}


def loss_named(name: str) -> Loss:
    """Return the loss of that name.

    Raises:
        ValueError: If there is none; the message lists those there are.
    """
    try:
        return LOSSES[name]
    except KeyError:
        known = ", ".join(LOSSES)
        raise ValueError(f"no loss is called {name!r}; there are {known}") from None
