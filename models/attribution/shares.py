"""Shares: what every pixel, neuron and map brought to the difference from the empty sheet.

DeepLIFT with its rescale rule (Shrikumar et al., "Learning important features
through propagating activation differences", 2017): each curve is replaced by the
straight line between what it put out for the empty sheet and for the drawing. So
nothing is lost on the way back, and the shares of each layer add up to the
difference between the two answers.
"""

from collections.abc import Sequence

import numpy as np

from activation import NONE, Activation, Array
from models.architecture import is_centred, learner
from models.attribution.reading import in_doubles
from network import Network
from pooling import Pooling

FLAT = 1e-9  # sums that differ by less have the curve's slope instead of a quotient


def shares(network: Network, image: Array, wanted: Sequence[int] | None = None) -> list[Array]:
    """Return every stage's shares in the difference between two answers.

    Args:
        network: Whose answers: to the drawing, and to the empty sheet.
        image: The drawing, shape (n_in,); ink 1.0, paper 0.0.
        wanted: Of which outputs, k of them; None for all N.

    Returns:
        For every stage of ``Network.activations`` an array (k, size); a row adds
        up to the difference of its output. Of the stage before a centring, which
        has no straight line, there are none: shape (k, 0). The last stage's are
        the differences themselves.
    """
    skipped = int(is_centred(network))
    both: Array = np.stack([image, np.zeros_like(image)]).astype(np.float64)
    both = network.layers[0].forward(both) if skipped else both
    layers = in_doubles(learner(network)).layers
    stages, sums = [both], list[Array]()
    for layer in layers:
        sums.append(layer.sums(stages[-1]))
        stages.append(layer.activation.apply(sums[-1]))
    per_value: Array = np.eye(len(stages[-1][0]))  # what each value of a stage brings, (k, size)
    per_value = per_value if wanted is None else per_value[list(wanted)]
    n = len(per_value)
    result: list[Array] = [per_value * (stages[-1][0] - stages[-1][1])]
    for depth in range(len(layers) - 1, -1, -1):
        layer, (x, x_empty) = layers[depth], stages[depth]
        if isinstance(layer, Pooling):
            parts = _pooled(layer, stages[depth], per_value)
            per_value = _quotient(parts, x - x_empty)
        else:
            steep = _steepness(layer.activation, sums[depth], stages[depth + 1])
            drawing = np.repeat(x[None], n, axis=0)
            per_value = layer.backward(drawing, drawing, per_value * steep)
            parts = per_value * (x - x_empty)
        result.append(parts)
    before: list[Array] = [np.empty((n, 0))] * skipped
    return before + result[::-1]


def _steepness(curve: Activation, sums: Array, outputs: Array) -> Array:
    """Return the slope of the line between two points of a curve, (size,)."""
    if curve is NONE:
        return np.ones_like(sums[0])
    apart = sums[0] - sums[1]
    flat = np.abs(apart) < FLAT
    line: Array = (outputs[0] - outputs[1]) / np.where(flat, 1.0, apart)
    return np.where(flat, curve.slope(outputs[0]), line)


def _pooled(layer: Pooling, x: Array, per_value: Array) -> Array:
    """Return the shares of a pooling's inputs, (N, n_in).

    Where the highest pixel of a square is higher than in the empty sheet, it has
    all of the difference; where lower, the one that was highest in the empty
    sheet has. Either has itself changed at least as much, so a quotient is safe.
    """
    n, (best, best_empty) = len(per_value), layer.forward(x)
    rises = best >= best_empty
    gains = per_value * (best - best_empty)
    parts: Array = np.zeros((n, layer.n_in))
    for of, which in ((x[0], rises), (x[1], ~rises)):
        drawing = np.repeat(of[None], n, axis=0)
        highest = layer.forward(drawing)
        parts += layer.backward(drawing, highest, gains * which)
    return parts


def _quotient(parts: Array, apart: Array) -> Array:
    some = apart != 0
    result: Array = np.where(some, parts / np.where(some, apart, 1.0), 0.0)
    return result
