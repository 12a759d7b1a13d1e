"""The cut: neurons switched off, what the network answers without them, and how well."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from compiled.network import Compiled
from data.drawing import as_inputs, unpack
from models.attribution.switched_off import Unit, without
from models.model import Model, Story
from models.scores import slice_of
from ui.state.answer import Answers
from ui.state.collection import Collection
from ui.state.guesses import UNKNOWN


@dataclass(frozen=True)
class HeldOut:
    """A score on the held-out drawings of the classes the network knows."""

    right: int
    count: int


class Cut:
    """Keeps which neurons are off, for the network on screen; the network itself is whole."""

    def __init__(self) -> None:
        self.off: frozenset[Unit] = frozenset()
        self._made_of: Model | None = None
        self._made: Answers | None = None
        self._scored: tuple[Model, int] | None = None  # network and version of the collection
        self._steps: Iterator[None] = iter(())
        self._counts = [0, 0, 0]  # right without the neurons, right with all, drawings
        self._scoring = False

    def toggle(self, unit: Unit) -> None:
        """Switch a neuron off, or on again."""
        self.off ^= {unit}
        self._made = self._scored = None

    def clear(self) -> None:
        """Switch all on."""
        self.off, self._made, self._scored = frozenset(), None, None

    def answers(self, shown: Answers) -> Answers:
        """Return the answers without the neurons that are off, of the network on screen."""
        if not self.off:
            return shown
        if self._made is None or self._made_of is not shown.model:
            network = without(shown.model.network, self.off)
            model = Model(network, shown.model.names, Story(), shown.model.title)
            self._made, self._made_of = Answers(model), shown.model
        return self._made

    @property
    def score(self) -> tuple[HeldOut, HeldOut] | None:
        """The held-out score without the neurons, and with all; None while it is counted."""
        if self._scoring or not self._scored or not self._made:
            return None
        if self._scored[0] is not self._made.model:
            return None
        cut, whole, count = self._counts
        return HeldOut(cut, count), HeldOut(whole, count)

    def work(self, shown: Answers, collection: Collection, until_s: float) -> bool:
        """Go on with the score; return whether there was anything to do.

        Args:
            shown: Answers of the whole network.
            collection: The drawings.
            until_s: A moment of ``time.perf_counter``.
        """
        if not self.off:
            return False
        key = self.answers(shown).model, collection.drawings_version
        if self._scored != key:
            self._scored, self._scoring = key, True
            self._steps = self._count(shown.model, key[0], collection)
        if not self._scoring:
            return False
        for _ in self._steps:
            if time.perf_counter() >= until_s:
                return True
        self._scoring = False
        return True

    def _count(self, whole: Model, cut: Model, collection: Collection) -> Iterator[None]:
        self._counts = [0, 0, 0]
        drawings = collection.drawings
        wanted = np.full(len(drawings), UNKNOWN)
        for label in collection.labels:
            if label.name in whole.names:
                wanted[drawings.label_ids == label.id] = whole.names.index(label.name)
        rows = np.flatnonzero(drawings.held_out & ~drawings.trashed & (wanted != UNKNOWN))
        networks, at_once = (Compiled(cut.network.copy()), whole.compiled), slice_of(cut.network)
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            images = as_inputs(unpack(drawings.packed[part]))
            for i, network in enumerate(networks):
                answers = network.forward(images).argmax(axis=1)
                self._counts[i] += int((answers == wanted[part]).sum())
            self._counts[2] += len(part)
            yield
