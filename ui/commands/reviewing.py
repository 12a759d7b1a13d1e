"""Wishes about what may be wrong with drawings."""

from dataclasses import dataclass

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class FindRight(Command):
    """Keep what is chosen as it is, and go on."""


@dataclass(frozen=True, eq=False, repr=False)
class ShowCell(Command):
    """Show the drawings behind a cell of the confusion matrix."""

    true: str
    said: str


@dataclass(frozen=True, eq=False, repr=False)
class EmptyTrash(Command):
    """Take what is in the trash away for good."""
