"""A run: one training from start to stop, with its plan, its curves and its best network."""

from collections.abc import Generator, Iterator
from dataclasses import asdict
from functools import cached_property

import numpy as np

from activation import Array
from chance import Chance
from compiled.network import Compiled
from epochs import Place, batches_left
from loss import loss_named
from models.curves import Curves, Measured
from models.errors import ModelError
from models.examples import Examples, check_classes
from models.learning import Learning
from models.plan import AMOUNTS, Plan
from models.seen import Seen, Vary
from models.state import Changed, State, initial
from network import Progress, one_hot
from stepwise import at_once

BOLD = 1e6  # a weight of this size has no use: the training ran away
FIXED = ("centred", "filters", "hidden", "activation", "seed")  # they make another network
PARTED = ("batch_size", "augment", "smaller", *AMOUNTS)  # with another value, parts begin anew


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
        begin: State | None = None,
    ) -> None:
        """Make a fresh network for the plan, or go on from a state.

        Args:
            plan: The settings.
            n_classes: Outputs of the network.
            training: Drawings to learn from.
            held_out: Drawings for the score, never learnt from; may be none.
            vary: Prepares drawings for variants, if the plan wants them.
            processes: How many of its own it may have, 0 or 1; they change its speed, not
                its result.
            begin: Where another run was left; its network becomes this run's own. By the
                same plan, on the same drawings, both come to the same network, bit for
                bit, as one run would have.

        Raises:
            ModelError: If there is nothing to learn: no drawings, or one class.
        """
        check_classes(training.labels)
        self.plan, self.training, self.held_out = plan, training, held_out
        self._chance, self._vary, self._processes = Chance(plan.seed), vary, processes
        if begin is None:
            begin = at_once(initial(plan, training.images.shape[1], n_classes))
        self.network = begin.network
        self.place, self._since = begin.place, begin.since
        self.changes = list(begin.changes)
        self._velocities = begin.velocities
        self._learning: Learning | None = None
        self._seen: Seen | None = None
        self._progress: Progress | None = None
        self._renewed = False
        measured = begin.measured
        learnt_others = bool(begin.digest) and begin.digest != self.digest
        scored_others = bool(begin.digest) and begin.scored_digest != self.scored_digest
        if learnt_others or scored_others:  # what was the best is to be found anew
            measured = Measured(measured.points, measured.best)
            self.changes.append(Changed(self.place.epoch, {}, drawings=True))
        self.curves = Curves(self.network, training, held_out, loss_named(plan.loss), measured)
        if learnt_others:
            self._begin_parts(Place(self.place.epoch, step=self.place.step))
        if plan != begin.plan:
            self.plan = begin.plan
            self.change(plan)

    @cached_property
    def digest(self) -> str:
        """Tells the drawings it learns from."""
        return self.training.digest()

    @cached_property
    def scored_digest(self) -> str:
        """Tells the drawings that it is scored on."""
        return self.held_out.digest()

    @property
    def progress(self) -> Progress | None:
        """Where it stands; None before its first step."""
        if self._progress is not None or self.place.step == 0:
            return self._progress
        return self._standing()

    def _standing(self) -> Progress:
        place, plan = self.place, self.plan
        ended = place.start == 0 and place.epoch > 1
        left = batches_left(len(self.training), plan.epochs, plan.batch_size, place)
        return Progress(place.epoch - ended, place.step, place.step + left, ended, place)

    @property
    def share(self) -> float:
        """How much of its plan is done, 0 to 1."""
        return self.place.share(len(self.training), self.plan.epochs)

    @property
    def ready(self) -> float:
        """How much of getting ready is done, 0 to 1; of very many drawings it takes a while."""
        return self._seen.ready if self._seen else 0.0

    @property
    def settled(self) -> bool:
        """Whether it stands between two mini-batches with no point left to be made."""
        ended = self.place.epoch - 1
        return self.place.start > 0 or not ended or not self.curves.due(ended, self.plan.epochs)

    @property
    def state(self) -> State:
        """All that is needed to go on from here; copy it to keep it while this run goes on."""
        return State(
            self.plan, self.network, self.place, self._since, self._velocities_now(),
            self.curves.measured, self.digest, self.scored_digest, tuple(self.changes),
        )  # fmt: skip

    def check(self, plan: Plan) -> None:
        """Make sure that it can go on by another plan.

        Raises:
            ModelError: If that asks for another network.
        """
        if any(getattr(plan, name) != getattr(self.plan, name) for name in FIXED):
            raise ModelError(
                "Layers, activation and seed belong to the network in training; stop it, and"
                " start another."
            )

    def change(self, plan: Plan) -> None:
        """Go on by another plan from here.

        Raises:
            ModelError: If it asks for another network.
        """
        self.check(plan)
        before, after = asdict(self.plan), asdict(plan)
        settings = {name: after[name] for name in after if after[name] != before[name]}
        if not settings:
            return
        if any(name in settings for name in PARTED):
            self._begin_parts(self.place)
        if "loss" in settings:
            self.curves.measure_by(loss_named(plan.loss))
        self._velocities = self._velocities_now()
        self.plan, self._learning, self._progress, self._renewed = plan, None, None, True
        self.changes.append(Changed(self.place.epoch, settings))

    def steps(self) -> Iterator[Progress]:
        """Get ready, and train, yielding after every mini-batch, or part of one, or of a score.

        Raises:
            ModelError: If the weights leave all bounds; the best network stays as it was.
        """
        try:
            while True:
                self._renewed, steps = False, self._learn()
                while not self._renewed:
                    with np.errstate(over="ignore", invalid="ignore"):  # said in words by _check
                        progress = next(steps, None)
                    if progress is None:
                        self._leave()
                        self._seen = None  # of very many drawings it takes much memory
                        return
                    yield progress
                steps.close()
        finally:
            self._leave()

    def _learn(self) -> Generator[Progress, None, None]:
        """Train by the plan as it is, from where it stands."""
        plan, loss = self.plan, loss_named(self.plan.loss)
        learning = Learning(self.network, plan, self._chance)
        yield self.progress or self._standing()  # of ten large layers each of these takes long
        learning.carry_over(self._velocities)
        self._learning, compiled = learning, learning.compiled
        yield self.progress or self._standing()
        yield from self._measure(compiled)  # a point that it was left without
        seen = self._seen = self._seen or self._prepared()
        for _ in seen.begin(self.place, self._since):
            yield self.progress or self._standing()
        images = seen.images if seen.variants else compiled.prepared(seen.images)
        for progress in learning.layers.train(
            images,
            one_hot(self.training.labels, self.network.sizes[-1]),
            epochs=plan.epochs,
            batch_size=plan.batch_size,
            descent=learning.descent,
            chance=self._chance,
            loss=loss,
            variants=seen.variants,
            step=learning.step(lambda: self.place.step),
            begin=self.place,
        ):
            self._progress, self.place = progress, progress.place
            yield progress
            if progress.epoch_done:
                yield from self._measure(compiled)
        if self.curves.best_point is None and self.progress is not None:  # its plan was cut short
            yield from self._add_point(self.progress, compiled)

    def _measure(self, compiled: Compiled) -> Iterator[Progress]:
        """Make a point if there is to be one."""
        progress = self.progress
        if progress is None or not progress.epoch_done:
            return
        if self.curves.due(progress.epoch, self.plan.epochs):
            yield from self._add_point(progress, compiled)

    def _add_point(self, progress: Progress, compiled: Compiled) -> Iterator[Progress]:
        self._check()
        for _ in self.curves.measure(progress.epoch, self.plan.epochs, compiled):
            yield progress
        yield progress  # so that the point is there while the network is still what it is of

    def _prepared(self) -> Seen:
        return Seen(self.plan, self.training, self._vary, self._chance, self._processes)

    def _velocities_now(self) -> tuple[Array, ...]:
        """Return what carries over to the next step; not copies."""
        return self._velocities if self._learning is None else self._learning.velocities

    def _begin_parts(self, place: Place) -> None:
        """Let the parts of an epoch begin anew from where it stands."""
        self.place = self._since = place._replace(part=place.start)
        self._leave()
        self._seen = None

    def _leave(self) -> None:
        if self._seen is not None:
            self._seen.close()

    def _check(self) -> None:
        for array in self.network.parameters():
            if not (np.abs(array) < BOLD).all():
                raise ModelError(
                    "The training ran away: its weights grew without end."
                    " Start again with a smaller learning rate."
                )
