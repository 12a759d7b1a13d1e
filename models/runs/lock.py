"""Lock: says that somebody is at work on a run; it is let go of however that ends."""

import contextlib
import sys
from pathlib import Path
from typing import BinaryIO

FILE = "lock"


class Lock:
    """Held by one program at a time, on a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Hold nothing yet.

        Args:
            folder: Of the run.
        """
        self._path = folder / FILE
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Take it; return whether nobody else has it.

        Raises:
            OSError: If its file cannot be written.
        """
        if self._file is not None:
            return True
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def release(self, *, ended: bool = False) -> None:
        """Let go of it.

        Args:
            ended: Whether there is nothing to go on with; else its file says that there is.
        """
        if self._file is None:
            return
        self._file.close()
        self._file = None
        if ended:
            with contextlib.suppress(OSError):
                self._path.unlink()


def _lock(file: BinaryIO) -> None:
    """Lock a file for this program, or raise OSError if another has."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
