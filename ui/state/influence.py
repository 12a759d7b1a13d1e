"""Influence: what every neuron did to the answer, worked out for one drawing at a time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from activation import Array
from data.drawing import Bits
from models.attribution.reading import Reading
from models.attribution.shares import shares
from models.attribution.switched_off import effects
from models.attribution.units import drawn_depths, unit_shares
from models.model import Model

LARGE = 2_000  # values of a layer: its units are switched off in a frame of their own


@dataclass
class Influence:
    """Of the units of every hidden layer, by its depth."""

    target: int  # the output that the shares are about
    effects: dict[int, Array] = field(default_factory=dict)  # (n, N), each unit switched off
    shares: dict[int, Array] = field(default_factory=dict)  # (n,), of the way from the empty sheet


class Influences:
    """The influence last asked for; a part of it in each frame where it takes long."""

    def __init__(self, model: Model) -> None:
        """Prepare nothing yet.

        Args:
            model: Whose neurons.
        """
        self._model = model
        self._key: tuple[int, int] | None = None
        self._found: Influence | None = None
        self._steps: Iterator[None] = iter(())
        self._done = True

    def of(self, pixels: Bits, reading: Reading, version: int, target: int) -> Influence | None:
        """Return the influence on an answer, None while it is worked out.

        Args:
            pixels: The drawing, (28, 28).
            reading: What the network made of it.
            version: Differs for every other drawing.
            target: The output that shares are about.
        """
        if self._key != (version, target):
            self._key, self._done = (version, target), False
            self._found = Influence(target)
            self._steps = self._find(self._found, pixels, reading)
            self.work(0.0)
        return self._found if self._done else None

    def work(self, until_s: float) -> bool:
        """Go on; return whether there was anything to do.

        Args:
            until_s: A moment of ``time.perf_counter``.
        """
        if self._done:
            return False
        for _ in self._steps:
            if time.perf_counter() >= until_s:
                return True
        self._done = True
        return True

    def _find(self, found: Influence, pixels: Bits, reading: Reading) -> Iterator[None]:
        network = self._model.network
        depths = drawn_depths(network)[:-1]
        for depth in depths:
            found.effects[depth] = effects(network, reading, depth)
            if reading.stages[depth + 1].size > LARGE:
                yield
        image = pixels.reshape(-1).astype(np.float32)
        parts = shares(network, image, [found.target]) if depths else []
        for depth in depths:
            found.shares[depth] = unit_shares(network, parts, depth)[0]
