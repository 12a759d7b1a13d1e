"""Wishes on the sheet: strokes, moving, clearing, keeping."""

from dataclasses import dataclass

from data.brush import Cell
from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class BeginStroke(Command):
    """Put the pen down."""

    cell: Cell  # may lie off the sheet
    other: bool = False  # with the tool that is not in hand: the right button
    joined: bool = False  # by a straight line from where the last stroke ended


@dataclass(frozen=True, eq=False, repr=False)
class ExtendStroke(Command):
    """Draw on to a cell."""

    cell: Cell


@dataclass(frozen=True, eq=False, repr=False)
class EndStroke(Command):
    """Lift the pen."""


@dataclass(frozen=True, eq=False, repr=False)
class MoveSheet(Command):
    """Move the drawing by a pixel or more."""

    d_row: int
    d_col: int


@dataclass(frozen=True, eq=False, repr=False)
class ClearSheet(Command):
    """Make the sheet paper."""


@dataclass(frozen=True, eq=False, repr=False)
class Keep(Command):
    """Store the drawing on the sheet under a class, and clear the sheet."""

    label_id: int


@dataclass(frozen=True, eq=False, repr=False)
class PressNumber(Command):
    """Keep as, or give the chosen drawings, the class with this number, from 1."""

    number: int
