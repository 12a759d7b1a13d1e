"""What the training screen shows of a run: its curves, its matrix, and how it stands in words."""

from collections.abc import Callable, Sequence

from models.curves import FIRST, Point
from models.runs.record import Status
from models.scores import FEWEST, words
from ui.state.about_run import changed_since
from ui.widgets.curve import Line, Plot, rounded_up
from ui.widgets.matrix import Confusion
from ui.words import time_words
from ui.workspace import Workspace

ENDED: dict[Status, str] = {
    "done": "Trained", "stopped": "Stopped", "failed": "Ran away", "running": "Left",
    "scoring": "Left before it was scored",
}  # fmt: skip
CHANGED = "Since then the drawings have changed."


class TrainPlots:
    """Looks everything up in the workspace; draws nothing."""

    def __init__(self, workspace: Workspace, sound: Callable[[], bool] = lambda: True) -> None:
        """Look up in a workspace.

        Args:
            workspace: With the run.
            sound: Whether the plan on screen can be trained by.
        """
        self._workspace, self._sound = workspace, sound

    def loss(self) -> Plot:
        """Return the curves of the loss."""
        points = self._points()
        trained = [(p.epoch, p.trained.loss) for p in points]
        held = [(p.epoch, p.held_out.loss) for p in points if p.held_out.count]
        return self._plot("Loss", [Line("training", trained, False), Line("held-out", held, True)])

    def accuracy(self) -> Plot:
        """Return the curves of the accuracy, the held-out one with its interval."""
        points = self._points()
        trained = [(p.epoch, p.trained.accuracy or 0.0) for p in points]
        lines = [Line("training", trained, False)]
        counted = [p for p in points if p.held_out.count >= FEWEST]
        held = [(p.epoch, p.held_out.accuracy or 0.0) for p in counted]
        band = [(p.epoch, *(p.held_out.interval() or (0.0, 1.0))) for p in counted]
        lines.append(Line("held-out", held, True, band, self._held_out_words()))
        return self._plot("Accuracy", lines, 1.0)

    def confusion(self) -> Confusion | None:
        """Return the matrix of the point that is looked at, or what is other than before."""
        playback = self._workspace.playback
        seen, point = playback.seen, playback.point
        if seen is None or point is None or not point.held_out.count:
            return None
        before = playback.before() if self._workspace.view.changes else None
        title = f"Held-out drawings, epoch {point.epoch:,}"
        if before is None:
            return Confusion(seen.record.names, point.held_out.confusion, title)
        record, score = before
        title = f"Epoch {point.epoch:,} against {record.title}"
        earlier = record.names, score.confusion
        return Confusion(seen.record.names, point.held_out.confusion, title, earlier)

    def share(self) -> float:
        """Return how much of the run is done, 0 to 1."""
        playback = self._workspace.playback
        return self._workspace.trainer.share if playback.live else 1.0

    def words(self) -> tuple[str, str]:
        """Return how the run stands, in words for the left and the right."""
        seen, trainer = self._workspace.playback.seen, self._workspace.trainer
        if trainer.status == "resuming":
            return "Bringing the run back.", ""
        if trainer.busy and trainer.run is None:
            return "Making the drawings ready.", "paused" if trainer.status == "paused" else ""
        if seen is None:
            return "No training yet. Space starts one.", ""
        if not self._workspace.playback.live or trainer.status == "done":
            return self._ended_words()
        run, progress = trainer.run, trainer.run.progress if trainer.run else None
        assert run is not None
        if progress is None:
            paused = "Paused while the" if trainer.status == "paused" else "The"
            return f"{paused} drawings are made ready.", f"{run.ready:.0%}"
        done = f"epoch {progress.epoch:,} / {run.plan.epochs:,}"
        if trainer.status == "paused":
            return f"Paused at {done}. {trainer.complaint}", f"{trainer.share:.0%}"
        if trainer.status == "scoring" or (trainer.busy and not trainer.stopped):
            ended = "Stopped" if trainer.stopped else "Trained"
            return f"{ended}. Scoring on all drawings.", ""
        if trainer.complaint and trainer.busy:
            return f"{done}. {trainer.complaint}", f"{trainer.share:.0%}"
        if trainer.status == "failed":
            return f"Ran away at {done}: try a smaller learning rate.", ""
        left = trainer.left_s
        rate = f"{trainer.steps_per_s:,.0f} steps/s"
        return f"{done}, {rate}", f"{time_words(left)} left" if left is not None else ""

    def _ended_words(self) -> tuple[str, str]:
        seen = self._workspace.playback.seen
        assert seen is not None
        record = seen.record
        done = f"epoch {record.epochs:,} / {seen.epochs:,}"
        how = f"{ENDED[record.status]}: {done}, {time_words(record.worked_s)}."
        changed = CHANGED if changed_since(record, self._workspace.collection) else ""
        return f"{how} {record.complaint or changed}".strip(), record.name

    def _points(self) -> Sequence[Point]:
        seen = self._workspace.playback.seen
        return seen.points if seen else []

    def _held_out_words(self) -> str:
        """Return the held-out score with its interval, or why there is none."""
        point = self._workspace.playback.point
        if point is None:
            return ""
        return f"held-out {words(point.held_out.accuracy, point.held_out.count)}"

    def _plot(self, title: str, lines: list[Line], top: float | None = None) -> Plot:
        playback, trainer = self._workspace.playback, self._workspace.trainer
        seen = playback.seen
        under_way = playback.live and trainer.busy
        reached = seen.points[-1].epoch if seen and seen.points else 0
        if seen and under_way:  # the axis grows with the curves
            epochs = min(seen.epochs, int(rounded_up(max(reached, FIRST))))
        else:
            epochs = reached
        empty = "The first epoch is under way." if under_way else "Press Space to train."
        if trainer.status == "resuming":
            empty = ""  # the words above say what happens
        if not under_way and not self._sound():
            empty = "First mend what is marked in the plan."
        kept = seen.kept.epoch if seen and seen.kept else None
        at = playback.point
        cursor = at.epoch if playback.place is not None and at is not None else None
        return Plot(title, lines, epochs, top, top is not None, empty, kept, cursor)
