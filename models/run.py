"""A run: one training from start to stop, with its plan, its curves and its best network."""

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from activation import Array, activation_named
from loss import loss_named
from models.errors import ModelError
from models.plan import Plan
from models.scores import Labels, Score, score_slices
from network import Network, Progress, one_hot

Augment = Callable[[Array, np.random.Generator], Array]

MOST_POINTS = 200  # of a curve; more can neither be seen nor are they worth the time
BOLD = 1e6  # a weight of this size has no use: the training ran away


@dataclass(frozen=True)
class Examples:
    """Drawings to learn from or to be scored on, as the core takes them."""

    images: Array  # (n, 784), ink 1.0, paper 0.0
    labels: Labels  # (n,), index of the class

    def __len__(self) -> int:
        return len(self.labels)

    def digest(self) -> str:
        """Return 16 hexadecimal digits that differ for any other drawings."""
        bits = np.packbits(self.images > 0.5).tobytes()
        return hashlib.sha256(bits + self.labels.tobytes()).hexdigest()[:16]


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
        augment: Augment | None = None,
    ) -> None:
        """Make a fresh network for the plan.

        Args:
            plan: The settings.
            n_classes: Outputs of the network.
            training: Drawings to learn from.
            held_out: Drawings for the score, never learnt from; may be none.
            augment: Makes variants, if the plan wants them.

        Raises:
            ModelError: If there is nothing to learn: no drawings, or one class.
        """
        if n_classes < 2 or len(np.unique(training.labels)) < 2:
            raise ModelError(
                "There is nothing to tell apart: training needs drawings of two classes or more."
            )
        self.plan, self.training, self.held_out = plan, training, held_out
        self._rng = np.random.default_rng(plan.seed)
        sizes = (training.images.shape[1], *plan.hidden, n_classes)
        self.network = Network.dense(sizes, self._rng, activation_named(plan.activation))
        self.best = self.network.copy()
        self.points: list[Point] = []
        self.progress: Progress | None = None
        self._augment = augment if plan.augment else None
        self._loss = loss_named(plan.loss)

    @property
    def best_point(self) -> Point | None:
        """The scores of ``best``; None before the first epoch ended."""
        return min(self.points, key=lambda point: point.trained.loss, default=None)

    def steps(self) -> Iterator[Progress]:
        """Train, yielding after every mini-batch and every slice of a score.

        Raises:
            ModelError: If the weights leave all bounds; ``best`` stays as it was.
        """
        every = max(1, self.plan.epochs // MOST_POINTS)
        targets = one_hot(self.training.labels, self.network.sizes[-1])
        with np.errstate(over="ignore", invalid="ignore"):  # said in words by _check
            for progress in self.network.train(
                self.training.images,
                targets,
                epochs=self.plan.epochs,
                batch_size=self.plan.batch_size,
                learning_rate=self.plan.learning_rate,
                rng=self._rng,
                loss=self._loss,
                augment=self._augment,
            ):
                self.progress = progress
                yield progress
                last = progress.epoch == self.plan.epochs
                if progress.epoch_done and (last or progress.epoch % every == 0):
                    self._check()
                    yield from self._measure(progress)

    def _check(self) -> None:
        for layer in self.network.layers:
            for array in layer.parameters():
                if not (np.abs(array) < BOLD).all():
                    raise ModelError(
                        "The training ran away: its weights grew without end."
                        " Start again with a smaller learning rate."
                    )

    def _measure(self, progress: Progress) -> Iterator[Progress]:
        """Add a point to the curves; keep the network if none had a lower training loss.

        The held-out drawings have no say in which network is best: a score on
        what was used to choose is no score (see docs/architecture.md).
        """
        scores: list[Score] = []
        for examples in (self.training, self.held_out):
            for part in score_slices(self.network, examples.images, examples.labels, self._loss):
                whole = part
                yield progress
            scores.append(whole)
        self.points.append(Point(progress.epoch, *scores))
        if self.best_point is self.points[-1]:
            self.best = self.network.copy()


def run_on(
    plan: Plan,
    n_classes: int,
    images: npt.NDArray[np.bool_],
    labels: Labels,
    held_out: npt.NDArray[np.bool_],
    augment: Augment | None = None,
) -> Run:
    """Return a run of the plan on drawings, ready to take its first step.

    Args:
        plan: The settings.
        n_classes: Outputs of the network.
        images: Shape (n, 28, 28).
        labels: Class of each, (n,).
        held_out: Which are only scored, (n,).
        augment: Makes variants, if the plan wants them.

    Raises:
        ModelError: If there is nothing to learn.
    """
    training, scored = (examples(images[part], labels[part]) for part in (~held_out, held_out))
    return Run(plan, n_classes, training, scored, augment)


def examples(images: npt.NDArray[np.bool_], labels: npt.ArrayLike) -> Examples:
    """Return drawings of shape (n, 28, 28) with their class numbers as examples."""
    flat = images.reshape(len(images), math.prod(images.shape[1:]))
    return Examples(flat.astype(np.float32), np.asarray(labels, np.int64))
