"""A run: one training from start to stop, with its plan, its curves and its best network."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from activation import Array
from compiled.network import Compiled
from descent import Descent
from loss import Loss, loss_named
from models.architecture import is_centred, learner, untrained
from models.errors import ModelError
from models.examples import Examples, check_classes, examples, sample
from models.health import complaint
from models.plan import Plan
from models.scores import Answering, Labels, Score, score_slices
from models.versions import any_version, centred_versions
from network import Progress, Variants, one_hot

# Prepares drawings, with their classes, for making variants as far away as the amounts say.
Vary = Callable[[Array, Labels, Mapping[str, float]], Variants]

MOST_POINTS = 200  # of a curve; more can neither be seen nor are they worth the time
FEWEST_POINTS = 50  # of a long run, whatever they cost
SCORED = 0.1  # of the work of a training may go into the points of its curves
BOLD = 1e6  # a weight of this size has no use: the training ran away


@dataclass(frozen=True)
class Point:
    """A run's scores after an epoch."""

    epoch: int
    trained: Score  # on the drawings it learns from, as they are
    held_out: Score  # on drawings it never sees


class Run:
    """Trains one network by one plan.

    Whoever owns it takes ``steps()`` at its own pace. ``network`` is only ever
    seen between two steps; ``best`` is a copy and never changes under the eyes.
    """

    def __init__(
        self,
        plan: Plan,
        n_classes: int,
        training: Examples,
        held_out: Examples,
        vary: Vary | None = None,
    ) -> None:
        """Make a fresh network for the plan.

        Args:
            plan: The settings.
            n_classes: Outputs of the network.
            training: Drawings to learn from.
            held_out: Drawings for the score, never learnt from; may be none.
            vary: Prepares drawings for variants, if the plan wants them.

        Raises:
            ModelError: If there is nothing to learn: no drawings, or one class.
        """
        check_classes(training.labels)
        self.plan, self.training, self.held_out = plan, training, held_out
        self._rng = np.random.default_rng(plan.seed)
        self.network = untrained(plan, training.images.shape[1], n_classes, self._rng)
        self.best = self.network.copy()
        self.points: list[Point] = []
        self._finished = False
        self._best_at: int | None = None  # place of the best one's point
        self._best_loss = math.inf  # on the drawings that points are made of
        self.progress: Progress | None = None
        self.complaint = ""  # what is wrong with the training, in words
        self._vary = vary if plan.augment else None
        self._loss: Loss = loss_named(plan.loss)
        self._shown = [sample(training), sample(held_out)]  # to make points of

    @property
    def best_point(self) -> Point | None:
        """The scores of ``best``; None before the first epoch ended."""
        return None if self._best_at is None else self.points[self._best_at]

    def steps(self) -> Iterator[Progress]:
        """Train, yielding after every mini-batch and every slice of a score.

        Raises:
            ModelError: If the weights leave all bounds; ``best`` stays as it was.
        """
        plan, every = self.plan, self._epochs_per_point()
        images, variants = self._prepared()
        shown = [self._as_seen(group) for group in self._shown]
        asked = Compiled(learner(self.network, 0.0, self._rng))  # never with values left out
        descent = Descent(
            plan.learning_rate,
            momentum=plan.momentum,
            weight_decay=plan.weight_decay,
            schedule=plan.schedule,
        )
        taught = learner(self.network, plan.dropout, self._rng)
        with np.errstate(over="ignore", invalid="ignore"):  # said in words by _check
            for progress in taught.train(
                images,
                one_hot(self.training.labels, self.network.sizes[-1]),
                epochs=plan.epochs,
                batch_size=plan.batch_size,
                descent=descent,
                rng=self._rng,
                loss=self._loss,
                variants=variants,
                step=Compiled(taught).step,
            ):
                self.progress = progress
                yield progress
                last = progress.epoch == plan.epochs
                if progress.epoch_done and (last or progress.epoch % every == 0):
                    self._check()
                    yield from self._measure(progress, asked, shown)

    def finish(self) -> Iterator[Score]:
        """Score the best network on all drawings, slice by slice; the last point then has that.

        Where there are no more drawings than a point is made of, nothing is left to do.
        """
        if self._best_at is None or self._finished:
            return
        self._finished = True
        if all(shown is whole for shown, whole in zip(self._shown, self._all(), strict=True)):
            return
        scores = []
        for group in self._all():
            for part in score_slices(self.best, group.images, group.labels, self._loss):
                whole = part
                yield part
            scores.append(whole)
        self.points[self._best_at] = Point(self.points[self._best_at].epoch, *scores)

    def _prepared(self) -> tuple[Array, Variants | None]:
        """Return the training drawings as the learner sees them, and what varies them."""
        images, labels, n = self.training.images, self.training.labels, len(self.training)
        amounts = self.plan.amounts()
        if not is_centred(self.network):
            return images, self._vary and self._vary(images, labels, amounts)
        smaller = self.plan.smaller > 0 and self._vary is not None
        versions = centred_versions(images, smaller=smaller)  # once, not in every epoch
        if self._vary is None:
            return versions[:n], None
        variants = self._vary(versions, labels, amounts)
        return versions[:n], any_version(variants, n, self.plan.smaller)

    def _all(self) -> list[Examples]:
        return [self.training, self.held_out]

    def _epochs_per_point(self) -> int:
        """Return how often to make a point: 200 times, or down to 50 where that would take long.

        A drawing that is learnt from costs about as much as three that are asked.
        """
        asked, epochs = sum(map(len, self._shown)) / 3, self.plan.epochs
        affordable = math.ceil(asked / (SCORED * len(self.training)))
        return max(1, epochs // MOST_POINTS, min(affordable, epochs // FEWEST_POINTS))

    def _check(self) -> None:
        for array in self.network.parameters():
            if not (np.abs(array) < BOLD).all():
                raise ModelError(
                    "The training ran away: its weights grew without end."
                    " Start again with a smaller learning rate."
                )

    def _as_seen(self, group: Examples) -> Examples:
        """Return drawings as the layers see them that learn: centred once, not at every point."""
        if not is_centred(self.network):
            return group
        return Examples(centred_versions(group.images, smaller=False), group.labels)

    def _measure(
        self, progress: Progress, asked: Answering, shown: Sequence[Examples]
    ) -> Iterator[Progress]:
        """Add a point to the curves; keep the network if none had a lower training loss.

        The held-out drawings have no say in which network is best: a score on
        what was used to choose is no score (see docs/architecture.md).
        """
        scores: list[Score] = []
        for group in shown:
            for part in score_slices(asked, group.images, group.labels, self._loss):
                whole = part
                yield progress
            scores.append(whole)
        self.points.append(Point(progress.epoch, *scores))
        self.complaint = complaint(self.network, self._shown[0].images, self.points[-1].trained)
        if scores[0].loss < self._best_loss or self._best_at is None:
            self._best_at, self._best_loss = len(self.points) - 1, scores[0].loss
            self.best = self.network.copy()


def run_on(
    plan: Plan,
    n_classes: int,
    images: npt.NDArray[np.bool_],
    labels: Labels,
    held_out: npt.NDArray[np.bool_],
    vary: Vary | None = None,
) -> Run:
    """Return a run of the plan on drawings, ready to take its first step.

    Args:
        plan: The settings.
        n_classes: Outputs of the network.
        images: Shape (n, 28, 28).
        labels: Class of each, (n,).
        held_out: Which are only scored, (n,).
        vary: Prepares drawings for variants, if the plan wants them.

    Raises:
        ModelError: If there is nothing to learn.
    """
    training, scored = (examples(images[part], labels[part]) for part in (~held_out, held_out))
    return Run(plan, n_classes, training, scored, vary)
