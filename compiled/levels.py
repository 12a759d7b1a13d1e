"""Levels: a value at every neuron for every drawing, in one run of memory for all layers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from activation import Activation, Array
from compiled.negated import Slope, negated_slope

SlopeCalls = list[tuple[Slope, Array, Array]]


class Levels(NamedTuple):
    """Values at the neurons of fully connected layers, and parts of them as views.

    In hidden layers drawings are columns, with a constant below the values that the
    next layer's biases are multiplied by. Outputs are rows, as the targets are.
    """

    run: Array  # all of them, (size,)
    hidden: list[Array]  # layer by layer, (n_out + 1, n)
    output: Array  # (n, n_out)


def levels(neurons: Sequence[int], n: int, dtype: npt.DTypeLike) -> Levels:
    """Return levels of -1 everywhere: what a constant is kept as; see ``Dense``.

    Args:
        neurons: Of each layer, the outputs last.
        n: Drawings.
        dtype: Their precision.
    """
    *hidden, outputs = neurons
    ends = np.cumsum([(width + 1) * n for width in hidden] + [outputs * n])
    run = np.full(ends[-1], -1, dtype)
    *parts, output = np.split(run, ends[:-1])
    return Levels(run, [part.reshape(-1, n) for part in parts], output.reshape(n, -1))


def slope_calls(curves: Sequence[Activation], values: Levels, slopes: Levels) -> SlopeCalls:
    """Return what finds the slopes of the first layers: neighbours with one curve in one call.

    Args:
        curves: Of as many layers, outputs included or not.
        values: What they put out, negated.
        slopes: Where the slopes are put.
    """
    calls: SlopeCalls = []
    start = end = 0
    for i, curve in enumerate(curves):
        end += [*values.hidden, values.output][i].size
        if i + 1 == len(curves) or curves[i + 1] is not curve:
            calls.append((negated_slope(curve), values.run[start:end], slopes.run[start:end]))
            start = end
    return calls
