"""The teacher: the drawing on the sheet taught to a copy of the network, before and after."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from activation import Array
from data.drawing import Bits
from data.labelled import Labelled
from models.examples import Examples, examples
from models.model import Model
from models.plan import Plan
from models.settings import known_plan
from models.teaching import Lesson, Teaching, some_rows
from ui.state.collection import Collection
from ui.state.otherwise import Otherwise

STEPS = (1, 10, 60, 240, 480)

Phase = Literal["", "teaching", "comparing", "done"]


class Teacher:
    """Owns one lesson at a time. The network in use changes when it is accepted, not before."""

    def __init__(self) -> None:
        self.wanted = ""  # a class; "" for the one that the network says
        self.n_steps = STEPS[-1]
        self.mixed = True
        self.teaching: Teaching | None = None
        self.first: Model | None = None  # the network before the first round
        self.round = 0  # how often the same drawing was taught on
        self.image: Array = np.zeros(0, np.float32)  # what is taught, (784,)
        self.otherwise: Otherwise | None = None
        self.after: Model | None = None
        self.key: tuple[object, ...] = ()  # what it is about: network and sheet
        self._steps: Iterator[int] = iter(())

    @property
    def phase(self) -> Phase:
        """How far it has come."""
        if self.teaching is None:
            return ""
        if self.after is None:
            return "teaching"
        return "done" if self.otherwise and self.otherwise.complete else "comparing"

    @property
    def busy(self) -> bool:
        """Whether there is something to do."""
        return self.phase in ("teaching", "comparing")

    def outputs(self) -> tuple[Array, Array] | None:
        """Return what the network says to the drawing before and after, (N,) each."""
        if self.teaching is None or self.first is None:
            return None
        after = self.after or self.teaching.after
        one, other = (model.network.forward(self.image[None])[0] for model in (self.first, after))
        return one, other

    def begin(
        self, model: Model, image: Bits, name: str, drawings: Labelled, key: tuple[object, ...] = ()
    ) -> None:
        """Begin a lesson; one on the same drawing and network goes on from what it has become.

        Args:
            model: The network before.
            image: The drawing, (28, 28).
            name: The class that it is.
            drawings: The stored ones; those held out are left alone.
            key: What the lesson is about, to tell when that is gone.

        """
        again = self.after is not None and self.key == key
        self.round = self.round + 1 if again else 0
        start = self.after if again and self.after is not None else model
        self.image = image.reshape(-1).astype(np.float32)
        lesson = Lesson(self.image, name, self.n_steps, self.mixed, self.round)
        names = (*model.names, *([] if name in model.names else [name]))
        mirror = dict(zip(drawings.batch.names, drawings.mirror, strict=True))
        vary = replace(drawings, mirror=tuple(mirror.get(each) for each in names)).vary
        stored = _stored(drawings, names)
        self.teaching = Teaching(start, plan_of(model), lesson, stored, vary)
        if not again or self.first is None:
            self.first = self.teaching.before
        self._steps, self.after, self.otherwise, self.key = self.teaching.steps(), None, None, key

    def drop(self) -> None:
        """Take back what was taught."""
        self.teaching = self.after = self.otherwise = self.first = None

    def work(self, collection: Collection, until_s: float) -> bool:
        """Go on; return whether there was anything to do.

        Args:
            collection: The drawings, to be compared on.
            until_s: A moment of ``time.perf_counter``.
        """
        if self.teaching is None:
            return False
        if self.after is None:
            for _ in self._steps:
                if time.perf_counter() >= until_s:
                    return True
            self.after = self.teaching.after
            assert self.first is not None
            self.otherwise = Otherwise(self.first, self.after)
            return True
        return self.otherwise is not None and self.otherwise.work(collection, until_s)


def plan_of(model: Model) -> Plan:
    """Return the plan by which a network was trained, as far as that is known."""
    return known_plan(model.story.plan) or Plan()


def _stored(drawings: Labelled, names: tuple[str, ...]) -> Examples:
    """Return the training drawings of classes with these names, numbered by them."""
    part = drawings.part(held_out=False)
    number = np.array([names.index(name) if name in names else -1 for name in part.names], np.int64)
    labels = number[part.labels] if len(part) else np.zeros(0, np.int64)
    known = np.flatnonzero(labels >= 0)
    rows = known[some_rows(labels[known], np.random.default_rng(0))]
    return examples(part.images[rows], labels[rows])
