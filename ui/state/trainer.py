"""The trainer: the plan, and the run in the making, a few steps at a time."""

import itertools
import time
from collections.abc import Generator, Iterator, Sequence
from typing import Any, Literal

from data.drawings import Label
from data.labelled import Labelled
from models.errors import ModelError
from models.model import Model, model_of
from models.plan import Plan
from models.runs.recorder import Recorder
from models.runs.runs import Runs
from ui.refused import Refused
from ui.state.pace import Pace
from ui.state.run_making import begun
from ui.state.stretch import Length, Stretch
from ui.state.underway import Underway

TOO_MUCH = (
    "There is not memory enough to train this network on so many drawings: choose a smaller one,"
    " or switch Variants off."
)
TOO_MUCH_BACK = "There is not memory enough to bring the run back; it stays as it was left."
HOLDS = "Pause the training to change its plan; what is changed holds from there."
SCORING = "The training that has ended is being scored and kept; a moment."
RESUMING = "The run is being brought back; a moment."
SOON_S = 0.02  # within this a run of few drawings is there at once
JUST_S = 1.5  # within this a person has not yet seen that it ended

Status = Literal["idle", "running", "paused", "resuming", "scoring", "done", "failed"]


class Trainer(Underway):
    """Owns one run at a time. The network in use is never the one being trained."""

    def __init__(self, plan: Plan, runs: Runs) -> None:
        super().__init__()
        self.plan, self.runs = plan, runs
        self.status: Status = "idle"
        self._before: tuple[Recorder | None, Status] = None, "idle"  # while there is no run yet
        self._steps: Iterator[object] = iter(())
        self._stretch = Stretch()
        self._ended_s = -JUST_S  # when the last run ended by itself

    @property
    def busy(self) -> bool:
        """Whether a run is under way, paused or not."""
        return self.status in ("running", "paused", "scoring", "resuming")

    @property
    def working(self) -> bool:
        """Whether there are steps to take."""
        return self.status in ("running", "scoring", "resuming")

    @property
    def why_not(self) -> str:
        """Why its plan cannot be changed just now, "" if it can."""
        said = {"running": HOLDS, "scoring": SCORING, "resuming": RESUMING}
        return said.get(self.status, "")

    @property
    def just_ended(self) -> bool:
        """Whether a run ended by itself less than a moment ago."""
        return time.perf_counter() - self._ended_s < JUST_S

    def set(self, name: str, value: Any) -> None:
        """Change one setting of the plan; of a run that is paused, from where it stands.

        Raises:
            Refused: If a run is under way and not paused.
            ModelError: If the network in training would have to be another.
        """
        if self.working:
            raise Refused(self.why_not)
        plan = self.plan.with_setting(name, value)
        if self.status == "paused" and self.run is not None:
            self.run.check(plan)  # it is changed when it goes on
        self.plan = plan

    def start(self, drawings: Generator[None, None, Labelled], labels: Sequence[Label]) -> None:
        """Begin a run; of very many drawings it is there some steps later.

        Args:
            drawings: Gives those to learn from and to be scored on.
            labels: All classes, those without drawings too.

        Raises:
            ModelError: If there is nothing to learn; of very many drawings ``work`` raises it.
        """
        self._begin("running", self._beginning(drawings, labels))

    def _beginning(
        self, drawings: Generator[None, None, Labelled], labels: Sequence[Label]
    ) -> Iterator[object]:
        """Make a run of the plan, and take its steps."""
        recorder = yield from begun(lambda: self.plan, drawings, labels, self.runs)
        self._take_over(recorder)
        yield recorder
        yield from self._steps_of(recorder)

    def take_up(self, making: Generator[None, None, tuple[Recorder, bool]]) -> None:
        """Bring back a run that was left or has ended; it waits, paused, where it stands.

        Args:
            making: Makes what goes on with it, and whether it was stopped: see ``taken_up``.

        Raises:
            ModelError: If it cannot go on.
        """
        self._begin("resuming", self._going_on(making))

    def _going_on(self, making: Generator[None, None, tuple[Recorder, bool]]) -> Iterator[object]:
        """Bring back a run, and take the steps that it has left."""
        recorder, stopped = yield from making
        self._take_over(recorder)
        self.plan, run = recorder.run.plan, recorder.run
        self.status = "scoring" if stopped or run.share >= 1.0 else "paused"
        yield recorder
        yield from recorder.finish() if stopped and run.share < 1.0 else self._steps_of(recorder)

    def _begin(self, status: Status, steps: Iterator[object]) -> None:
        """Take steps until there is a run, or for a moment.

        Raises:
            ModelError: If there can be none.
        """
        self._before = self._recorder, self.status
        self._recorder, self.status, self._steps = None, status, steps
        self._stretch = Stretch()
        until_s = time.perf_counter() + SOON_S
        try:
            while self.run is None and time.perf_counter() < until_s:
                next(self._steps)
        except BaseException as error:
            self._turn_back()
            if isinstance(error, MemoryError):
                raise ModelError(TOO_MUCH if status == "running" else TOO_MUCH_BACK) from error
            raise

    def _turn_back(self) -> None:
        """Have the run before, for there is no other one after all."""
        self._recorder, self.status = self._before
        self._steps = iter(())
        self.version += 1

    def go_on(self, length: Length = "to the end") -> None:
        """Take steps again, to the end or for a mini-batch or an epoch, then pause."""
        if self.status not in ("paused", "running"):
            return
        self.status, self._stretch = "running", Stretch(length)
        if (run := self.run) is None:  # a run of many drawings is in the making
            return
        self._stretch = Stretch(length, run.place)
        if run.plan != self.plan:
            run.change(self.plan)
            self._pace = Pace(run.share)

    def pause(self) -> None:
        """Stop taking steps until ``go_on``."""
        if self.status == "running":
            self.status = "paused"

    def work(self, until_s: float) -> Model | None:
        """Take steps, at least one; return the model when the run is done.

        Args:
            until_s: When to end, a moment of ``time.perf_counter``. No step can be broken off:
                it ends with the one that is likely to end nearest.

        Raises:
            ModelError: If the training ran away; the run is over.
        """
        if not self.working:
            return None
        started = now = time.perf_counter()
        try:
            for _ in self._steps:
                before, now = now, time.perf_counter()
                if self._stretch_is_over():
                    self.status = "paused"
                middle = now + (now - before) / 2  # of a next step that takes as long
                if middle >= until_s or not self.working:
                    return None
        except (ModelError, MemoryError) as error:
            too_much = TOO_MUCH_BACK if self.status == "resuming" else TOO_MUCH
            if self._recorder is None:
                self._turn_back()
            else:
                self.status = "failed"
                self._recorder.close()
            if isinstance(error, MemoryError):
                raise ModelError(too_much) from error
            raise
        finally:
            if self._recorder is not None and self._recorder is not self._before[0]:
                self._recorder.worked_s += now - started
            self._pace.add(started, now, self.share)
            self.version += 1
        if self.status == "running":
            self._ended_s = now
        self.status = "done"
        if self.run is not None and self.run.curves.best_point is not None:
            return model_of(self.run, self.names)
        if self._recorder is not None:  # it was stopped before its first score
            self._recorder.close()
        return None

    def stop(self) -> bool:
        """End the run: what is left is to score its best network, if it has a first score.

        Returns:
            Whether there is such a network; ``work`` returns it when it is scored.
        """
        recorder = self._recorder
        if recorder is None and self.busy:  # it has not come to a run
            self._turn_back()
        if recorder is None or not self.busy:
            return False
        if self.status == "scoring":
            return True
        if not self.stopped and recorder.run.progress is not None:  # only scores are left anyway
            self.status = "scoring"
            return True
        if recorder.run.curves.best_point is None:
            recorder.end("stopped")
            self.status, self._steps = "scoring", recorder.saving()
            self.work(time.perf_counter() + SOON_S)
            return False
        recorder.begin_scoring()
        self.status, self._steps = "scoring", recorder.finish()
        return True

    def end(self, network: str) -> None:
        """Write down how the run ended.

        Args:
            network: The title that its best network is saved under, "" if it is not.
        """
        if self._recorder is not None:
            self._recorder.end("stopped" if self.stopped else "done", network)
            self._recorder.close()
            self.version += 1

    def leave(self) -> None:
        """Save a run under way, so that the next start can go on with it."""
        self._steps = iter(())  # and with it the process that makes variants; a save is waited for
        if self._recorder is None:
            return
        if self.busy and self._recorder.run.place.step == 0:
            self._recorder.end("stopped")  # there is nothing to go on with
        elif self.busy:
            if self.status == "paused" and self.run is not None:
                self.run.change(self.plan)
            self._recorder.save()
        self._recorder.close()

    def _stretch_is_over(self) -> bool:
        run = self.run
        return self.status == "running" and run is not None and self._stretch.is_over(run)

    def _steps_of(self, recorder: Recorder) -> Iterator[object]:
        return itertools.chain(recorder.steps(), recorder.finish())

    def _take_over(self, recorder: Recorder) -> None:
        self._recorder, self._before = recorder, (None, "idle")
        self.names, self.classes = recorder.record.names, recorder.record.classes
        self._pace = Pace(recorder.run.share)
        self.version += 1
