"""Epochs: in which order drawings are learnt from, and where a training stands in it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from chance import Chance

AHEAD = 1024  # drawings of which variants are made together: cheaper each, and a few milliseconds
MANY = 4096  # drawings; of more, fewer at a time: several may be made for one that is asked for

Rows = npt.NDArray[np.integer[Any]]


class Part(NamedTuple):
    """Some drawings of an epoch, prepared together and learnt from one batch after the other."""

    epoch: int
    start: int  # drawings of the epoch that come before
    rows: Rows  # of the drawings, in the order they are learnt from
    last: bool  # whether it ends its epoch


class Place(NamedTuple):
    """Between two mini-batches of a training."""

    epoch: int = 1  # from 1; after the last batch of an epoch the next one
    part: int = 0  # drawings of the epoch that come before the part in hand
    start: int = 0  # drawings of the epoch that are learnt from
    step: int = 0  # mini-batches learnt from since the beginning

    def share(self, n: int, epochs: int) -> float:
        """Return how much of so many epochs of n drawings is done, 0 to 1."""
        return min(1.0, (self.epoch - 1 + self.start / n) / epochs)

    def after(self, part: Part, end: int) -> "Place":
        """Return the place behind a mini-batch.

        Args:
            part: It lies in.
            end: Drawings of the part up to its end.
        """
        whole, start = end == len(part.rows), part.start + end
        if whole and part.last:
            return Place(part.epoch + 1, 0, 0, self.step + 1)
        return Place(part.epoch, start if whole else part.start, start, self.step + 1)


START = Place()


def part_size(n: int, batch_size: int) -> int:
    """Return how many drawings a part has at most, whole batches, where an epoch has n."""
    return max(1, (AHEAD if n <= MANY else AHEAD // 4) // batch_size) * batch_size


def order_of(n: int, epoch: int, chance: Chance) -> Rows:
    """Return the order of n drawings in an epoch: each once, regrouped every time."""
    return chance.stream("order", epoch).permutation(n)


def parts(n: int, epochs: int, batch_size: int, chance: Chance, begin: Place) -> Iterator[Part]:
    """Yield the parts that are left of a training, from the one that ``begin`` lies in.

    Args:
        n: Drawings, at least 1.
        epochs: Of the whole training.
        batch_size: Drawings per step.
        chance: Decides about the order.
        begin: Where it stands.
    """
    size = part_size(n, batch_size)
    for epoch in range(begin.epoch, epochs + 1):
        order = order_of(n, epoch, chance)
        for start in range(begin.part if epoch == begin.epoch else 0, n, size):
            yield Part(epoch, start, order[start : start + size], start + size >= n)


def parts_with_next(
    n: int, epochs: int, batch_size: int, chance: Chance, begin: Place
) -> Iterator[tuple[Part, Part | None]]:
    """Yield each part that is left with the one after it; see ``parts``."""
    before: Part | None = None
    for part in parts(n, epochs, batch_size, chance, begin):
        if before is not None:
            yield before, part
        before = part
    if before is not None:
        yield before, None


def batches_left(n: int, epochs: int, batch_size: int, begin: Place) -> int:
    """Return how many mini-batches are left of a training; see ``parts``."""
    if begin.epoch > epochs:
        return 0
    each, here = (-(-left // batch_size) for left in (n, n - begin.start))
    return (epochs - begin.epoch) * each + here
