"""Why not: the search for another class to win, and its flips played on a copy of the sheet."""

import time
from collections.abc import Iterator

import numpy as np

from data.drawing import SIDE, Bits
from models.attribution.counterfactual import WhyNot, flipped
from models.model import Model

FLIP_S = 0.35  # from one flip to the next; many are played faster
MOST_PLAYED_S = 4.0


class Question:
    """Why the network does not call the sheet something else."""

    def __init__(self, model: Model, pixels: Bits, version: int, wanted: str) -> None:
        """Ask.

        Args:
            model: Which answered.
            pixels: The sheet, (28, 28).
            version: Of the sheet; the question is about no other.
            wanted: The class that did not win, one of the model's names.
        """
        self.model, self.version, self.wanted = model, version, wanted
        self._image = pixels.reshape(-1).astype(np.float32)
        self._search = WhyNot(model.network, self._image, model.names.index(wanted))
        self._steps: Iterator[None] = self._search.steps()
        self._found_s = 0.0  # when the playing began
        self.shown = 0  # flips played so far

    @property
    def searching(self) -> bool:
        """Whether it is still looked for."""
        return not self._search.over

    @property
    def looked_at(self) -> int:
        """How long the lists are that have been looked at."""
        return self._search.length

    @property
    def most(self) -> int:
        """How long a list may be to be looked at."""
        return self._search.most

    @property
    def flips(self) -> tuple[int, ...] | None:
        """The pixels to flip, in order; None where none were found, or not yet."""
        return self._search.found

    @property
    def pixels(self) -> Bits:
        """The copy of the sheet as far as it is played, (28, 28)."""
        played = flipped(self._image, (self.flips or ())[: self.shown])
        result: Bits = played.reshape(SIDE, SIDE) > 0.5
        return result

    def work(self, until_s: float) -> bool:
        """Search on, then play; return whether something to be seen has changed.

        Args:
            until_s: A moment of ``time.perf_counter``.
        """
        if self.searching:
            before = self.looked_at
            for _ in self._steps:
                if time.perf_counter() >= until_s:
                    return self.looked_at != before
            self._found_s = time.perf_counter()
            return True
        flips = self.flips or ()
        each_s = min(FLIP_S, MOST_PLAYED_S / max(len(flips), 1))
        due = min(int((time.perf_counter() - self._found_s) / each_s), len(flips))
        changed, self.shown = due != self.shown, due
        return changed

    @property
    def working(self) -> bool:
        """Whether there is still something to search or to play."""
        return self.searching or self.shown < len(self.flips or ())

    def play_all(self) -> None:
        """Show the end at once."""
        self.shown = len(self.flips or ())
