"""Changes of drawings: on the sheet, into the collection, to the trash, under another class."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.store.reviews import Question
from ui.changes.base import Changeable
from ui.state.sheet import Picture

MOVE = "move"  # the name of a change of the sheet


@dataclass(frozen=True)
class SheetChanged:
    """A stroke, a move, a clearing, another drawing put on the sheet."""

    name: str
    before: Picture
    after: Picture

    def undo(self, parts: Changeable) -> None:
        """Show the sheet as it was."""
        parts.sheet.show(self.before)

    def redo(self, parts: Changeable) -> None:
        """Show the sheet as it became."""
        parts.sheet.show(self.after)


@dataclass(frozen=True)
class Kept:
    """A drawing went from the sheet into the collection."""

    name: str
    id: int
    before: Picture  # the sheet, which keeping clears

    def undo(self, parts: Changeable) -> None:
        """Take it out of the collection, back on the sheet."""
        parts.collection.trash([self.id])
        parts.sheet.show(self.before)

    def redo(self, parts: Changeable) -> None:
        """Bring it back."""
        parts.collection.restore([self.id])
        parts.sheet.show(Picture.empty())


@dataclass(frozen=True)
class Moved:
    """Drawings went to the trash, or came back from it, or came in."""

    name: str
    ids: Sequence[int]
    to_trash: bool

    def undo(self, parts: Changeable) -> None:
        """Move them the other way."""
        self._move(parts, to_trash=not self.to_trash)

    def redo(self, parts: Changeable) -> None:
        """Move them again."""
        self._move(parts, to_trash=self.to_trash)

    def _move(self, parts: Changeable, *, to_trash: bool) -> None:
        move = parts.collection.trash if to_trash else parts.collection.restore
        move(self.ids)


@dataclass(frozen=True)
class Relabelled:
    """Drawings got another class."""

    name: str
    ids: Sequence[int]
    before: Sequence[int]  # label ids
    after: int

    def undo(self, parts: Changeable) -> None:
        """Give each the class it had."""
        parts.collection.relabel(self.ids, self.before)

    def redo(self, parts: Changeable) -> None:
        """Give all of them the new one."""
        parts.collection.relabel(self.ids, [self.after] * len(self.ids))


@dataclass(frozen=True)
class FoundRight:
    """Drawings were found right as they are."""

    name: str
    ids: Sequence[int]
    question: Question

    def undo(self, parts: Changeable) -> None:
        """Ask about them again."""
        parts.collection.find_right(self.question, self.ids, right=False)

    def redo(self, parts: Changeable) -> None:
        """Ask no more."""
        parts.collection.find_right(self.question, self.ids)


@dataclass(frozen=True)
class DrawerSet:
    """It was said who drew some drawings."""

    name: str
    ids: Sequence[int]
    before: Sequence[int]  # drawer ids, 0 for not said
    after: int

    def undo(self, parts: Changeable) -> None:
        """Say what was said before."""
        parts.collection.set_drawer(self.ids, [i or None for i in self.before])

    def redo(self, parts: Changeable) -> None:
        """Say it again."""
        parts.collection.set_drawer(self.ids, [self.after or None] * len(self.ids))
