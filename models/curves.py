"""Curves: a run's scores along the way, and the network that was best."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from compiled.network import Compiled
from loss import Loss
from models.architecture import is_centred, learner
from models.examples import Examples, sample
from models.health import complaint
from models.scores import Answering, Score, score_slices
from models.versions import centred_versions
from network import Network
from stepwise import at_once

MOST_POINTS = 200  # of a curve; more can neither be seen nor are they worth the time
FIRST = 10  # epochs that each have a point: never again does a network change so much in one
FEWEST_POINTS = 50  # of a long run, whatever they cost
SCORED = 0.1  # of the work of a training may go into the points of its curves


@dataclass(frozen=True)
class Point:
    """A run's scores after an epoch."""

    epoch: int
    trained: Score  # on the drawings it learns from, as they are
    held_out: Score  # on drawings it never sees


@dataclass(frozen=True)
class Measured:
    """What curves have found so far, to go on from."""

    points: tuple[Point, ...] = ()
    best: Network | None = None  # None before there is a point
    best_at: int | None = None  # place of its point
    best_loss: float = math.inf  # on the drawings that points are made of
    whole: Point | None = None  # the scores of ``best`` on all drawings, once they are known

    @property
    def best_point(self) -> Point | None:
        """The scores of ``best``, on all drawings once they are known; None before a point."""
        if self.whole is not None or self.best_at is None:
            return self.whole
        return self.points[self.best_at]


class Curves:
    """Asks a network that learns how good it is, and keeps a copy of it at its best.

    The held-out drawings have no say in which network is best: a score on what
    was used to choose is no score (see docs/architecture.md).
    """

    def __init__(
        self,
        network: Network,
        training: Examples,
        held_out: Examples,
        loss: Loss,
        begin: Measured = Measured(),
    ) -> None:
        """Begin without a point, or go on.

        Args:
            network: What learns.
            training: The drawings it learns from.
            held_out: Drawings for the score, never learnt from; may be none.
            loss: What is measured.
            begin: What was found before.
        """
        self._network, self._loss = network, loss
        self._all = [training, held_out]
        self._shown = [sample(training), sample(held_out)]  # to make points of
        self._seen: list[Examples] = []  # the same, as the layers see them that learn
        self.points: list[Point] = list(begin.points)
        self.complaint = ""  # what is wrong with the training, in words
        self._best = begin.best  # never changes under the eyes
        self._best_at, self._best_loss = begin.best_at, begin.best_loss
        self._whole = begin.whole

    @property
    def best(self) -> Network:
        """The network at its best, which does not change; before a point the one that learns."""
        return self._best or self._network

    @property
    def measured(self) -> Measured:
        """What was found so far; its network is not a copy."""
        best = None if self._best_at is None else self._best
        points = tuple(self.points)
        return Measured(points, best, self._best_at, self._best_loss, self._whole)

    def measure_by(self, loss: Loss) -> None:
        """Measure another loss from here on; the next point is best, for they do not compare."""
        self._loss, self._best_loss = loss, math.inf

    @property
    def best_point(self) -> Point | None:
        """See ``Measured``."""
        return self.measured.best_point

    def due(self, epoch: int, epochs: int) -> bool:
        """Return whether there is to be a point after an epoch, of so many, and is none yet."""
        if epoch <= 0 or (self.points and self.points[-1].epoch >= epoch):
            return False
        at_ends = epoch <= FIRST or epoch == epochs
        return at_ends or epoch % self.epochs_per_point(epochs) == 0

    def epochs_per_point(self, epochs: int) -> int:
        """Return how often to make a point: 200 times, or down to 50 where that would take long.

        A drawing that is learnt from costs about as much as three that are asked.
        """
        asked, learnt = sum(map(len, self._shown)) / 3, len(self._all[0])
        affordable = math.ceil(asked / (SCORED * learnt))
        return max(1, epochs // MOST_POINTS, min(affordable, epochs // FEWEST_POINTS))

    def measure(self, epoch: int, epochs: int, asked: Answering) -> Iterator[Score]:
        """Add a point slice by slice; keep the network if none had a lower training loss.

        Args:
            epoch: The last one that has ended.
            epochs: How many there are to be.
            asked: The layers that learn, which see drawings centred already.
        """
        self._seen = self._seen or [self._centred(group) for group in self._shown]
        scores: list[Score] = []
        for group in self._seen:
            for part in score_slices(asked, group.images, group.labels, self._loss):
                whole = part
                yield part
            scores.append(whole)
        if epoch >= min(FIRST, epochs):  # before that a network may well know nothing yet
            self.complaint = complaint(learner(self._network), self._seen[0].images, scores[0])
            yield scores[0]  # it took as long as a slice
        self.points.append(Point(epoch, *scores))
        if scores[0].loss < self._best_loss or self._best_at is None:
            self._best_at, self._best_loss = len(self.points) - 1, scores[0].loss
            self._best, self._whole = self._network.copy(), None

    def finish(self) -> Iterator[Score]:
        """Score the best network on all drawings, slice by slice; then ``best_point`` has that.

        Where there are no more drawings than a point is made of, nothing is left to do.
        """
        if self._best_at is None or self._whole is not None:
            return
        if all(shown is whole for shown, whole in zip(self._shown, self._all, strict=True)):
            return
        scores, best = [], Compiled(self.best.twin())
        for group in self._all:
            for part in score_slices(best, group.images, group.labels, self._loss):
                whole = part
                yield part
            scores.append(whole)
        self._whole = Point(self.points[self._best_at].epoch, *scores)

    def _centred(self, group: Examples) -> Examples:
        """Return drawings centred if the network does that: once, not at every point."""
        if not is_centred(self._network):
            return group
        return Examples(at_once(centred_versions(group.images, smaller=False)), group.labels)
