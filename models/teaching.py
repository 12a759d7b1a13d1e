"""Teaching: a few steps on one drawing, mixed with stored ones so that nothing old is forgotten.

Learning on-line by single drawings forgets what came before (McCloskey and Cohen, "Catastrophic
interference in connectionist networks", 1989). Two things keep that away: stored drawings of
every class in each mini-batch (Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal",
1995), and asking of them in part what the network said before (Li and Hoiem, "Learning without
forgetting", 2018). By what numbers these values were chosen: docs/experiments/teaching.md.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

import numpy as np
import numpy.typing as npt

from activation import Array
from chance import Chance
from compiled.network import Compiled
from descent import Descent
from loss import loss_named
from models.architecture import is_centred, learner
from models.classes import with_class
from models.examples import Examples, digest
from models.going_back import GoingBack, Shown
from models.model import Model, Story
from models.plan import Plan
from models.scores import Labels
from models.seen import Vary
from models.versions import centred_versions
from network import Network, one_hot
from stepwise import at_once

STEPS = 480
BATCH = 48  # drawings
LEAST, MOST = 5, 8  # of them of the class that is taught; between them its fair share
NEWEST = 2  # of those are the drawing itself
REMEMBERED = 0.3  # of a stored drawing's target is what the network said before, the rest its class
MOST_TAUGHT = 1_000  # drawings that a story remembers
LIKE = 100  # variants of what is taught, to go back by
FALLS_TO = 1e-3  # of the learning rate, along a cosine
LOOKED_AT = 400  # stored drawings that are mixed in, at most: more takes long to prepare

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Lesson:
    """What is taught, and how."""

    image: Array  # (784,), ink 1.0
    name: str  # of the class that it is to be
    n_steps: int = STEPS
    mixed: bool = True  # whether stored drawings are mixed in
    seed: int = 0


class Teaching:
    """Takes the steps on a copy of a network; the model itself stays what it is."""

    def __init__(
        self, model: Model, plan: Plan, lesson: Lesson, stored: Examples, vary: Vary
    ) -> None:
        """Prepare a network to be taught; it gets an output for the class if it lacks one.

        Args:
            model: The network before.
            plan: By which it was trained, as far as that is known: learning rate, variants.
            lesson: What is taught.
            stored: Drawings of any class, numbered as the model's names, those of a class
                that it lacks with the next number; never held-out ones; of very many
                ``some_rows``.
            vary: Prepares drawings for variants.
        """
        self.before = with_class(model, lesson.name)
        self._plan, self._lesson = plan, lesson
        self._label = self.before.names.index(lesson.name)
        self._chance = Chance(lesson.seed)
        self._network = self.before.network.copy()
        some = stored if lesson.mixed else stored.only(stored.labels == self._label)
        images = np.concatenate([some.images, lesson.image[None].astype(np.float32)])
        self._labels = np.append(some.labels, self._label)
        if is_centred(self._network):
            images = at_once(centred_versions(images, smaller=False))
        self._images = images
        self._make = vary(images, self._labels, plan.amounts()) if plan.augment else None
        self.step = 0

    @property
    def name(self) -> str:
        """The class that is taught."""
        return self._lesson.name

    @property
    def after(self) -> Model:
        """The network as it is now, with a story that says nothing that was not measured."""
        before = self.before.story
        story = Story(
            plan=before.plan,
            epochs=before.epochs,
            steps=before.steps + self.step,
            when=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            taught=(*before.taught, self._digest)[-MOST_TAUGHT:],
        )
        return Model(self._network, self.before.names, story)

    @property
    def _digest(self) -> str:
        return digest(np.packbits(self._lesson.image > 0.5).tobytes())

    def steps(self) -> Iterator[int]:
        """Take the steps, yielding after each."""
        taught, plan, n = learner(self._network), self._plan, self._lesson.n_steps
        compiled, loss = Compiled(taught), loss_named(plan.loss)
        before = learner(self.before.network)
        classes = _by_class(self._labels[:-1], self._label)
        start = [array.copy() for array in self._network.parameters()]
        for step in range(n):
            rng = self._chance.stream("order", step)
            rows, n_own = self._batch(classes, rng)
            images = self._variants(rows, step)
            targets = one_hot(self._labels[rows], len(self.before.names))
            with np.errstate(over="ignore"):
                if len(rows) > n_own:
                    said = before.forward(images[n_own:])
                    targets[n_own:] += REMEMBERED * (said - targets[n_own:])
                    targets[n_own:, self._label] = 0.0
                rate = plan.learning_rate * max(FALLS_TO, (1 + math.cos(math.pi * step / n)) / 2)
                compiled.step(images, targets, Descent(rate), loss)
            self.step = step + 1
            yield self.step
        if len(classes):
            for _ in self._go_back(taught, before, start):
                yield self.step

    def _go_back(self, taught: Network, before: Network, start: list[Array]) -> Iterator[None]:
        """Go back towards the network before, as far as those taught stay known."""
        own = np.flatnonzero(self._labels == self._label)
        others = np.flatnonzero(self._labels != self._label)
        like = np.repeat(own, max(1, LIKE // len(own)))
        made: list[Array] = []
        for rows in (others, others, others, like):
            made.append(self._variants(rows, self._lesson.n_steps + len(made)))
            yield
        whole = self._images[own]
        shown = Shown(
            whole, np.concatenate([made[3], whole, whole]), np.concatenate(made[:2]), made[2],
            self._labels[others],
        )  # fmt: skip
        again = self._digest in self.before.story.taught
        yield from GoingBack(taught, before, start, self._label, shown, again=again).steps()

    def _variants(self, rows: Places, number: int) -> Array:
        """Return fresh variants of some drawings, if it learns from such."""
        if self._make is None:
            return self._images[rows]
        images = self._make(rows, self._chance.stream("variants", number))
        return np.asarray(images, np.float32)

    def _batch(self, classes: list[Places], rng: np.random.Generator) -> tuple[Places, int]:
        """Return the rows of a mini-batch, and how many of the class that is taught come first."""
        last = len(self._labels) - 1
        own = np.append(np.flatnonzero(self._labels[:-1] == self._label), last)
        n_own = min(max(BATCH // (len(classes) + 1), LEAST), MOST)
        rows = own[rng.integers(0, len(own), n_own)]
        rows[:NEWEST] = last
        if not classes:
            return rows, len(rows)
        turn = rng.permutation(len(classes))
        others = [classes[turn[i % len(turn)]] for i in range(BATCH - n_own)]
        mixed = np.array([each[rng.integers(len(each))] for each in others], np.intp)
        return np.concatenate([rows, mixed]), len(rows)


def _by_class(labels: Labels, but: int) -> list[Places]:
    """Return the rows of every class but one."""
    return [np.flatnonzero(labels == label) for label in np.unique(labels) if label != but]


def some_rows(labels: Labels, rng: np.random.Generator) -> Places:
    """Return rows of some of the drawings, as many of each class as there are, up to a share.

    Args:
        labels: Class of each, (n,).
        rng: Chooses; the same seed chooses the same.
    """
    each = max(1, LOOKED_AT // max(len(np.unique(labels)), 1))
    chosen = [
        rng.permutation(np.flatnonzero(labels == label))[:each] for label in np.unique(labels)
    ]
    return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, np.intp)
