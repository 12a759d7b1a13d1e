"""Health: signs that a training goes wrong, said in words with what to change."""

import numpy as np

from activation import Array
from layer import Weighted
from models.scores import Score, slice_of
from network import Network

LOOKED_AT = 200  # drawings
FLAT = 0.01  # of its steepest slope: below it a neuron hardly learns any more
MOST_FLAT = 0.9  # of a layer's neurons; a few idle ones are normal


def complaint(network: Network, images: Array, trained: Score) -> str:
    """Return what is wrong with a network in training, "" for nothing.

    Args:
        network: As it is now, or its layers that learn.
        images: Drawings it learns from, (n, 784), as its first layer sees them.
        trained: Its score on them.

    Two signs: it answers the same to everything although there are several
    classes, or nearly all neurons of a hidden layer sit where their curve is flat
    for every drawing, so that no slope gets through them.
    """
    flat = _flat_layer(network, images[: min(LOOKED_AT, slice_of(network))])
    if flat:
        return (
            f"Nearly all neurons of {flat} are stuck where their curve is flat."
            " Start again with a smaller learning rate."
        )
    answers, classes = (trained.confusion.sum(axis=axis) for axis in (0, 1))
    if np.count_nonzero(answers) == 1 < np.count_nonzero(classes):
        return (
            "Every answer is the same class: it has learnt nothing yet, or collapsed."
            " If that stays, try another learning rate, less weight decay or weaker variants."
        )
    return ""


def _flat_layer(network: Network, images: Array) -> str:
    """Return the first hidden layer in which nearly every neuron is flat for every drawing."""
    stages, hidden = network.activations(images), 0
    for layer, a in zip(network.layers[:-1], stages[1:], strict=False):
        if not isinstance(layer, Weighted):
            continue
        hidden += 1
        curve = layer.activation
        steepest = float(curve.slope(curve.apply(np.zeros(1, a.dtype)))[0]) or 1.0
        neurons = curve.slope(a).reshape(-1, len(layer.biases)) / steepest
        if (neurons.max(axis=0) < FLAT).mean() > MOST_FLAT:
            return f"hidden layer {hidden}"
    return ""
