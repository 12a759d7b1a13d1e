"""Wishes for lessons."""

from dataclasses import dataclass

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class BeginLesson(Command):
    """Begin a lesson, or begin it anew."""

    name: str  # of a Lesson


@dataclass(frozen=True, eq=False, repr=False)
class LeaveLesson(Command):
    """Put the lesson away; what was done stays done."""
