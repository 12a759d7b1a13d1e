"""Changes of classes."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.changes.base import Changeable


def bring_back(parts: Changeable, label_id: int, name: str) -> None:
    """Bring a class back under the name that it had."""
    parts.collection.restore_label(label_id)
    if parts.collection.label(label_id).name != name:
        parts.collection.rename_label(label_id, name)


@dataclass(frozen=True)
class ClassAdded:
    """A class was added."""

    name: str
    label_id: int
    label: str  # its own name: another class may have taken it since, and given it back

    def undo(self, parts: Changeable) -> None:
        """Take it away."""
        parts.collection.remove_label(self.label_id)

    def redo(self, parts: Changeable) -> None:
        """Add it again, under its name."""
        bring_back(parts, self.label_id, self.label)


@dataclass(frozen=True)
class ClassRemoved:
    """A class was removed."""

    name: str
    label_id: int
    label: str  # its own name

    def undo(self, parts: Changeable) -> None:
        """Bring it back, under its name."""
        bring_back(parts, self.label_id, self.label)

    def redo(self, parts: Changeable) -> None:
        """Remove it again."""
        parts.collection.remove_label(self.label_id)


@dataclass(frozen=True)
class ClassRenamed:
    """A class got another name."""

    name: str
    label_id: int
    before: str
    after: str

    def undo(self, parts: Changeable) -> None:
        """Give it the name it had."""
        parts.collection.rename_label(self.label_id, self.before)

    def redo(self, parts: Changeable) -> None:
        """Give it the new one."""
        parts.collection.rename_label(self.label_id, self.after)


@dataclass(frozen=True)
class ClassesArranged:
    """The classes got another order."""

    name: str
    before: Sequence[int]  # label ids
    after: Sequence[int]

    def undo(self, parts: Changeable) -> None:
        """Put them as they were."""
        parts.collection.arrange_labels(self.before)

    def redo(self, parts: Changeable) -> None:
        """Put them into the new order."""
        parts.collection.arrange_labels(self.after)


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
