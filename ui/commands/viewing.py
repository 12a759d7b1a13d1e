"""Wishes for tools, screens, sizes, and to go back."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command
from ui.state.view import Overlay, ScreenName


@dataclass(frozen=True, eq=False, repr=False)
class ChangeView(Command):
    """Set one value of the view: screen, theme, tool, brush, grid."""

    name: str  # of a field of ui.state.view.View
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class Toggle(Command):
    """Turn one switch of the view over."""

    name: str  # of a field of ui.state.view.View that is a bool


@dataclass(frozen=True, eq=False, repr=False)
class ChangeThumbnails(Command):
    """Make the drawings of the grid larger by so many sizes, or smaller."""

    by: int


@dataclass(frozen=True, eq=False, repr=False)
class ChangeBrush(Command):
    """Make the brush thicker or thinner."""

    by: int


@dataclass(frozen=True, eq=False, repr=False)
class ChangeScale(Command):
    """Make everything larger (1), smaller (-1), or as at first (0)."""

    direction: Literal[-1, 0, 1]


@dataclass(frozen=True, eq=False, repr=False)
class NextScreen(Command):
    """Go to the next screen, or the one before."""

    by: Literal[-1, 1] = 1


def show_screen(name: ScreenName) -> ChangeView:
    """Return the command that shows a screen."""
    return ChangeView("screen", name)


def open_overlay(name: Overlay) -> ChangeView:
    """Return the command that lays something over the screen; "" takes it away."""
    return ChangeView("overlay", name)


@dataclass(frozen=True, eq=False, repr=False)
class Dismiss(Command):
    """Take away the message."""


@dataclass(frozen=True, eq=False, repr=False)
class SayWhyNot(Command):
    """Say why what was clicked does not answer just now."""

    reason: str


@dataclass(frozen=True, eq=False, repr=False)
class Undo(Command):
    """Take back the last change."""


@dataclass(frozen=True, eq=False, repr=False)
class Redo(Command):
    """Make the change again that was taken back last."""


@dataclass(frozen=True, eq=False, repr=False)
class Quit(Command):
    """Close the window."""
