"""What a person can ask for. Each is a small value; ``Workspace.apply`` carries it out."""

from dataclasses import dataclass
from typing import Any, Literal

from data.brush import Cell
from ui.state.filter import Filter
from ui.state.view import Overlay, ScreenName


@dataclass(frozen=True)
class Command:
    """A wish; two with the same content are equal."""


@dataclass(frozen=True)
class Nothing(Command):
    """Ask for nothing: a key was for a widget, and for nobody after it."""


# On the sheet


@dataclass(frozen=True)
class BeginStroke(Command):
    """Put the pen down."""

    cell: Cell  # may lie off the sheet
    other: bool = False  # with the tool that is not in hand: the right button
    joined: bool = False  # by a straight line from where the last stroke ended


@dataclass(frozen=True)
class ExtendStroke(Command):
    """Draw on to a cell."""

    cell: Cell


@dataclass(frozen=True)
class EndStroke(Command):
    """Lift the pen."""


@dataclass(frozen=True)
class MoveSheet(Command):
    """Move the drawing by a pixel or more."""

    d_row: int
    d_col: int


@dataclass(frozen=True)
class ClearSheet(Command):
    """Make the sheet paper."""


@dataclass(frozen=True)
class Keep(Command):
    """Store the drawing on the sheet under a class, and clear the sheet."""

    label_id: int


@dataclass(frozen=True)
class PressNumber(Command):
    """Keep as, or give the chosen drawings, the class with this number, from 1."""

    number: int


# The tools and the view


@dataclass(frozen=True)
class ChangeView(Command):
    """Set one value of the view: screen, theme, tool, brush, grid."""

    name: str  # of a field of ui.state.view.View
    value: Any


@dataclass(frozen=True)
class Toggle(Command):
    """Turn one switch of the view over."""

    name: str  # of a field of ui.state.view.View that is a bool


@dataclass(frozen=True)
class ChangeBrush(Command):
    """Make the brush thicker or thinner."""

    by: int


@dataclass(frozen=True)
class ChangeScale(Command):
    """Make everything larger (1), smaller (-1), or as at first (0)."""

    direction: Literal[-1, 0, 1]


@dataclass(frozen=True)
class NextScreen(Command):
    """Go to the next screen, or the one before."""

    by: Literal[-1, 1] = 1


def show_screen(name: ScreenName) -> ChangeView:
    """Return the command that shows a screen."""
    return ChangeView("screen", name)


def open_overlay(name: Overlay) -> ChangeView:
    """Return the command that lays something over the screen; "" takes it away."""
    return ChangeView("overlay", name)


@dataclass(frozen=True)
class Dismiss(Command):
    """Take away the message."""


# The collection


@dataclass(frozen=True)
class AddClass(Command):
    """Add a class."""

    name: str


@dataclass(frozen=True)
class AllowMirror(Command):
    """Say whether drawings of a class may be mirrored; None leaves it to the drawings."""

    label_id: int
    allowed: bool | None


@dataclass(frozen=True)
class ShowOnly(Command):
    """Show only the drawings a filter wants."""

    filter: Filter


@dataclass(frozen=True)
class ShowTyped(Command):
    """Show only what a typed filter wants."""

    text: str


@dataclass(frozen=True)
class Choose(Command):
    """Choose the drawing at a place of the grid."""

    place: int
    how: Literal["only", "toggle", "extend"] = "only"


@dataclass(frozen=True)
class MoveCursor(Command):
    """Move the grid's cursor by so many drawings, and choose where it comes to."""

    by: int
    extend: bool = False


@dataclass(frozen=True)
class ChooseAll(Command):
    """Choose every drawing shown."""


@dataclass(frozen=True)
class ChooseNone(Command):
    """Choose no drawing."""


@dataclass(frozen=True)
class TrashChosen(Command):
    """Move the chosen drawings to the trash."""


@dataclass(frozen=True)
class RestoreChosen(Command):
    """Bring the chosen drawings back from the trash."""


@dataclass(frozen=True)
class TrashStarter(Command):
    """Move every starter drawing to the trash."""


@dataclass(frozen=True)
class RelabelChosen(Command):
    """Give the chosen drawings a class."""

    label_id: int


@dataclass(frozen=True)
class OpenOnSheet(Command):
    """Put the drawing under the cursor on the sheet."""


@dataclass(frozen=True)
class BrowseSheet(Command):
    """Put the next drawing of the collection on the sheet, or the one before."""

    by: Literal[-1, 1]


# Training


@dataclass(frozen=True)
class ChangePlan(Command):
    """Set one value of the plan."""

    name: str  # of a field of models.plan.Plan
    value: Any


@dataclass(frozen=True)
class StartOrPause(Command):
    """Begin a training, hold the one that runs, or go on with the one that is held."""


@dataclass(frozen=True)
class StopTraining(Command):
    """End the training and keep the best network."""


@dataclass(frozen=True)
class ChangeWish(Command):
    """Set one value of what is to be tried: a setting, values, seeds."""

    name: str  # of a field of ui.state.lab.Wish
    value: Any


@dataclass(frozen=True)
class StartOrStopExperiment(Command):
    """Begin an experiment, or end the one under way; what it found stays."""


# Going back


@dataclass(frozen=True)
class Undo(Command):
    """Take back the last change."""


@dataclass(frozen=True)
class Redo(Command):
    """Make the change again that was taken back last."""


@dataclass(frozen=True)
class Quit(Command):
    """Close the window."""
