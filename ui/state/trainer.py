"""The trainer: the plan, and the run in the making, a few steps at a time."""

import itertools
import time
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from data.drawings import Label
from data.labelled import Labelled
from models.ahead import processes
from models.errors import ModelError
from models.model import Model, model_of
from models.plan import Plan
from models.run import Run, run_on
from ui.refused import Refused

JUST_S = 1.5  # within this a person has not yet seen that it ended

Status = Literal["idle", "running", "paused", "scoring", "done", "failed"]


class Trainer:
    """Owns one run at a time. The network in use is never the one being trained."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.plan = plan or Plan()
        self.status: Status = "idle"
        self.run: Run | None = None
        self.names: tuple[str, ...] = ()  # of the run's outputs
        self.classes: list[tuple[int, str]] = []  # all there were when it began, by id
        self.version = 0  # grows with every step taken
        self._steps: Iterator[object] = iter(())
        self._ended_s = -JUST_S  # when the last run ended by itself
        self._worked_s = 0.0  # time spent on steps, pauses left out

    @property
    def busy(self) -> bool:
        """Whether a run is under way, paused or not."""
        return self.status in ("running", "paused", "scoring")

    @property
    def working(self) -> bool:
        """Whether there are steps to take."""
        return self.status in ("running", "scoring")

    @property
    def stopped(self) -> bool:
        """Whether the run has not taken all steps of its plan."""
        progress = self.run.progress if self.run else None
        return progress is not None and progress.step < progress.steps

    @property
    def just_ended(self) -> bool:
        """Whether a run ended by itself less than a moment ago."""
        return time.perf_counter() - self._ended_s < JUST_S

    @property
    def complaint(self) -> str:
        """What goes wrong with the run, in words."""
        return self.run.curves.complaint if self.run else ""

    @property
    def share(self) -> float:
        """How much of the run is done, 0 to 1."""
        progress = self.run.progress if self.run else None
        return progress.step / progress.steps if progress else 0.0

    @property
    def steps_per_s(self) -> float:
        """Mini-batches per second of the time they were given."""
        progress = self.run.progress if self.run else None
        return progress.step / self._worked_s if progress and self._worked_s else 0.0

    @property
    def worked_s(self) -> float:
        """Seconds since the start, pauses left out."""
        return self._worked_s

    @property
    def left_s(self) -> float | None:
        """Seconds until the end at the pace so far, None before there is one."""
        return self._worked_s * (1 - self.share) / self.share if self.share else None

    def set(self, name: str, value: Any) -> None:
        """Change one setting of the plan.

        Raises:
            Refused: If a run is under way.
        """
        if self.busy:
            raise Refused("The plan is fixed while a training runs; stop it first.")
        self.plan = self.plan.with_setting(name, value)

    def start(self, drawings: Labelled, labels: Sequence[Label]) -> None:
        """Begin a run, or go on with the one that is paused.

        Args:
            drawings: To learn from and to be scored on.
            labels: All classes, those without drawings too.

        Raises:
            ModelError: If there is nothing to learn.
        """
        if self.status == "paused":
            self.status = "running"
            return
        batch = drawings.batch
        self.run = run_on(
            self.plan, len(batch.names), batch.images, batch.labels, drawings.held_out,
            drawings.vary, processes=processes(),
        )  # fmt: skip
        self.names, self.status = drawings.batch.names, "running"
        self.classes = [(label.id, label.name) for label in labels]
        self._steps = itertools.chain(self.run.steps(), self.run.curves.finish())
        self._worked_s = 0.0
        self.version += 1

    def pause(self) -> None:
        """Stop taking steps until ``start``."""
        if self.status == "running":
            self.status = "paused"

    def work(self, until_s: float) -> Model | None:
        """Take steps until the clock says ``until_s``; return the model when the run is done.

        Args:
            until_s: A moment of ``time.perf_counter``.

        Raises:
            ModelError: If the training ran away; the run is over.
        """
        if not self.working:
            return None
        started = now = time.perf_counter()
        try:
            for _ in self._steps:
                now = time.perf_counter()
                if now >= until_s:
                    return None
        except ModelError:
            self.status = "failed"
            raise
        finally:
            self._worked_s += now - started
            self.version += 1
        if self.status == "running":
            self._ended_s = now
        self.status = "done"
        return model_of(self.run, self.names) if self.run and self.run.curves.points else None

    def stop(self) -> bool:
        """End the run: what is left is to score its best network, if it has a first score.

        Returns:
            Whether there is such a network; ``work`` returns it when it is scored.
        """
        if self.run is None or not self.busy:
            return False
        if self.status == "scoring":
            return True
        if self.stopped or self.run.progress is None:  # else nothing but scores is left anyway
            self._steps = self.run.curves.finish()
            if not self.run.curves.points:
                self.status = "done"
                return False
        self.status = "scoring"
        return True
