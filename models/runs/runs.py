"""Runs: all that a person has kept, a folder each, and what can be done with one."""

import contextlib
import datetime
import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from models.errors import ModelError
from models.runs import record as records
from models.runs import state_file
from models.runs.lock import FILE as LOCK
from models.runs.lock import Lock
from models.runs.record import Record
from models.scores import Score
from models.state import State

YOUNG_S = 2.0  # a folder that has just been made may be another window's


class Runs:
    """The folder ``runs`` of a home. Each run in it belongs to whoever holds its lock."""

    def __init__(self, folder: Path) -> None:
        """Take ``folder`` as it is; it is made with the first run."""
        self.folder = folder
        self._known: dict[str, tuple[int, Record]] = {}  # when it was written, and what

    def folder_of(self, run_id: str) -> Path:
        """Return the folder of a run."""
        return self.folder / Path(run_id).name

    def there(self, run_id: str) -> bool:
        """Return whether there is a run with that id."""
        return self.folder_of(run_id).is_dir()

    def all(self) -> tuple[list[Record], list[str]]:
        """Return the records there are, the newest first, and what is wrong with the others."""
        found, wrong, known = [], [], {}
        for folder in self._folders():
            try:
                read = self._known.get(folder.name)
                written = (folder / records.FILE).stat().st_mtime_ns
                if read is None or read[0] != written:
                    read = written, records.read(folder)
                known[folder.name] = read
                found.append(read[1])
            except OSError:
                wrong.append(f"The run {folder.name} has lost its {records.FILE}.")
            except ModelError as error:
                wrong.append(str(error))
        self._known = known
        found.sort(key=lambda record: (record.began, record.id), reverse=True)
        return found, wrong

    def record(self, run_id: str) -> Record:
        """Return what is known of a run.

        Raises:
            ModelError: If it cannot be read.
        """
        return records.read(self.folder_of(run_id))

    def state(self, run_id: str) -> State:
        """Return all that is needed to go on with a run.

        Raises:
            ModelError: If it cannot be read, or does not fit the run's classes.
        """
        state = state_file.load(self.folder_of(run_id))
        if state.network.sizes[-1] != len(self.record(run_id).names):
            raise ModelError(f"The run {run_id} is damaged: it has not one name for each output.")
        return state

    def held_out_score(self, record: Record) -> Score | None:
        """Return the held-out score of a run's best network, read alone; None if there is none.

        Raises:
            ModelError: If it cannot be read.
        """
        score = state_file.held_out_score(self.folder_of(record.id))
        return score if score is None or len(score.confusion) == len(record.names) else None

    def begin(self, record: Record) -> tuple[Record, Path, Lock]:
        """Make a folder for a new run, and hold it.

        Args:
            record: What is known of it; it gets its own id.

        Raises:
            ModelError: If it cannot be made.
        """
        now = datetime.datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        name, n = f"{record.plan.get('network', 'network')} {now}", 1
        while True:
            run_id = name if n == 1 else f"{name} ({n})"
            try:
                folder = self.folder_of(run_id)
                folder.mkdir(parents=True)
                lock = Lock(folder)
                lock.take()
                record = replace(record, id=run_id)
                records.write(record, folder)
                return record, folder, lock
            except FileExistsError:
                n += 1
            except OSError as error:
                raise _not_written(self.folder, error) from error

    def take(self, run_id: str) -> tuple[Record, Path, Lock]:
        """Return a run to go on with, held.

        Raises:
            ModelError: If it cannot be read, or somebody else is at work on it.
        """
        folder = self.folder_of(run_id)
        lock = Lock(folder)
        try:
            free = lock.take()
        except OSError as error:
            raise _not_written(folder, error) from error
        if not free:
            raise ModelError(f"Another window is at work on the run {run_id}.")
        try:
            return records.read(folder), folder, lock
        except ModelError:
            lock.release()
            raise

    def left(self) -> str:
        """Return the id of a run that was left in the middle, "" for none."""
        for folder in sorted(self._folders(), reverse=True):
            try:
                if not (folder / LOCK).exists() or self.is_held(folder.name):
                    continue
                if records.read(folder).status not in records.LEFT:
                    continue
                if (folder / state_file.FILE).exists():
                    return folder.name
                if _age_s(folder) > YOUNG_S:  # it was left before its first state
                    shutil.rmtree(folder, ignore_errors=True)
            except (OSError, ModelError):
                continue  # the list of runs says what is wrong with it
        return ""

    def is_held(self, run_id: str) -> bool:
        """Return whether somebody is at work on a run.

        Raises:
            OSError: If its folder cannot be written.
        """
        if not (self.folder_of(run_id) / LOCK).exists():
            return False
        lock = Lock(self.folder_of(run_id))
        free = lock.take()
        lock.release()
        return not free

    def change(self, record: Record) -> None:
        """Write what is new in a record.

        Raises:
            ModelError: If it cannot be written.
        """
        try:
            records.write(record, self.folder_of(record.id))
        except OSError as error:
            raise _not_written(self.folder, error) from error

    def leave(self, run_id: str) -> None:
        """Write down that a run was stopped where it stands, as far as that can be written."""
        with contextlib.suppress(ModelError):
            record, _, lock = self.take(run_id)
            if record.status in records.LEFT:
                self.change(replace(record, status="stopped"))
            lock.release(ended=True)

    def empty(self, run_ids: Iterable[str]) -> int:
        """Take removed runs away for good, but for those somebody is at work on; return how many.

        Raises:
            ModelError: If that cannot be done.
        """
        n = 0
        for run_id in run_ids:
            try:
                record, folder, lock = self.take(run_id)
            except ModelError:
                continue  # somebody is at work on it, or it is gone
            lock.release(ended=True)
            if not record.removed:
                continue
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise _not_written(folder, error) from error
            n += 1
        return n

    def _folders(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if path.is_dir()]
        except OSError:
            return []
        return [path for path in found if not path.name.startswith(".")]


def _age_s(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime


def _not_written(path: Path, error: OSError) -> ModelError:
    return ModelError(f"{path} could not be written ({error.strerror}).")
