"""The recorder: takes a run's steps, and keeps on disk what came of it, while it goes on."""

import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timezone
from pathlib import Path

from models.errors import ModelError
from models.run import Run
from models.runs import record as records
from models.runs import state_file
from models.runs.lock import Lock
from models.runs.moments import FILE as MOMENTS
from models.runs.moments import MomentWriter, every
from models.runs.record import Record, Status
from models.runs.runs import Runs

SAVED_S = 2.5  # between two states on disk: what a power cut may cost
SHARE = 0.1  # of the time goes into saving at most, where that takes long

AGAIN_S = 20.0  # after a save that failed, until it is tried again

NOT_KEPT = "The run cannot be kept on disk ({}); it goes on, and that is tried again."


def begin(
    runs: Runs, run: Run, names: tuple[str, ...], classes: Sequence[tuple[int, str]]
) -> "Recorder":
    """Return the recorder of a new run, in a folder of its own.

    Args:
        runs: Where it is kept.
        run: At its beginning.
        names: Of its outputs.
        classes: All classes there are, by id and name.

    Where none can be made the run goes on all the same, and its complaint says so.
    """
    began = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    record = Record("", began, asdict(run.plan), names, tuple(classes))
    try:
        return Recorder(run, *runs.begin(record))
    except ModelError as error:
        nowhere = runs.folder_of(".nowhere")
        return Recorder(run, record, nowhere, Lock(nowhere), complaint=str(error))


class Recorder:
    """Owns a run's folder while it trains. What cannot be written never stops a training."""

    def __init__(
        self, run: Run, record: Record, folder: Path, lock: Lock, *, complaint: str = ""
    ) -> None:
        """Take over a folder that is held.

        Args:
            run: Which trains; at its beginning, or where the folder's state has it.
            record: What is known of it.
            folder: Its own.
            lock: That of the folder; it is let go of by ``close``.
            complaint: Why it cannot be kept, "" if it can.
        """
        self.run, self.record, self.folder, self._lock = run, record, folder, lock
        self.complaint = complaint  # why it is not kept just now
        self._kept = not complaint  # whether there is a folder
        self._failure = ""  # why it could not go on
        self.worked_s = record.worked_s  # seconds of training, pauses left out
        self._saved_s = time.perf_counter()
        self._took_s = 0.0  # the last time a state was saved
        self._seen = len(run.curves.points)
        self._every = every(run.network)
        self._moments: MomentWriter | None = None
        try:
            self._moments = MomentWriter(folder / MOMENTS, run.network, self._seen)
        except (OSError, ModelError) as error:
            self._complain(error)

    def steps(self) -> Iterator[object]:
        """Train to the end, yielding between steps and between writes.

        Raises:
            ModelError: If the training runs away; that is written down first.
        """
        try:
            for progress in self.run.steps():
                yield progress
                if len(self.run.curves.points) > self._seen and not self.complaint:
                    yield from self._add_moment()
                if self._due():
                    yield from self.saving()
            yield from self._add_moment()
        except ModelError as error:
            self._failure = str(error)
            self.end("failed")
            raise

    def begin_scoring(self) -> None:
        """Write down that nothing is left but to score the best network."""
        self.record = replace(self.record, status="scoring")
        self._write()

    def finish(self) -> Iterator[object]:
        """Score the best network on all drawings, and save the last state."""
        self.begin_scoring()
        yield from self.run.curves.finish()
        yield from self.saving()

    def end(self, status: Status, network: str = "") -> None:
        """Write down how it ended.

        Args:
            status: Done, stopped, or failed.
            network: The title that its best network is saved under.
        """
        self.record = replace(self.record, status=status, network=network or self.record.network)
        self._write()
        if self.run.place.step == 0:  # there is nothing to remember of it
            shutil.rmtree(self.folder, ignore_errors=True)

    def save(self) -> None:
        """Write everything as it is now, at once."""
        for _ in self.saving():
            pass

    def close(self) -> None:
        """Let go of the folder."""
        self._lock.release(ended=self.record.status not in records.LEFT)

    def _due(self) -> bool:
        wait_s = AGAIN_S if self.complaint else max(SAVED_S, self._took_s / SHARE)
        return time.perf_counter() - self._saved_s > wait_s

    def _add_moment(self) -> Iterator[object]:
        """Add the points that are not in the file yet, the last one with its network."""
        points = self.run.curves.points
        while self._seen < len(points) and self._moments is not None:
            point, last = points[self._seen], self._seen == len(points) - 1
            whose = self.run.network if last and self._seen % self._every == 0 else None
            try:
                for _ in self._moments.add(point, whose):
                    yield point
            except OSError as error:
                self._complain(error)
                return
            self._seen += 1

    def saving(self) -> Iterator[object]:
        """Save the state and the record, after a moment that is not in the file yet."""
        if not self._kept or self.run.place.step == 0:
            return
        self.complaint, self._saved_s = "", time.perf_counter()
        yield from self._add_moment()
        started, spent, state = time.perf_counter(), 0.0, self.run.state
        try:
            for _ in state_file.save(state, self.folder) if not self.complaint else ():
                spent += time.perf_counter() - started
                yield state
                started = time.perf_counter()
        except OSError as error:
            self._complain(error)
        self._write()
        self._saved_s = time.perf_counter()
        self._took_s = spent + self._saved_s - started

    @property
    def now(self) -> Record:
        """What is known of the run as it is now."""
        run, point = self.run, self.run.curves.best_point
        progress = run.progress
        record = replace(
            self.record,
            plan=asdict(run.plan),
            changes=tuple(asdict(change) for change in run.changes),
            digest=run.digest,
            train_count=len(run.training),
            held_out_count=len(run.held_out),
            epochs=run.place.epoch - 1,
            steps=progress.step if progress else 0,
            worked_s=round(self.worked_s, 2),
            complaint=self._failure or run.curves.complaint,
        )
        if point is not None:
            record = replace(
                record,
                loss=point.trained.loss,
                train_accuracy=point.trained.accuracy,
                held_out_accuracy=point.held_out.accuracy,
            )
        return record

    def _write(self) -> None:
        """Write the record as it is now."""
        if not self._kept:
            return
        with contextlib.suppress(ModelError):  # somebody may have given it a name meanwhile
            self.record = replace(self.record, name=records.read(self.folder).name)
        self.record = self.now
        try:
            records.write(self.record, self.folder)
        except OSError as error:
            self._complain(error)

    def _complain(self, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self.complaint = self.complaint or NOT_KEPT.format(reason)
