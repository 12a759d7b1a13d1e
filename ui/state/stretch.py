"""A stretch of a training: how far it goes before it pauses by itself."""

from dataclasses import dataclass
from typing import Literal

from epochs import START, Place
from models.run import Run

Length = Literal["to the end", "epoch", "batch"]


@dataclass(frozen=True)
class Stretch:
    """From a place to the end of a mini-batch or of an epoch; or all the way, with no pause."""

    length: Length = "to the end"
    begun: Place = START

    def is_over(self, run: Run) -> bool:
        """Return whether the run stands where it is to pause; at its very end it does not."""
        if self.length == "to the end" or not run.settled or run.share >= 1.0:
            return False
        place = run.place
        if self.length == "epoch":
            return place.epoch > self.begun.epoch
        return place.step > self.begun.step
