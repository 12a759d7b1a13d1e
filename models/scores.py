"""Scores: how often a network answers right, and what it takes for what."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from activation import Array
from loss import Loss
from network import Network, one_hot

SLICE = 2_000  # drawings per forward pass: a few milliseconds, so that a frame is never late

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Score:
    """What a network answered to n drawings whose classes are known."""

    confusion: npt.NDArray[np.int64]  # (N, N); rows: true class, columns: answer
    loss: float  # mean over the drawings; 0 without drawings

    @property
    def count(self) -> int:
        """Drawings that were asked."""
        return int(self.confusion.sum())

    @property
    def accuracy(self) -> float | None:
        """Share of right answers, 0 to 1; None without drawings."""
        return float(np.trace(self.confusion)) / self.count if self.count else None

    def per_class(self) -> list[float | None]:
        """Return the share of right answers for each class, None where it has no drawing."""
        totals = self.confusion.sum(axis=1)
        right = np.diag(self.confusion)
        return [float(r / t) if t else None for r, t in zip(right, totals, strict=True)]

    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the accuracy, None without drawings.

        Wilson, "Probable inference, the law of succession, and statistical
        inference", 1927: sound for few drawings too, where plus or minus is not.
        """
        if self.accuracy is None:
            return None
        n, p, z = self.count, self.accuracy, 1.96  # 95 % of a normal lies within 1.96 sd
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


def score_slices(network: Network, images: Array, labels: Labels, loss: Loss) -> Iterator[Score]:
    """Score drawings slice by slice, yielding the score so far; the last one is whole.

    Args:
        network: Whose answers count; the highest output is the answer.
        images: Shape (n, 784).
        labels: Output that should be highest, (n,).
        loss: Measured along the way.
    """
    n_classes = network.sizes[-1]
    confusion = np.zeros((n_classes, n_classes), np.int64)
    total = 0.0
    yield Score(confusion.copy(), 0.0)
    for start in range(0, len(labels), SLICE):
        part = slice(start, start + SLICE)
        outputs = network.forward(images[part])
        np.add.at(confusion, (labels[part], outputs.argmax(axis=1)), 1)
        total += float(loss.value(outputs, one_hot(labels[part], n_classes)).sum())
        yield Score(confusion.copy(), total / int(confusion.sum()))


def score(network: Network, images: Array, labels: Labels, loss: Loss) -> Score:
    """Return the score on all drawings; see ``score_slices``."""
    *_, last = score_slices(network, images, labels, loss)
    return last
