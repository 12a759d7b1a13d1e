"""Classes of a network: an output more, one less, one under another name; all else stays."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from activation import Array
from layer import Layer
from loss import CROSS_ENTROPY
from models.errors import ModelError
from models.model import Model
from models.scores import Labels, score
from network import Network

UNLIKELY = -4.0  # bias of an output that has learnt nothing: it says 2 %


def with_class(model: Model, name: str) -> Model:
    """Return a model with one output more, which has learnt nothing yet, if it lacks the name."""
    if name in model.names:
        return model
    last = _last(model)
    column = np.zeros((last.n_in, 1), last.weights.dtype)
    weights = np.concatenate([last.weights, column], axis=1)
    biases = np.append(last.biases, np.asarray(UNLIKELY, last.biases.dtype))
    return _changed(model, weights, biases, (*model.names, name))


def without_class(model: Model, name: str) -> Model:
    """Return a model without an output, if it has it and is left with another."""
    if name not in model.names or len(model.names) == 1:
        return model
    last, kept = _last(model), [i for i, known in enumerate(model.names) if known != name]
    names = tuple(model.names[i] for i in kept)
    return _changed(model, last.weights[:, kept], last.biases[kept], names)


def with_name(model: Model, old: str, new: str) -> Model:
    """Return a model whose output ``old``, if it has it, is called ``new``.

    Raises:
        ModelError: If another output has that name.
    """
    if old == new or old not in model.names:
        return model
    if new in model.names:
        raise ModelError(f"The network has an output {new} already; choose another name.")
    names = tuple(new if name == old else name for name in model.names)
    return replace(model, names=names, title="")


def following(model: Model, before: Sequence[tuple[int, str]], now: dict[int, str]) -> Model:
    """Return a model that follows all changes of classes since it was begun.

    Args:
        model: It knows classes by the names they had then.
        before: The classes there were, by id and name.
        now: The names of those there are, by id.
    """
    for label_id, name in before:
        if label_id not in now:
            model = without_class(model, name)
    renamed = {name: now[i] for i, name in before if i in now}
    names = tuple(renamed.get(name, name) for name in model.names)
    if len(set(names)) == len(names) and names != model.names:  # at once: two may have swapped
        model = replace(model, names=names, title="")
    for label_id in now.keys() - {i for i, _ in before}:
        model = with_class(model, now[label_id])
    return model


def rescored(model: Model, images: Array, labels: Labels, outputs: Sequence[int]) -> Model:
    """Return a model with its score on held-out drawings as it is now.

    Args:
        model: Whose outputs were changed.
        images: Held-out drawings of all classes, (n, n_in).
        labels: Their classes, (n,), by any number.
        outputs: The number of each output's class.
    """
    place = {label: i for i, label in enumerate(outputs)}
    known = np.isin(labels, outputs)
    own = np.array([place[label] for label in labels[known].tolist()], np.int64)
    found = score(model.network, images[known], own, CROSS_ENTROPY)
    story = replace(model.story, held_out_accuracy=found.accuracy, held_out_count=found.count)
    return replace(model, story=story)


def _last(model: Model) -> Layer:
    last = model.network.layers[-1]
    if not isinstance(last, Layer):
        raise ModelError("The last layer of this network is none whose outputs can change.")
    return last


def _changed(model: Model, weights: Array, biases: Array, names: tuple[str, ...]) -> Model:
    last = _last(model).copy()
    last.weights, last.biases = weights.copy(), biases.copy()
    others = [layer.copy() for layer in model.network.layers[:-1]]
    return replace(model, network=Network([*others, last]), names=names, title="")
