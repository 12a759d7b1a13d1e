"""The collection: every change of drawings and classes, stored first and then shown."""

from collections.abc import Sequence

import numpy as np

from data.drawing import Bits
from data.drawings import Label
from data.store.reviews import Question
from ui.state.viewed import Viewed


class Collection(Viewed):
    """What the window sees of the drawings, and all that can be done to them."""

    def find_right(self, question: Question, ids: Sequence[int], *, right: bool = True) -> None:
        """Remember that drawings are right as they are, or that nobody said so."""
        reviews = self.store.reviews
        (reviews.find_right if right else reviews.forget)(question, ids)
        self.read_tables()
        self.refresh()

    def add_label(self, name: str) -> Label:
        """Add a class; return it, or the one that had the name already."""
        label = self.store.add_label(name)
        self.read_labels()
        return label

    def rename_label(self, label_id: int, name: str) -> Label:
        """Give a class another name.

        Raises:
            DataError: If it is no name for a class, or another one's.
        """
        label = self.store.classes.rename(label_id, name)
        self.read_labels()
        return label

    def arrange_labels(self, label_ids: Sequence[int]) -> None:
        """Put the classes into an order."""
        self.store.classes.arrange(label_ids)
        self.read_labels()

    def restore_label(self, label_id: int) -> None:
        """Bring back a class that was taken away."""
        self.store.classes.bring_back(label_id)
        self.read_labels()

    def allow_mirror(self, label_id: int, allowed: bool | None) -> None:
        """Say whether drawings of a class may be mirrored, or with None that it is not said."""
        self.store.classes.allow_mirror(label_id, allowed)
        self.read_labels()

    def remove_label(self, label_id: int) -> None:
        """Take away a class whose drawings are all in the trash."""
        self.store.classes.remove(label_id)
        self.read_labels()

    def add(
        self,
        image: Bits,
        label_id: int,
        order: Sequence[int] | None,
        drawer_id: int | None = None,
        *,
        learnt: bool = False,
    ) -> int:
        """Keep one drawing; return its id.

        Args:
            image: Shape (28, 28).
            label_id: Its class.
            order: In which its pixels changed, None where that is not known.
            drawer_id: Who drew it, None where that is not said.
            learnt: Whether the network has learnt from it; then it is not held out.
        """
        orders, held = None if order is None else [order], np.zeros(1, bool) if learnt else None
        (new,) = self.store.add(
            image[None], [label_id], "drawn", orders, held, drawer_id=drawer_id
        )  # fmt: skip
        self.take_in(new, new)
        return new

    def add_many(self, images: Bits, label_id: int) -> list[int]:
        """Store drawings that nobody drew here, (n, 28, 28), under one class; return their ids."""
        ids = self.store.add(images, [label_id] * len(images), "imported")
        self.take_in(ids[0], ids[-1])
        return ids

    def trash(self, ids: Sequence[int]) -> None:
        """Move drawings to the trash."""
        self.store.trash(ids)
        self.change("trashed", ids, True)

    def restore(self, ids: Sequence[int]) -> None:
        """Bring drawings back from the trash, with their classes."""
        self.store.restore(ids)
        self.read_tables()
        self.change("trashed", ids, False)

    def relabel(self, ids: Sequence[int], label_ids: Sequence[int]) -> None:
        """Give each drawing its class."""
        self.store.relabel(ids, label_ids)
        self.read_tables()  # a drawing found right was so under its class
        self.change("label_ids", ids, np.asarray(label_ids))
        self.guesses.forget(self.rows_of(ids))  # a loss is about the class
        self.refresh()

    def set_drawer(self, ids: Sequence[int], drawer_ids: Sequence[int | None]) -> None:
        """Say who drew drawings."""
        self.store.set_drawer(ids, drawer_ids)
        self.read_tables()
        self.change("drawers", ids, np.array([i or 0 for i in drawer_ids]))

    def empty_trash(self) -> int:
        """Take the drawings in the trash away for good; return how many."""
        n = self.store.empty_trash()
        self.read_labels()
        self.keep_only(~self.drawings.trashed)
        return n

    def drawer_id(self, name: str) -> int | None:
        """Return the id of a person who draws, added if new; None for no name."""
        if not name:
            return None
        found = self.store.drawers.id_of(name)
        self.drawers = self.store.drawers.names()
        return found
