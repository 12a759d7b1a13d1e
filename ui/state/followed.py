"""The network in training as the screens see it: a copy, made anew between two steps."""

import time
from dataclasses import asdict

import numpy as np

from models.model import Model, Story
from ui.state.answer import Answers
from ui.state.trainer import Trainer

SEEN_S = 0.1  # that a copy stays when its views are complete, so that they are seen
LONGEST_S = 5.0  # that a copy waits for views that take long; some would take minutes
TITLE = "in training"


class Followed:
    """Answers of the network in the making; None while none learns."""

    def __init__(self) -> None:
        self.answers: Answers | None = None
        self._version = -1  # of the trainer
        self._made_s = self._complete_s = 0.0  # since when it, and all its views, are there

    def refresh(self, trainer: Trainer, *, waiting: bool) -> bool:
        """Copy the network that learns, if that is due; return whether it was done.

        Args:
            trainer: Whose network.
            waiting: Whether views of the last copy are not complete yet.
        """
        run, now_s = trainer.run, time.perf_counter()
        if run is None or not trainer.busy:
            gone, self.answers = self.answers is not None, None
            return gone
        if waiting:
            self._complete_s = now_s
        early = now_s - self._complete_s < SEEN_S and now_s - self._made_s < LONGEST_S
        if self.answers is not None and (early or trainer.version == self._version):
            return False
        if not all(np.isfinite(array).all() for array in run.network.parameters()):
            return False  # it is running away, which the run will say itself
        model = Model(run.network.copy(), trainer.names, Story(plan=asdict(run.plan)), TITLE)
        self.answers, self._version = Answers(model), trainer.version
        self._made_s = self._complete_s = now_s
        return True
