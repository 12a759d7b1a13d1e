"""The selection: which of the drawings shown are chosen, and where the cursor is."""

from collections.abc import Iterable

import numpy as np

from data.drawings import Ids
from ui.state.collection import Collection
from ui.state.shown import Rows

NONE: Ids = np.zeros(0, np.int64)


class Selection:
    """Chosen drawings by id, and a cursor as a place in what the grid shows.

    A range goes from the anchor, the place chosen last on its own, to the cursor.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._ids: Ids = NONE  # sorted: a million are chosen and asked for in a moment
        self.version = 0  # grows with every choice
        self.cursor = 0
        self._anchor = 0
        self._offered = -1  # the version in which the first was chosen for the person
        self._visible: tuple[tuple[int, int], Rows] = ((-1, -1), np.zeros(0, np.intp))

    def __len__(self) -> int:
        """Return how many are chosen and shown."""
        return len(self._places())

    def has(self, drawing_id: int) -> bool:
        """Return whether a drawing is chosen."""
        place = int(np.searchsorted(self._ids, drawing_id))
        return place < len(self._ids) and int(self._ids[place]) == drawing_id

    @property
    def any(self) -> bool:
        """Whether something is chosen, be it hidden."""
        return len(self._ids) > 0

    @property
    def visible_ids(self) -> list[int]:
        """The chosen drawings that the filter shows, in the grid's order."""
        ids: list[int] = self._ids_at(self._places()).tolist()
        return ids

    @property
    def first(self) -> int:
        """The place of the first chosen drawing that is shown, else of the cursor."""
        places = self._places()
        return int(places[0]) if len(places) else self.cursor

    @property
    def row(self) -> int | None:
        """The row of the drawing that is looked at, None where nothing is shown.

        It is under the cursor; of chosen ones that have moved from there, the first.
        """
        shown, places, place = self._collection.shown, self._places(), self.cursor
        if len(places) and not (places == place).any():
            place = int(places[0])
        return int(shown[place]) if place < len(shown) else None

    def choose(self, place: int) -> None:
        """Choose one drawing and no other."""
        self._go(place)
        self._anchor = self.cursor
        self._set(self._ids_at(slice(self.cursor, self.cursor + 1)))

    def toggle(self, place: int) -> None:
        """Choose one drawing more, or one less."""
        self._go(place)
        self._anchor = self.cursor
        self._set(np.setxor1d(self._ids, self._ids_at(slice(self.cursor, self.cursor + 1))))

    def extend(self, place: int) -> None:
        """Choose everything from the anchor to ``place``."""
        self._go(place)
        low, high = sorted((min(self._anchor, self._last), self.cursor))
        self._set(self._ids_at(slice(low, high + 1)))

    def choose_ids(self, ids: Iterable[int]) -> None:
        """Choose these drawings; the cursor comes to the first of them that is shown."""
        self._set(np.fromiter(ids, np.int64))
        self._go(self.first)
        self._anchor = self.cursor

    def go_on(self, place: int) -> None:
        """Choose what has come to a place where something went away, if anything has."""
        self.choose_none()
        if len(self._collection.shown):
            self.choose(place)

    def offer(self) -> None:
        """Choose the first that is shown, for the person to begin with."""
        self.go_on(0)
        self._offered = self.version

    def offer_again(self) -> None:
        """Offer the first of another list, unless the person has chosen something meanwhile."""
        if not self.any or self.version == self._offered:
            self.offer()

    def choose_all(self) -> None:
        """Choose everything the filter shows."""
        collection = self._collection
        self._ids = collection.drawings.ids[collection.is_shown]  # sorted as they are
        self.version += 1
        self._visible = (collection.version, self.version), np.arange(len(collection.shown))

    def choose_none(self) -> None:
        """Choose nothing; the cursor stays as near as it can."""
        self._set(NONE)
        self._go(self.cursor)
        self._anchor = self.cursor

    @property
    def _last(self) -> int:
        return max(len(self._collection.shown) - 1, 0)

    def _set(self, ids: Ids) -> None:
        self._ids = np.sort(ids)
        self.version += 1

    def _go(self, place: int) -> None:
        self.cursor = int(np.clip(place, 0, self._last))

    def _places(self) -> Rows:
        """Return the places of the chosen drawings that are shown, found once for each change."""
        versions = self._collection.version, self.version
        if self._visible[0] != versions:
            places = self._collection.places_of(self._collection.rows_of(self._ids))
            self._visible = versions, np.sort(places[places >= 0])
        return self._visible[1]

    def _ids_at(self, places: Rows | slice) -> Ids:
        ids: Ids = self._collection.drawings.ids[self._collection.shown[places]]
        return ids
