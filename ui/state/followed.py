"""The network in training as the screens see it: a copy, made anew between two steps."""

import time
from dataclasses import asdict

import numpy as np

from models.model import Model, Story
from ui.state.answer import Answers
from ui.state.trainer import Trainer

COPIES_PER_S = 10  # more are not seen; each begins its explanations anew
LONGEST_S = 5.0  # that a copy waits for views that take long; some would take minutes
TITLE = "in training"


class Followed:
    """Answers of the network in the making; None while none learns."""

    def __init__(self) -> None:
        self.answers: Answers | None = None
        self._version = -1  # of the trainer
        self._made_s = 0.0

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
        age_s = now_s - self._made_s
        early = age_s < 1 / COPIES_PER_S or (waiting and age_s < LONGEST_S)
        if self.answers is not None and (early or trainer.version == self._version):
            return False
        if not all(np.isfinite(array).all() for array in run.network.parameters()):
            return False  # it is running away, which the run will say itself
        model = Model(run.network.copy(), trainer.names, Story(plan=asdict(run.plan)), TITLE)
        self.answers, self._version, self._made_s = Answers(model), trainer.version, now_s
        return True
