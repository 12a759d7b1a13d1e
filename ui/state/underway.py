"""The run under way, or the last one: what can be asked of it."""

from collections.abc import Sequence

from models.run import Run
from models.runs.record import Record
from models.runs.recorder import Recorder
from ui.state.pace import Pace


class Underway:
    """A run with what keeps it; none at first. Who drives it is the trainer."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()  # of the run's outputs
        self.classes: Sequence[tuple[int, str]] = ()  # all there were when it began, by id
        self.version = 0  # grows with every step taken
        self._recorder: Recorder | None = None
        self._known: tuple[int, Record, Record] | None = None
        self._pace = Pace(0.0)

    @property
    def run(self) -> Run | None:
        """The run under way, or the last one."""
        return self._recorder.run if self._recorder else None

    @property
    def record(self) -> Record | None:
        """What is known of that run now."""
        if self._recorder is None:
            return None
        key = self.version, self._recorder.record
        if self._known is None or self._known[0] != key[0] or self._known[1] is not key[1]:
            self._known = *key, self._recorder.now  # a screen asks many times while it is drawn
        return self._known[2]

    @property
    def run_id(self) -> str:
        """The name of its folder, "" for none."""
        return self._recorder.record.id if self._recorder else ""

    @property
    def stopped(self) -> bool:
        """Whether the run has not taken all steps of its plan."""
        return self.run is not None and self.run.share < 1.0

    @property
    def complaint(self) -> str:
        """What goes wrong with the run, or with keeping it, in words."""
        if self._recorder is None:
            return ""
        return self._recorder.complaint or self._recorder.run.curves.complaint

    @property
    def share(self) -> float:
        """How much of the run is done, 0 to 1."""
        return self.run.share if self.run else 0.0

    @property
    def steps_per_s(self) -> float:
        """Mini-batches per second of the time they were given."""
        progress = self.run.progress if self.run else None
        return progress.step / self.worked_s if progress and self.worked_s else 0.0

    @property
    def worked_s(self) -> float:
        """Seconds since the run was there, pauses left out."""
        return self._recorder.worked_s if self._recorder else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds until the end at the pace so far, None before there is one."""
        return self._pace.left_s
