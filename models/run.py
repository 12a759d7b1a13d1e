"""A run: one training from start to stop, with its plan, its curves and its best network."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from activation import Array
from compiled.network import Compiled
from descent import Descent
from loss import Loss, loss_named
from models.ahead import Ahead
from models.architecture import is_centred, learner, untrained
from models.curves import Curves
from models.errors import ModelError
from models.examples import Examples, check_classes, examples
from models.plan import Plan
from models.scores import Labels
from models.versions import AnyVersion, MakeVariants, centred_versions
from network import Progress, one_hot

# Prepares drawings, with their classes, for making variants as far away as the amounts say.
Vary = Callable[[Array, Labels, Mapping[str, float]], MakeVariants]

BOLD = 1e6  # a weight of this size has no use: the training ran away


class Run:
    """Trains one network by one plan.

    Whoever owns it takes ``steps()`` at its own pace. ``network`` is only ever
    seen between two steps; its scores and a copy of it at its best are in ``curves``.
    """

    def __init__(
        self,
        plan: Plan,
        n_classes: int,
        training: Examples,
        held_out: Examples,
        vary: Vary | None = None,
        *,
        processes: int = 0,
    ) -> None:
        """Make a fresh network for the plan.

        Args:
            plan: The settings.
            n_classes: Outputs of the network.
            training: Drawings to learn from.
            held_out: Drawings for the score, never learnt from; may be none.
            vary: Prepares drawings for variants, if the plan wants them.
            processes: How many of its own it may have, 0 or 1; they change its speed, not
                its result.

        Raises:
            ModelError: If there is nothing to learn: no drawings, or one class.
        """
        check_classes(training.labels)
        self.plan, self.training, self.held_out = plan, training, held_out
        self._rng = np.random.default_rng(plan.seed)
        self.network = untrained(plan, training.images.shape[1], n_classes, self._rng)
        self.progress: Progress | None = None
        self._vary, self._processes = vary if plan.augment else None, processes
        self._loss: Loss = loss_named(plan.loss)
        self.curves = Curves(self.network, training, held_out, self._loss)

    def steps(self) -> Iterator[Progress]:
        """Train, yielding after every mini-batch, or part of one, and every slice of a score.

        Raises:
            ModelError: If the weights leave all bounds; the best network stays as it was.
        """
        steps = self._steps()
        while True:
            with np.errstate(over="ignore", invalid="ignore"):  # said in words by _check
                progress = next(steps, None)
            if progress is None:
                return
            yield progress

    def _steps(self) -> Iterator[Progress]:
        images, make = self._prepared()
        if make is None:
            yield from self._learn(images, None)
            return
        variants = Ahead(make, self._rng.spawn(1)[0], processes=self._processes)
        try:
            yield from self._learn(images, variants)
        finally:
            variants.close()

    def _learn(self, images: Array, variants: Ahead | None) -> Iterator[Progress]:
        plan, every = self.plan, self.curves.epochs_per_point(self.plan.epochs)
        descent = Descent(
            plan.learning_rate,
            momentum=plan.momentum,
            weight_decay=plan.weight_decay,
            schedule=plan.schedule,
        )
        taught = learner(self.network, plan.dropout, self._rng)
        compiled = Compiled(taught)
        if variants is None:
            images = compiled.prepared(images)
        for progress in taught.train(
            images,
            one_hot(self.training.labels, self.network.sizes[-1]),
            epochs=plan.epochs,
            batch_size=plan.batch_size,
            descent=descent,
            rng=self._rng,
            loss=self._loss,
            variants=variants,
            step=compiled.begin,
        ):
            self.progress = progress
            yield progress
            last = progress.epoch == plan.epochs
            if progress.epoch_done and (last or progress.epoch % every == 0):
                self._check()
                for _ in self.curves.measure(progress.epoch, compiled):
                    yield progress

    def _prepared(self) -> tuple[Array, MakeVariants | None]:
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
        return versions[:n], AnyVersion(variants, n, self.plan.smaller)

    def _check(self) -> None:
        for array in self.network.parameters():
            if not (np.abs(array) < BOLD).all():
                raise ModelError(
                    "The training ran away: its weights grew without end."
                    " Start again with a smaller learning rate."
                )


def run_on(
    plan: Plan,
    n_classes: int,
    images: npt.NDArray[np.bool_],
    labels: Labels,
    held_out: npt.NDArray[np.bool_],
    vary: Vary | None = None,
    *,
    processes: int = 0,
) -> Run:
    """Return a run of the plan on drawings, ready to take its first step.

    Args:
        plan: The settings.
        n_classes: Outputs of the network.
        images: Shape (n, 28, 28).
        labels: Class of each, (n,).
        held_out: Which are only scored, (n,).
        vary: Prepares drawings for variants, if the plan wants them.
        processes: See ``Run``.

    Raises:
        ModelError: If there is nothing to learn.
    """
    training, scored = (examples(images[part], labels[part]) for part in (~held_out, held_out))
    return Run(plan, n_classes, training, scored, vary, processes=processes)
