"""The collection: the stored drawings as the window sees them, with the network's guesses."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from data.drawing import Bits, as_inputs, unpack
from data.drawings import Drawings, Label
from data.labelled import Labelled, from_drawings
from data.store import Store
from models.model import Model
from models.scores import slice_of
from ui.state.counts import Counts, Mask, counted
from ui.state.filter import Filter, Only

GUESSED_AT_ONCE = 500  # drawings: under 2 ms, so that no frame is late
UNKNOWN = -1  # the guess for a drawing the network has not been asked about yet

Rows = npt.NDArray[np.intp]


class Collection:
    """Mirrors the store in memory, the trash included; every change is stored first."""

    def __init__(self, store: Store) -> None:
        """Read everything the store has.

        Raises:
            DataError: If it cannot be read.
        """
        self._store = store
        self.labels: list[Label] = store.labels()
        self.drawings: Drawings = store.read(trashed=None)
        self.version = 0  # grows with every change of drawings, classes, guesses or filter
        self.drawings_version = 0  # grows with every change of drawings and classes alone
        self.filter = Filter()
        self._counts: Counts | None = None
        self.guesses = np.full(len(self.drawings), UNKNOWN, np.int16)  # index of the model's names
        self.asking = True  # whether there may be drawings without a guess
        self._names: tuple[str, ...] = ()  # of the model asked
        self._named: npt.NDArray[np.int64] = np.zeros(0, np.int64)  # label id of each model name
        self.is_shown: Mask = np.zeros(0, bool)  # (n,), whether the filter shows a drawing
        self.shown: Rows = np.zeros(0, np.intp)  # rows of ``drawings``, the newest first
        self._refresh()

    # What the screens read

    def has(self, label_id: int) -> bool:
        """Return whether there is a class with that id."""
        return any(label.id == label_id for label in self.labels)

    def label(self, label_id: int) -> Label:
        """Return the class with that id."""
        return next(label for label in self.labels if label.id == label_id)

    def rows_of(self, ids: Iterable[int]) -> Rows:
        """Return the rows of drawings with these ids."""
        return np.searchsorted(self.drawings.ids, np.fromiter(ids, np.int64))

    def place_of(self, row: int) -> int:
        """Return the place in ``shown`` of a row that is shown."""
        return int(np.searchsorted(-self.shown, -row))

    def image(self, row: int) -> Bits:
        """Return one drawing, shape (28, 28)."""
        image: Bits = unpack(self.drawings.packed[row : row + 1])[0]
        return image

    def count(self, label_id: int | None = None) -> int:
        """Return how many drawings there are, of one class or of all."""
        counts = self._counted()
        return counts.live if label_id is None else counts.by_label.get(label_id, 0)

    def count_only(self, only: Only) -> int:
        """Return how many drawings a special filter shows; "" for all."""
        return self._counted().by_filter[only]

    def is_wrong(self, row: int) -> bool:
        """Return whether the network answers a drawing wrong."""
        return bool(self._counted().wrong[row])

    def _counted(self) -> Counts:
        """Return the counts of this version, counted when they are first asked for."""
        if self._counts is None or self._counts.version != self.version:
            self._counts = counted(self.drawings, self._wrong(), self.version)
        return self._counts

    def _wrong(self) -> Mask:
        """Return which drawings the network answers wrong; unasked ones are not wrong."""
        asked = self.guesses != UNKNOWN
        wrong = np.zeros(len(self.guesses), bool)
        if len(self._named):
            answer = self._named[self.guesses[asked]]
            wrong[asked] = answer != self.drawings.label_ids[asked]
        return wrong

    def labelled(self) -> Labelled:
        """Return the drawings for training: those not in the trash, under their classes."""
        return from_drawings(self.drawings.only(~self.drawings.trashed), self.labels)

    # What changes it

    def show(self, wanted: Filter) -> None:
        """Show only what the filter wants."""
        self.filter = wanted
        self._refresh()

    def add_label(self, name: str) -> Label:
        """Add a class; return it, or the one that had the name already."""
        label = self._store.add_label(name)
        self._read_labels()
        return label

    def restore_label(self, label: Label) -> None:
        """Bring back a class that was taken away."""
        self._store.restore_label(label)
        self._read_labels()

    def allow_mirror(self, label_id: int, allowed: bool | None) -> None:
        """Say whether drawings of a class may be mirrored, or with None that it is not said."""
        self._store.allow_mirror(label_id, allowed)
        self._read_labels()

    def remove_label(self, label_id: int) -> None:
        """Take away a class without drawings."""
        self._store.remove_empty_label(label_id)
        self._read_labels()

    def add(self, image: Bits, label_id: int, order: Sequence[int] | None) -> int:
        """Keep one drawing, and the order of its pixels where it is known; return its id."""
        orders = None if order is None else [order]
        (new,) = self._store.add(image[None], [label_id], "drawn", orders)
        self._take_in(new, new)
        return new

    def add_many(self, images: Bits, label_id: int) -> list[int]:
        """Store drawings that nobody drew here, (n, 28, 28), under one class; return their ids."""
        ids = self._store.add(images, [label_id] * len(images), "imported")
        self._take_in(ids[0], ids[-1])
        return ids

    def trash(self, ids: Sequence[int]) -> None:
        """Move drawings to the trash."""
        self._store.trash(ids)
        self._mark_trashed(ids, trashed=True)

    def restore(self, ids: Sequence[int]) -> None:
        """Bring drawings back from the trash."""
        self._store.restore(ids)
        self._mark_trashed(ids, trashed=False)

    def relabel(self, ids: Sequence[int], label_ids: Sequence[int]) -> None:
        """Give each drawing its class."""
        self._store.relabel(ids, label_ids)
        changed = self.drawings.label_ids.copy()
        changed[self.rows_of(ids)] = label_ids
        self.drawings = replace(self.drawings, label_ids=changed)
        self.drawings_version += 1
        self._refresh()

    def order_of(self, drawing_id: int) -> tuple[int, ...] | None:
        """Return the order in which a drawing's pixels changed, None where it is not known."""
        order = self._store.order_of(drawing_id)
        return None if order is None else tuple(order.tolist())

    def ask(self, model: Model) -> None:
        """Forget all guesses; ``guess_some`` makes new ones with this network."""
        self._names = model.names
        self._match_names()
        self.guesses = np.full(len(self.drawings), UNKNOWN, np.int16)
        self.asking = True
        self._refresh()

    def guess_some(self, model: Model) -> bool:
        """Ask the network about some more drawings; return whether any were left to ask."""
        if not self.asking:  # asked in every frame, so it must cost nothing
            return False
        rows = np.flatnonzero(self.guesses == UNKNOWN)
        at_once = min(GUESSED_AT_ONCE, slice_of(model.network))
        self.asking = len(rows) > at_once
        rows = rows[:at_once]
        if not len(rows):
            return False
        inputs = as_inputs(unpack(self.drawings.packed[rows]))
        self.guesses[rows] = model.compiled.forward(inputs).argmax(axis=1)
        self._refresh()
        return True

    def _take_in(self, first_id: int, last_id: int) -> None:
        """Read what was just stored; the ids between are of no other window."""
        new = self._store.read_between(first_id, last_id)
        self.drawings = self.drawings.joined(new)
        self.guesses = np.append(self.guesses, np.full(len(new), UNKNOWN, np.int16))
        self.asking = True
        self.drawings_version += 1
        self._refresh()

    def _mark_trashed(self, ids: Sequence[int], *, trashed: bool) -> None:
        changed = self.drawings.trashed.copy()
        changed[self.rows_of(ids)] = trashed
        self.drawings = replace(self.drawings, trashed=changed)
        self.drawings_version += 1
        self._refresh()

    def _read_labels(self) -> None:
        self.labels = self._store.labels()
        self._match_names()
        self.drawings_version += 1
        self._refresh()

    def _match_names(self) -> None:
        ids = {label.name: label.id for label in self.labels}
        self._named = np.array([ids.get(name, UNKNOWN) for name in self._names], np.int64)

    def _refresh(self) -> None:
        drawings, wanted = self.drawings, self.filter
        chosen = drawings.trashed if wanted.only == "trash" else ~drawings.trashed
        if wanted.label_ids is not None:
            chosen = chosen & np.isin(drawings.label_ids, list(wanted.label_ids))
        if wanted.only == "wrong":
            chosen = chosen & self._wrong()
        elif wanted.only == "held-out":
            chosen = chosen & drawings.held_out
        elif wanted.only == "starter":
            chosen = chosen & drawings.starter
        self.is_shown = chosen
        self.shown = np.flatnonzero(chosen)[::-1]
        self.version += 1
