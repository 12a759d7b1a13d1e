"""Backward: back-propagation for the drawing on the sheet, a step at a time."""

import time
from collections.abc import Iterator
from typing import Literal

import numpy as np

from data.drawing import Bits
from loss import CROSS_ENTROPY, LOSSES, Loss
from models.attribution.one_step import GradientCheck, OneStep, one_step
from models.attribution.units import drawn_depths
from models.model import Model

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
Kind = Literal["forward", "slopes", "nudges", "after"]


class Backward:
    """Which drawing, label and rate it is about, and how far the person has come."""

    def __init__(self) -> None:
        self.wanted = ""  # a class; "" for the one that comes second
        self.rate = 0.1
        self.place = 0  # which step, from 0
        self._key: tuple[object, ...] = ()
        self._found: OneStep | None = None
        self._check: GradientCheck | None = None
        self._checking: Iterator[None] = iter(())

    def steps(self, found: OneStep) -> list[tuple[Kind, int]]:
        """Return what the steps are about: a kind, and the depth of a layer with weights."""
        depths = drawn_depths(found.network)
        result: list[tuple[Kind, int]] = [("forward", depths[-1])]
        for depth in reversed(depths):
            result += [("slopes", depth), ("nudges", depth)]
        return [*result, ("after", depths[0])]

    def of(self, model: Model, pixels: Bits, version: int) -> tuple[OneStep, GradientCheck]:
        """Return the step on the sheet, and how far its check has come.

        Args:
            model: Which would learn.
            pixels: The sheet, (28, 28).
            version: Of the sheet.
        """
        key = model, version, self.wanted_of(model, pixels), self.rate
        if self._found is None or self._check is None or self._key != key:
            loss = _loss_of(model)
            image = pixels.reshape(-1).astype(np.float32)
            wanted = model.names.index(key[2])
            self._found = one_step(model.network, image, wanted, loss, self.rate)
            self._check = GradientCheck(self._found, loss)
            self._checking, self._key = self._check.steps(), key
        return self._found, self._check

    def wanted_of(self, model: Model, pixels: Bits) -> str:
        """Return the class that the drawing is to be taken for."""
        if self.wanted in model.names:
            return self.wanted
        outputs = model.network.forward(pixels.reshape(1, -1).astype(np.float32))[0].copy()
        if len(outputs) > 1:
            outputs[outputs.argmax()] = -np.inf
        return model.names[int(outputs.argmax())]

    def work(self, until_s: float) -> bool:
        """Measure on; return whether there was anything to do.

        Args:
            until_s: A moment of ``time.perf_counter``.
        """
        if self._check is None or self._check.over:
            return False
        for _ in self._checking:
            if time.perf_counter() >= until_s:
                break
        return True


def _loss_of(model: Model) -> Loss:
    """Return the loss the network was trained by, as far as that is known."""
    return LOSSES.get(str(model.story.plan.get("loss")), CROSS_ENTROPY)
