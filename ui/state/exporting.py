"""An export: drawings written to another program's file, by a process of its own."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from models.beside import LOST, Beside

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

GONE = "The writing was broken off; try again."


def write_out(pipe: Connection) -> None:
    """Receive a collection's file and a target; send how many drawings were written, or why not."""
    from data import exchange, labelled  # here: see models.beside
    from data.errors import DataError
    from data.store import Store

    pipe.send(None)
    source, target, beside = pipe.recv()
    try:
        with Store(source) as store:
            batch = labelled.from_store(store).batch
        if not len(batch):
            raise DataError("There are no drawings to export.")
        pipe.send((len(batch), str(exchange.write(batch, target, beside=beside))))
    except DataError as error:
        pipe.send((0, str(error)))
    except MemoryError:
        pipe.send((0, "This machine's memory is too small for that many drawings."))


class Export:
    """Writes one file at a time."""

    def __init__(self) -> None:
        self._process: Beside | None = None
        self._wanted: tuple[Path, Path, str] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._process is not None

    def begin(self, source: Path, target: Path) -> None:
        """Write the drawings of a collection's file to a target; its ending says how.

        Raises:
            OSError: If no process can be started.
        """
        self._wanted = source, target, f".{uuid.uuid4().hex}"
        self._process = Beside(write_out)

    def work(self) -> tuple[int, str] | None:
        """Return how many drawings were written and where, or 0 and why not; None if not done."""
        process = self._process
        try:
            if process is None or not process.waits():
                return None
            found = process.receive()
            if found is None:  # it is there
                process.send(self._wanted)
                return None
        except LOST:
            found = 0, GONE
        self.stop()
        return found  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End it; a file that is not whole is not left."""
        if self._process is not None:
            self._process.close()
            if self._wanted is not None:
                _, target, beside = self._wanted
                shutil.rmtree(target.absolute().parent / beside, ignore_errors=True)
        self._process = None
