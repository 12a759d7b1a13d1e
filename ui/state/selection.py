"""The selection: which of the drawings shown are chosen, and where the cursor is."""

from collections.abc import Iterable

import numpy as np

from ui.state.collection import Collection, Rows


class Selection:
    """Chosen drawings by id, and a cursor as a place in what the grid shows.

    A range goes from the anchor, the place chosen last on its own, to the cursor.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self.ids: frozenset[int] = frozenset()
        self.cursor = 0
        self._anchor = 0

    @property
    def visible_ids(self) -> list[int]:
        """The chosen drawings that the filter shows, in the grid's order."""
        return self._ids_at(self._visible_rows())

    @property
    def first(self) -> int:
        """The place of the first chosen drawing that is shown, else of the cursor."""
        rows = self._visible_rows()
        return self._collection.place_of(int(rows[0])) if len(rows) else self.cursor

    @property
    def row(self) -> int | None:
        """The row of the drawing under the cursor, None where nothing is shown."""
        shown = self._collection.shown
        return int(shown[self.cursor]) if self.cursor < len(shown) else None

    def choose(self, place: int) -> None:
        """Choose one drawing and no other."""
        self._go(place)
        self._anchor = self.cursor
        self.ids = frozenset(self._ids_at(self._collection.shown[self.cursor : self.cursor + 1]))

    def toggle(self, place: int) -> None:
        """Choose one drawing more, or one less."""
        self._go(place)
        self._anchor = self.cursor
        here = self._ids_at(self._collection.shown[self.cursor : self.cursor + 1])
        self.ids = self.ids ^ frozenset(here)

    def extend(self, place: int) -> None:
        """Choose everything from the anchor to ``place``."""
        self._go(place)
        low, high = sorted((min(self._anchor, self._last), self.cursor))
        self.ids = frozenset(self._ids_at(self._collection.shown[low : high + 1]))

    def choose_ids(self, ids: Iterable[int]) -> None:
        """Choose these drawings; the cursor comes to the first of them that is shown."""
        self.ids = frozenset(ids)
        self._go(self.first)
        self._anchor = self.cursor

    def choose_all(self) -> None:
        """Choose everything the filter shows."""
        self.ids = frozenset(self._ids_at(self._collection.shown))

    def choose_none(self) -> None:
        """Choose nothing; the cursor stays as near as it can."""
        self.ids = frozenset()
        self._go(self.cursor)
        self._anchor = self.cursor

    @property
    def _last(self) -> int:
        return max(len(self._collection.shown) - 1, 0)

    def _go(self, place: int) -> None:
        self.cursor = int(np.clip(place, 0, self._last))

    def _visible_rows(self) -> Rows:
        """Return the rows of the chosen drawings that are shown, the newest first."""
        rows = np.sort(self._collection.rows_of(self.ids))[::-1]
        visible: Rows = rows[self._collection.is_shown[rows]]
        return visible

    def _ids_at(self, rows: Rows) -> list[int]:
        ids: list[int] = self._collection.drawings.ids[rows].tolist()
        return ids
