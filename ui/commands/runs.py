"""Wishes about runs that were kept: look at one, compare two, use, go on, rename, remove."""

from dataclasses import dataclass
from typing import Literal

from ui.commands.base import Command
from ui.state.runs_list import Column


@dataclass(frozen=True, eq=False, repr=False)
class ShowRuns(Command):
    """Show only the runs that a filter wants."""

    text: str


@dataclass(frozen=True, eq=False, repr=False)
class SortRuns(Command):
    """Sort the runs by a column, or the other way round."""

    column: Column


@dataclass(frozen=True, eq=False, repr=False)
class ChooseRun(Command):
    """Choose a run, or one more or less; its curves are shown."""

    run_id: str
    more: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class GoOnWithRun(Command):
    """Bring back a run that was left or has ended, paused, to go on with it."""

    run_id: str


@dataclass(frozen=True, eq=False, repr=False)
class UseRun(Command):
    """Take a run's network into use."""

    run_id: str


@dataclass(frozen=True, eq=False, repr=False)
class ExportRun(Command):
    """Write a run's network to a file; its ending decides how."""

    run_id: str
    path: str  # as a person typed it


@dataclass(frozen=True, eq=False, repr=False)
class RenameRun(Command):
    """Call a run by another name, "" for none."""

    run_id: str
    name: str


@dataclass(frozen=True, eq=False, repr=False)
class RemoveRuns(Command):
    """Take the chosen runs out of the list."""


@dataclass(frozen=True, eq=False, repr=False)
class BringBackRuns(Command):
    """Bring the chosen runs back that were removed."""


@dataclass(frozen=True, eq=False, repr=False)
class EmptyRuns(Command):
    """Delete the removed runs for good."""


@dataclass(frozen=True, eq=False, repr=False)
class CompareRuns(Command):
    """Lay the two runs chosen side by side."""


@dataclass(frozen=True, eq=False, repr=False)
class ShowChanged(Command):
    """Show the drawings whose answer differs between the two runs that are compared."""


@dataclass(frozen=True, eq=False, repr=False)
class MoveMoment(Command):
    """Look at the next moment of the run that is shown, or the one before."""

    by: Literal[-1, 1]


@dataclass(frozen=True, eq=False, repr=False)
class GoToMoment(Command):
    """Look at a moment of the run that is shown: by its place, the first one being 0."""

    place: int


@dataclass(frozen=True, eq=False, repr=False)
class LeaveMoment(Command):
    """Look at the end of the run again, and answer with the network in use."""
