"""Suspects: drawings whose class a learner that never saw them would not give them.

The learner is kernel ridge regression (Saunders, Gammerman and Vovk, "Ridge regression
learning algorithm in dual variables", 1998) with a Gaussian kernel: learnt in one step,
nearly as good from few drawings as the networks, and a thousand times as quick. The
network in use is no help here: it has learnt a wrong label by heart.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from activation import Array

MOST = 2000  # drawings that one learner learns from: a second, and 50 MB
FOLDS = 10  # at least: each drawing is judged by learners of nine tenths of the others
RIDGE = 0.3
NARROW = 2.0  # the kernel's width: exp(-NARROW) at the middle distance

Labels = npt.NDArray[np.int64]


class Features(Protocol):
    """Features of drawings, an array or what works them out."""

    def __getitem__(self, rows: Any) -> Array:
        """Return those of some rows, (len(rows), m)."""


class Doubts(NamedTuple):
    """What is known so far of n drawings."""

    leads: Array  # (n,), of the best other class before the drawing's own; NaN: not judged yet
    others: Labels  # (n,), that class


def doubts(features: Features, labels: Labels, rng: np.random.Generator) -> Iterator[Doubts]:
    """Judge each drawing by a learner that never saw it; yield after every fold.

    Args:
        features: Of n drawings.
        labels: The class of each, (n,).
        rng: Deals them into folds.
    """
    n, classes = len(labels), np.unique(labels)
    leads, others = np.full(n, np.nan, np.float32), labels.copy()
    if n < FOLDS or len(classes) < 2:
        yield Doubts(np.zeros(n, np.float32), others)
        return
    own = np.searchsorted(classes, labels)
    order = rng.permutation(n)
    folds = max(FOLDS, -(-n // MOST))
    for fold in range(folds):
        judged = order[fold::folds]
        rest = np.delete(order, np.s_[fold::folds])
        learnt = rest if len(rest) <= MOST else rng.permutation(rest)[:MOST]
        outputs = _answers(features[learnt], own[learnt], features[judged], len(classes))
        mine = outputs[np.arange(len(judged)), own[judged]]
        outputs[np.arange(len(judged)), own[judged]] = -np.inf
        leads[judged] = outputs.max(axis=1) - mine
        others[judged] = classes[outputs.argmax(axis=1)]
        yield Doubts(leads, others)


def ranked(found: Doubts) -> npt.NDArray[np.intp]:
    """Return the rows that another class is ahead for, the most doubtful first."""
    suspects = np.flatnonzero(found.leads > 0)
    order: npt.NDArray[np.intp] = suspects[np.argsort(-found.leads[suspects], kind="stable")]
    return order


def _answers(known: Array, own: Labels, asked: Array, n_classes: int) -> Array:
    """Return the outputs for drawings asked about, (m, n_classes)."""
    distances = _distances(known, known)
    width = NARROW / max(float(np.median(distances)), 1e-6)
    kernel = np.exp(-width * distances)
    targets = np.eye(n_classes, dtype=np.float32)[own]
    middle = targets.mean(axis=0)
    kernel[np.diag_indices_from(kernel)] += RIDGE
    weights = np.linalg.solve(kernel, targets - middle)
    outputs: Array = middle + np.exp(-width * _distances(asked, known)) @ weights
    return outputs


def _distances(one: Array, other: Array) -> Array:
    """Return squared distances between rows, (len(one), len(other))."""
    squares = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)
    distances: Array = np.maximum(squares - 2 * one @ other.T, 0)
    return distances
