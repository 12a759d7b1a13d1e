"""Wishes for lessons."""

from dataclasses import dataclass

from ui.commands.base import Command
from ui.state.view import PlanPart


@dataclass(frozen=True, eq=False, repr=False)
class BeginLesson(Command):
    """Begin a lesson, or begin it anew."""

    name: str  # of a Lesson


@dataclass(frozen=True, eq=False, repr=False)
class LeaveLesson(Command):
    """Put the lesson away; what was done stays done."""


@dataclass(frozen=True, eq=False, repr=False)
class ReadLesson(Command):
    """Show the words of a lesson, "" for the one under way or to come, in the list of all."""

    name: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class PutBack(Command):
    """Bring back the network and the plan from before the lesson."""


@dataclass(frozen=True, eq=False, repr=False)
class GoToPlan(Command):
    """Show the plan, and the part of it where something is to be set."""

    part: PlanPart
