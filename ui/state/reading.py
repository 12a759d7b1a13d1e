"""Reading the drawings file a little at a time, the newest first, so that no frame waits for it."""

from data.drawings import Drawings
from data.store import Store
from data.store.store import NEWEST

AT_ONCE = 4000  # drawings: under 10 ms
FIRST = 20_000  # read before the first picture: under 50 ms


class Reader:
    """Goes through all drawings of a store, the trash included."""

    def __init__(self, store: Store) -> None:
        """Begin before the newest."""
        self._store = store
        self._before = NEWEST
        self._parts: list[Drawings] = []  # read and not yet taken, the newest first
        self._read = 0
        self._total = store.count()
        self.over = False

    @property
    def share(self) -> float:
        """How much is read, 0 to 1."""
        return 1.0 if self.over else self._read / max(self._total, self._read + 1)

    def read(self, most: int = AT_ONCE) -> None:
        """Read some more.

        Raises:
            DataError: If they cannot be read.
        """
        part = self._store.read_newest(most, self._before)
        self.over = len(part) < most
        if len(part):
            self._parts.append(part)
            self._before = int(part.ids[0])
            self._read += len(part)

    def take(self, *newer: Drawings) -> Drawings:
        """Return what was read since this was last asked, and then newer ones, in one piece."""
        empty = self._store.read_newest(0)
        taken = Drawings.of([*self._parts[::-1], *newer] or [empty])
        self._parts = []
        return taken
