"""Runs: all that a person has kept, a folder each, and what can be done with one."""

import contextlib
import datetime
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from models.errors import ModelError
from models.runs import record as records
from models.runs import state_file
from models.runs.lock import FILE as LOCK
from models.runs.lock import Lock
from models.runs.record import Record
from models.state import State


class Runs:
    """The folder ``runs`` of a home. Each run in it belongs to whoever holds its lock."""

    def __init__(self, folder: Path) -> None:
        """Take ``folder`` as it is; it is made with the first run."""
        self.folder = folder

    def folder_of(self, run_id: str) -> Path:
        """Return the folder of a run."""
        return self.folder / Path(run_id).name

    def all(self) -> tuple[list[Record], list[str]]:
        """Return the records there are, the newest first, and what is wrong with the others."""
        found, wrong = [], []
        for folder in self._folders():
            try:
                found.append(records.read(folder))
            except ModelError as error:
                wrong.append(str(error))
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
            ModelError: If it cannot be read.
        """
        return state_file.load(self.folder_of(run_id))

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
        if not lock.take():
            raise ModelError(f"Another window is at work on the run {run_id}.")
        try:
            return records.read(folder), folder, lock
        except ModelError:
            lock.release()
            raise

    def left(self) -> str:
        """Return the id of a run that was left in the middle, "" for none."""
        for folder in sorted(self._folders(), reverse=True):
            if not (folder / LOCK).exists():
                continue
            lock = Lock(folder)
            if not lock.take():
                continue
            lock.release()
            if (folder / state_file.FILE).exists():
                return folder.name
            shutil.rmtree(folder, ignore_errors=True)  # it was left before its first state
        return ""

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
            if record.status == "running":
                self.change(replace(record, status="stopped"))
            lock.release(ended=True)

    def empty(self, run_ids: Iterable[str]) -> int:
        """Take removed runs away for good, but for those somebody is at work on; return how many.

        Raises:
            ModelError: If that cannot be done.
        """
        n = 0
        for run_id in run_ids:
            record, folder, lock = self.take(run_id)
            lock.release(ended=True)
            if not record.removed:
                continue
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise _not_written(folder, error) from error
            n += 1
        return n

    def size(self, run_id: str) -> int:
        """Return how many bytes a run takes on the disk."""
        try:
            return sum(path.stat().st_size for path in self.folder_of(run_id).iterdir())
        except OSError:
            return 0

    def _folders(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if path.is_dir()]
        except OSError:
            return []
        return [path for path in found if not path.name.startswith(".")]


def _not_written(path: Path, error: OSError) -> ModelError:
    return ModelError(f"{path} could not be written ({error.strerror}).")
