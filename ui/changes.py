"""What can be undone: each change knows how to take itself back and how to be made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from data.drawings import Label
from models.model import Model
from ui.state.collection import Collection
from ui.state.sheet import Picture, Sheet


class Changeable(Protocol):
    """What a change needs of a workspace."""

    sheet: Sheet
    collection: Collection

    def take_into_use(self, model: Model) -> None:
        """Answer with another network, at the next start too."""


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
    """Drawings went to the trash, or came back from it."""

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
class ClassAdded:
    """A class was added."""

    name: str
    label: Label

    def undo(self, parts: Changeable) -> None:
        """Take it away; one with drawings, if only in the trash, stays."""
        parts.collection.remove_label(self.label.id)

    def redo(self, parts: Changeable) -> None:
        """Add it again."""
        parts.collection.restore_label(self.label)


@dataclass(frozen=True)
class NothingAdded:
    """A class was added together with drawings for it."""

    name: str
    label: Label
    ids: Sequence[int]

    def undo(self, parts: Changeable) -> None:
        """Move the drawings to the trash; the class stays, for they are of it."""
        parts.collection.trash(self.ids)

    def redo(self, parts: Changeable) -> None:
        """Bring them back."""
        parts.collection.restore(self.ids)


@dataclass(frozen=True)
class MirrorAllowed:
    """It was said whether drawings of a class may be mirrored."""

    name: str
    label_id: int
    before: bool | None
    after: bool | None

    def undo(self, parts: Changeable) -> None:
        """Say what was said before."""
        parts.collection.allow_mirror(self.label_id, self.before)

    def redo(self, parts: Changeable) -> None:
        """Say it again."""
        parts.collection.allow_mirror(self.label_id, self.after)


@dataclass(frozen=True)
class NetworkTaken:
    """Another network came into use."""

    name: str
    before: Model
    after: Model

    def undo(self, parts: Changeable) -> None:
        """Use the one from before again; the new one stays saved."""
        parts.take_into_use(self.before)

    def redo(self, parts: Changeable) -> None:
        """Use the new one."""
        parts.take_into_use(self.after)


Done = (
    SheetChanged
    | Kept
    | Moved
    | Relabelled
    | ClassAdded
    | NothingAdded
    | MirrorAllowed
    | NetworkTaken
)
