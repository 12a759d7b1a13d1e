"""The classes of a drawings file: a person's own, in an order of their own."""

import itertools
import time
from collections.abc import Iterable, Sequence

from data.drawings import Label
from data.errors import DataError
from data.names import LONGEST, class_name
from data.store.database import Database

SAID = {None: None, 0: False, 1: True}


class Classes:
    """The table of classes. A removed one keeps its row, so that undo can bring it back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, removed: bool = False, check: bool = False) -> list[Label]:
        """Return the classes in their order, or those that were removed.

        Args:
            removed: Which of the two.
            check: Whether to make sure that no drawing's class is missing; looks at all drawings.

        Raises:
            DataError: If a drawing's class is not among them, or one has no name.
        """
        select = self._database.select
        rows = select("SELECT id, name, mirror, removed_s FROM label ORDER BY position, id")
        if not all(isinstance(row[1], str) and row[1] for row in rows):
            raise self._database.damage()
        if check:
            lost = "SELECT count(*) FROM drawing WHERE label_id NOT IN (SELECT id FROM label)"
            if select(lost)[0][0]:
                raise self._database.damage()
        return [
            Label(label_id, name, SAID.get(mirror))
            for label_id, name, mirror, removed_s in rows
            if (removed_s is not None) == removed
        ]

    def add(self, name: str) -> Label:
        """Return the class of that name, put after the others if it is new.

        Raises:
            DataError: If it is no name for a class.
        """
        name = class_name(name)
        with self._database.together() as db:
            known = {label.name: label for label in self.all()}
            if name in known:
                return known[name]
            gone = {label.name: label for label in self.all(removed=True)}
            if name in gone:
                self.bring_back(gone[name].id)
                return gone[name]
            self._make_room(name)
            last = "SELECT ?, ifnull(max(position), 0) + 1 FROM label"
            row = db.execute(f"INSERT INTO label (name, position) {last}", (name,)).lastrowid
        assert row is not None
        return Label(row, name)

    def rename(self, label_id: int, name: str) -> Label:
        """Give a class another name; return it.

        Raises:
            DataError: If it is no name for a class, or another one's.
        """
        name = class_name(name)
        with self._database.together() as db:
            for label in self.all():
                if label.name == name and label.id != label_id:
                    raise DataError(f"There is a class {name} already.")
            self._make_room(name)
            db.execute("UPDATE label SET name = ? WHERE id = ?", (name, label_id))
        every = [*self.all(), *self.all(removed=True)]
        return next(label for label in every if label.id == label_id)

    def arrange(self, label_ids: Sequence[int]) -> None:
        """Put classes into an order; removed ones stay where they are among them."""
        with self._database.together():
            rows = self._database.select("SELECT id FROM label ORDER BY position, id")
            following = iter(label_ids)
            moved = [next(following) if i in label_ids else i for (i,) in rows]
            self._database.change_many(
                "UPDATE label SET position = ? WHERE id = ?",
                ((place, label_id) for place, label_id in enumerate(moved, start=1)),
            )

    def remove(self, label_id: int) -> None:
        """Take a class away; its drawings must be in the trash, and stay there.

        Raises:
            DataError: If a drawing of it is not in the trash.
        """
        with self._database.together() as db:
            query = "SELECT count(*) FROM drawing WHERE label_id = ? AND trashed_s IS NULL"
            if self._database.select(query, label_id)[0][0]:
                raise DataError("A class with drawings cannot be removed; trash them first.")
            db.execute("UPDATE label SET removed_s = ? WHERE id = ?", (time.time(), label_id))

    def bring_back(self, label_id: int) -> None:
        """Bring back a class that was removed, to its place among the others."""
        self._database.change("UPDATE label SET removed_s = NULL WHERE id = ?", label_id)

    def bring_back_all(self, label_ids: Iterable[int]) -> None:
        """Bring back those classes that were removed, and have drawings by whoever's wish."""
        gone = {label.id for label in self.all(removed=True)}
        live = "SELECT 1 FROM drawing WHERE label_id = ? AND trashed_s IS NULL LIMIT 1"
        for label_id in gone & {int(i) for i in label_ids}:
            if self._database.select(live, label_id):
                self.bring_back(label_id)

    def allow_mirror(self, label_id: int, allowed: bool | None) -> None:
        """Say whether drawings of a class may be mirrored, or with None that it is not said."""
        value = None if allowed is None else int(allowed)
        self._database.change("UPDATE label SET mirror = ? WHERE id = ?", value, label_id)

    def _make_room(self, name: str) -> None:
        """Have removed classes step aside whose name is that one, in capitals or not."""
        for label in self.all(removed=True):
            if label.name.casefold() == name.casefold():
                self._step_aside(label)

    def _step_aside(self, label: Label) -> None:
        """Give a removed class another name, for its own is wanted."""
        taken = {each.name for each in (*self.all(), *self.all(removed=True))}
        for number in itertools.count(2):
            mark = f" ({number})"
            name = label.name[: LONGEST - len(mark)] + mark
            if name not in taken:
                break
        self._database.change("UPDATE label SET name = ? WHERE id = ?", name, label.id)
