"""The ribbon: all outputs at every moment of the drawing on the sheet, pixel by pixel."""

import time
from collections.abc import Sequence

import numpy as np

from activation import Array
from data.pixel_order import moments
from models.model import Model
from models.scores import slice_of


class Ribbon:
    """Outputs after 0, 1, 2, ... changes of a pixel; worked out once, and on from there."""

    def __init__(self, model: Model) -> None:
        """Begin with nothing drawn.

        Args:
            model: Which answers.
        """
        self._model = model
        self._order: list[int] = []
        self._outputs: Array = np.empty((1, len(model.names)), np.float32)
        self._known = 0  # moments whose outputs are worked out

    def outputs(self, order: Sequence[int]) -> Array:
        """Return what is worked out so far for a drawing, (up to len(order) + 1, N)."""
        self._follow(order)
        return self._outputs[: self._known]

    def work(self, order: Sequence[int], until_s: float) -> bool:
        """Work out more, at least some; return whether there was anything to do.

        Args:
            order: The changes of the sheet as it is.
            until_s: A moment of ``time.perf_counter``.
        """
        self._follow(order)
        done, at_once = False, slice_of(self._model.compiled)
        while self._known <= len(self._order):
            last = min(self._known + at_once, len(self._order) + 1)
            images = moments(self._order, self._known, last).astype(np.float32)
            self._outputs[self._known : last] = self._model.compiled.forward(images)
            self._known, done = last, True
            if time.perf_counter() >= until_s:
                break
        return done

    def _follow(self, order: Sequence[int]) -> None:
        """Take over a drawing; what it has in common with the one before stays worked out."""
        n = min(len(order), len(self._order))
        if len(order) == len(self._order) and order == self._order:
            return
        same = n
        if list(order[:n]) != self._order[:n]:
            same = next(i for i in range(n) if order[i] != self._order[i])
        self._known = min(self._known, same + 1)
        self._order = list(order)
        if len(self._outputs) <= len(order):
            longer = np.empty((2 * len(order) + 2, len(self._model.names)), np.float32)
            longer[: self._known] = self._outputs[: self._known]
            self._outputs = longer
