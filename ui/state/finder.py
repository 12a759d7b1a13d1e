"""The finder: has another process look for what may spoil the training, and takes its lists."""

from data.drawings import Drawings
from models.beside import LOST, Beside
from ui.state.collection import Collection
from ui.state.filter import Only
from ui.state.finding import find

FOUND: frozenset[Only] = frozenset(["suspect", "double", "odd", "scrap"])  # what it answers


class Finder:
    """Looks through a collection once at a time."""

    def __init__(self) -> None:
        self.share: float | None = None  # how much is done, 0 to 1; None if nothing is under way
        self.failed = False  # whether the last one ended before its time
        self._process: Beside | None = None
        self._drawings: Drawings | None = None  # to be looked through
        self._handed = False  # whether the process has them
        self._version = -1  # of the drawings that were looked at last

    def begin(self, collection: Collection) -> None:
        """Look through the drawings, unless they were just looked through as they are."""
        if collection.drawings_version == self._version and not self.failed:
            return
        self.stop()
        self._drawings = collection.drawings.only(~collection.drawings.trashed)
        self._version, self._handed = collection.drawings_version, False
        self.share, self.failed = 0.0, False
        try:
            self._process = Beside(find)
        except OSError:
            self._end(failed=True)

    def work(self, collection: Collection) -> bool:
        """Take what was found; return whether anything was."""
        changed = False
        try:
            while self._process is not None and self._process.waits():
                self._take(self._process, collection)
                changed = True
        except LOST:
            self._end(failed=True)
            return True
        return changed

    def _take(self, process: Beside, collection: Collection) -> None:
        question, found = process.receive()
        assert self._drawings is not None
        if not self._handed:  # it is there: until then it could not take them
            process.send((self._drawings.packed, self._drawings.label_ids))
            self._handed = True
        elif question == "others":
            rows, labels = found
            ids = self._drawings.ids[rows].tolist()
            collection.better = dict(zip(ids, labels.tolist(), strict=True))
        elif question:
            collection.put_list(question, self._drawings.ids[found])
        else:
            self.share = found
            if found >= 1:
                self._end(failed=False)

    def stop(self) -> None:
        """End what is under way; what was found before it stays."""
        if self._process is not None:
            self._end(failed=True)

    def _end(self, *, failed: bool) -> None:
        if self._process is not None:
            self._process.close()
        self._process, self.share, self.failed = None, None, failed
        self._drawings = None
