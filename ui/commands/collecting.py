"""Wishes about the collection: filter, choice, trash."""

from dataclasses import dataclass
from typing import Literal

from ui.commands.base import Command
from ui.state.filter import Filter, Sort


@dataclass(frozen=True, eq=False, repr=False)
class ShowOnly(Command):
    """Show only the drawings a filter wants."""

    filter: Filter


@dataclass(frozen=True, eq=False, repr=False)
class ShowTyped(Command):
    """Show only what a typed filter wants."""

    text: str


@dataclass(frozen=True, eq=False, repr=False)
class SortBy(Command):
    """Show the drawings in an order."""

    sort: Sort


@dataclass(frozen=True, eq=False, repr=False)
class Choose(Command):
    """Choose the drawing at a place of the grid."""

    place: int
    how: Literal["only", "toggle", "extend"] = "only"


@dataclass(frozen=True, eq=False, repr=False)
class MoveCursor(Command):
    """Move the grid's cursor by so many drawings, and choose where it comes to."""

    by: int
    extend: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class ChooseAll(Command):
    """Choose every drawing shown."""


@dataclass(frozen=True, eq=False, repr=False)
class ChooseNone(Command):
    """Choose no drawing."""


@dataclass(frozen=True, eq=False, repr=False)
class TrashChosen(Command):
    """Move the chosen drawings to the trash."""


@dataclass(frozen=True, eq=False, repr=False)
class RestoreChosen(Command):
    """Bring the chosen drawings back from the trash."""


@dataclass(frozen=True, eq=False, repr=False)
class TrashStarter(Command):
    """Move every starter drawing to the trash."""


@dataclass(frozen=True, eq=False, repr=False)
class RelabelChosen(Command):
    """Give the chosen drawings a class."""

    label_id: int


@dataclass(frozen=True, eq=False, repr=False)
class OpenOnSheet(Command):
    """Put the drawing under the cursor on the sheet."""


@dataclass(frozen=True, eq=False, repr=False)
class BrowseSheet(Command):
    """Put the next drawing of the collection on the sheet, or the one before."""

    by: Literal[-1, 1]
