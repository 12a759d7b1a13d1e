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
from models.model import Model, Story
from models.plan import Plan
from models.scores import Labels
from models.seen import Vary
from models.versions import centred_versions
from network import Network, one_hot
from stepwise import at_once

BATCH = 32  # drawings
LEAST, MOST = 4, 8  # of them of the class that is taught; between them its fair share
NEWEST = 2  # of those are the drawing itself
REMEMBERED = 0.5  # of a stored drawing's target is what the network said before, the rest its class
MOST_TAUGHT = 1_000  # drawings that a story remembers
ALLOWED = 0.01  # of stored drawings that were right may be taken for the class that is taught
LEAD = 0.1  # of its sum that a taught drawing keeps
TINY = 1e-7  # closer to 0 or 1 an output has no sum that could be told
FALLS_TO = 1e-3  # of the learning rate, along a cosine
LOOKED_AT = 400  # stored drawings that are mixed in, at most: more takes long to prepare

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Lesson:
    """What is taught, and how."""

    image: Array  # (784,), ink 1.0
    name: str  # of the class that it is to be
    n_steps: int = 240
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
        new = digest(np.packbits(self._lesson.image > 0.5).tobytes())
        story = Story(
            plan=before.plan,
            epochs=before.epochs,
            steps=before.steps + self.step,
            when=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            taught=(*before.taught, new)[-MOST_TAUGHT:],
        )
        return Model(self._network, self.before.names, story)

    def steps(self) -> Iterator[int]:
        """Take the steps, yielding after each."""
        taught, plan, n = learner(self._network), self._plan, self._lesson.n_steps
        compiled, loss = Compiled(taught), loss_named(plan.loss)
        before = learner(self.before.network)
        classes = _by_class(self._labels[:-1], self._label)
        for step in range(n):
            rng = self._chance.stream("order", step)
            rows, n_own = self._batch(classes, rng)
            if self._make is None:
                images = self._images[rows]
            else:
                images = self._make(rows, self._chance.stream("variants", step))
            images = np.asarray(images, np.float32)
            targets = one_hot(self._labels[rows], len(self.before.names))
            with np.errstate(over="ignore"):
                if len(rows) > n_own:
                    said = before.forward(images[n_own:])
                    targets[n_own:] += REMEMBERED * (said - targets[n_own:])
                    targets[n_own:, self._label] = 0.0
                rate = plan.learning_rate * max(FALLS_TO, (1 + math.cos(math.pi * step / n)) / 2)
                compiled.step(images, targets, Descent(rate), loss)
            self.step = step + 1
            if self.step == n and len(classes):
                self._raise_threshold(taught, before)
            yield self.step

    def _raise_threshold(self, taught: Network, before: Network) -> None:
        """Lower the bias of the class until few other drawings are taken for it that were right.

        Those taught as it stay recognised, if they are.
        """
        other, own = (np.flatnonzero((self._labels == self._label) == mine) for mine in (0, 1))
        rng = self._chance.stream("variants", self._lesson.n_steps)
        shown = self._images[other] if self._make is None else self._make(other, rng)
        shown = np.asarray(shown, np.float32)
        was_right = before.forward(shown).argmax(axis=1) == self._labels[other]
        leads = np.sort(self._leads(taught, shown[was_right]))[::-1]
        if not len(leads):
            return
        wanted = leads[int(ALLOWED * len(leads))]
        room = self._leads(taught, self._images[own]).min() - LEAD
        self._network.parameters()[-1][self._label] -= max(0.0, min(wanted, room))

    def _leads(self, taught: Network, images: Array) -> Array:
        """Return by how much the sum of the class is above the highest other one, (n,)."""
        outputs = np.clip(taught.forward(images), TINY, 1 - TINY).astype(np.float64)
        sums = np.log(outputs / (1 - outputs))
        others: Array = np.delete(sums, self._label, axis=1).max(axis=1)
        return sums[:, self._label] - others

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
