"""Wishes about classes."""

from dataclasses import dataclass

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class AddClass(Command):
    """Add a class."""

    name: str


@dataclass(frozen=True, eq=False, repr=False)
class AllowMirror(Command):
    """Say whether drawings of a class may be mirrored; None leaves it to the drawings."""

    label_id: int
    allowed: bool | None


@dataclass(frozen=True, eq=False, repr=False)
class RenameClass(Command):
    """Give a class another name."""

    label_id: int
    name: str


@dataclass(frozen=True, eq=False, repr=False)
class MoveClass(Command):
    """Put a class so many places further down, or with a negative number up."""

    label_id: int
    by: int


@dataclass(frozen=True, eq=False, repr=False)
class MergeClasses(Command):
    """Give all drawings of a class to another, and remove it."""

    label_id: int
    into_id: int


@dataclass(frozen=True, eq=False, repr=False)
class RemoveClass(Command):
    """Remove a class; its drawings go to the trash."""

    label_id: int
