"""Playback: the run whose curves are on screen, and the moment of it that is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.curves import Point
from models.errors import ModelError
from models.model import Model, Story
from models.runs.moments import FILE as MOMENTS
from models.runs.moments import MomentReader
from models.runs.record import Record
from models.runs.runs import Runs
from models.scores import Score
from models.state import State
from network import Network
from ui.state.answer import Answers
from ui.state.runs_list import RunsList
from ui.state.trainer import Trainer


@dataclass(frozen=True)
class ShownRun:
    """A run as the screens see it."""

    record: Record
    points: Sequence[Point]
    kept: Point | None  # of the network that is, or would be, kept
    epochs: int  # of its plan
    network: Network  # of its shape


class Playback:
    """Shows the trainer's run, or one that was chosen from the list; its end, or a moment."""

    def __init__(self, runs: Runs, trainer: Trainer, listed: RunsList) -> None:
        self._runs, self._trainer, self._listed = runs, trainer, listed
        self._chosen: ShownRun | None = None
        self._reader: tuple[tuple[str, int], MomentReader] | None = None
        self._before: tuple[tuple[str, int], tuple[Record, Score] | None] | None = None
        self.place: int | None = None  # of the moment that is looked at; None for the end
        self.answers: Answers | None = None  # of the network of that moment

    @property
    def live(self) -> bool:
        """Whether the trainer's run is shown."""
        return self._chosen is None

    @property
    def seen(self) -> ShownRun | None:
        """The run that is shown, None before there is one."""
        if self._chosen is not None:
            return self._chosen
        run, record = self._trainer.run, self._trainer.record
        if run is None or record is None:
            return None
        kept = run.curves.best_point if self._trainer.status == "done" else None
        return ShownRun(record, run.curves.points, kept, run.plan.epochs, run.network)

    @property
    def last(self) -> int:
        """The place of the last moment; 0 before there is one."""
        seen = self.seen
        return max(len(seen.points) - 1, 0) if seen else 0

    @property
    def point(self) -> Point | None:
        """The point of the moment, or that which is kept, or while it trains the last one."""
        seen = self.seen
        if seen is None or not seen.points:
            return None
        if self.place is not None:
            return seen.points[min(self.place, len(seen.points) - 1)]
        return seen.kept or seen.points[-1]

    def open(self, record: Record, state: State) -> None:
        """Show a run from the list."""
        self.leave()
        if record.id == self._trainer.run_id:
            self._chosen = None
            return
        measured = state.measured
        points, kept = measured.points, measured.best_point
        self._chosen = ShownRun(record, points, kept, state.plan.epochs, state.network)

    def show_trainers(self) -> None:
        """Show the run under way, or the last one."""
        self.leave()
        self._chosen = None

    def go_to(self, place: int) -> None:
        """Look at a moment; the answers on screen are then those of its network.

        Raises:
            ModelError: If it cannot be read.
        """
        seen = self.seen
        if seen is None or not seen.points:
            return
        place = min(max(place, 0), len(seen.points) - 1)
        key = seen.record.id, len(seen.points)
        if self._reader is None or self._reader[0] != key:
            path = self._runs.folder_of(seen.record.id) / MOMENTS
            self._reader = key, MomentReader(path, seen.network)
        reader = self._reader[1]
        epoch = seen.points[place].epoch
        epochs = [point.epoch for point in reader.points]
        if epoch not in epochs:  # it is on its way into the file
            return
        network = reader.network(epochs.index(epoch))
        story = Story(plan=seen.record.plan, epochs=epoch)
        model = Model(network, seen.record.names, story, f"epoch {epoch:,}")
        self.place, self.answers = place, Answers(model)

    def leave(self) -> None:
        """Look at the end again, and answer with the network in use."""
        self.place = self.answers = None

    def before(self) -> tuple[Record, Score] | None:
        """Return the run before the one that is shown, with its held-out score, if it has one."""
        seen = self.seen
        if seen is None:
            return None
        key = seen.record.id, self._listed.version
        if self._before is None or self._before[0] != key:
            self._before = key, self._found_before(seen.record.id)
        return self._before[1]

    def _found_before(self, run_id: str) -> tuple[Record, Score] | None:
        record = self._listed.before(run_id)
        if record is None:
            return None
        try:
            score = self._runs.held_out_score(record)
        except ModelError:
            return None  # there is nothing to compare with
        if score is None:
            return None
        seen = self.seen
        now = dict(seen.record.classes) if seen else {}
        ids = {name: i for i, name in record.classes}
        names = tuple(now.get(ids.get(name, 0), name) for name in record.names)
        return replace(record, names=names), score
