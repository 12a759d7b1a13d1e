"""Scores: how often a network answers right, and what it takes for what."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from activation import Array
from loss import Loss
from network import PRODUCTS, one_hot

SLICE = 1 << 17  # values of the largest stage per forward pass: a few milliseconds' work
FEWEST = 20  # drawings for a score; with fewer its interval spans a third of the scale or more

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Score:
    """What a network answered to n drawings whose classes are known."""

    confusion: npt.NDArray[np.int64]  # (N, N); rows: true class, columns: answer
    loss: float  # mean over the drawings; 0 without drawings

    @cached_property  # a curve asks for hundreds of them whenever it is drawn
    def count(self) -> int:
        """Drawings that were asked."""
        return int(self.confusion.sum())

    @cached_property
    def right(self) -> int:
        """Drawings that were answered right."""
        return int(np.trace(self.confusion))

    @property
    def accuracy(self) -> float | None:
        """Share of right answers, 0 to 1; None without drawings. Few say little: see ``words``."""
        return self.right / self.count if self.count else None

    def per_class(self) -> list[float | None]:
        """Return the share of right answers for each class, None where it has no drawing."""
        totals = self.confusion.sum(axis=1)
        right = np.diag(self.confusion)
        return [float(r / t) if t else None for r, t in zip(right, totals, strict=True)]

    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the accuracy, None without drawings."""
        return self._interval

    @cached_property
    def _interval(self) -> tuple[float, float] | None:
        return interval(self.accuracy, self.count)


def interval(accuracy: float | None, count: int) -> tuple[float, float] | None:
    """Return where 95 % of such scores have their true value, None for no score.

    Args:
        accuracy: Share of right answers, 0 to 1.
        count: Drawings that were asked.

    Wilson, "Probable inference, the law of succession, and statistical
    inference", 1927: sound for few drawings too, where plus or minus is not.
    """
    if accuracy is None or count < 1:
        return None
    z = 1.96  # 95 % of a normal lies within 1.96 standard deviations
    middle = (accuracy + z * z / (2 * count)) / (1 + z * z / count)
    spread = math.sqrt(accuracy * (1 - accuracy) / count + z * z / (4 * count * count))
    reach = z / (1 + z * z / count) * spread
    return max(0.0, middle - reach), min(1.0, middle + reach)


def words(accuracy: float | None, count: int) -> str:
    """Return a score as a person should read it: with its interval, or that there is none yet.

    Args:
        accuracy: Share of right answers, 0 to 1.
        count: Drawings that were asked.
    """
    if accuracy is None or count < 1:
        return "no drawings, no score"
    if count < FEWEST:
        return f"{round(accuracy * count)} of {count} right, too few for a score"
    low, high = interval(accuracy, count) or (0.0, 1.0)
    return f"{accuracy:.0%} ({low:.0%} to {high:.0%})"


def few_words(accuracy: float | None, count: int) -> str:
    """Return what ``words`` does, as short as can be: "87% (80–92)", "9 of 12", "–"."""
    if accuracy is None or count < 1:
        return "–"
    if count < FEWEST:
        return f"{round(accuracy * count)} of {count}"
    low, high = interval(accuracy, count) or (0.0, 1.0)
    return f"{accuracy:.0%} ({low * 100:.0f}–{high * 100:.0f})"


class Answering(Protocol):
    """What can be asked: a network, or one compiled."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, then the values that every stage puts out."""

    @property
    def products(self) -> int:
        """See ``Network.products``."""

    def forward(self, images: Array) -> Array:
        """Return the outputs, (n, N), for images (n, 784)."""


def slice_of(network: Answering) -> int:
    """Return how many drawings to ask at once, so that a frame of the window is never late."""
    return max(1, min(SLICE // max(network.sizes), PRODUCTS // network.products))


def score_slices(network: Answering, images: Array, labels: Labels, loss: Loss) -> Iterator[Score]:
    """Score drawings slice by slice, yielding the score so far; the last one is whole.

    Args:
        network: Whose answers count, a Network or one compiled; the highest output is the answer.
        images: Shape (n, 784).
        labels: Output that should be highest, (n,).
        loss: Measured along the way.
    """
    n_classes = network.sizes[-1]
    confusion = np.zeros((n_classes, n_classes), np.int64)
    total, at_once = 0.0, slice_of(network)
    yield Score(confusion.copy(), 0.0)
    for start in range(0, len(labels), at_once):
        part = slice(start, start + at_once)
        outputs = network.forward(images[part])
        np.add.at(confusion, (labels[part], outputs.argmax(axis=1)), 1)
        total += float(loss.value(outputs, one_hot(labels[part], n_classes)).sum())
        yield Score(confusion.copy(), total / int(confusion.sum()))


def score(network: Answering, images: Array, labels: Labels, loss: Loss) -> Score:
    """Return the score on all drawings; see ``score_slices``."""
    *_, last = score_slices(network, images, labels, loss)
    return last
