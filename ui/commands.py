"""What a person can ask for. Each is a small value; ``Workspace.apply`` carries it out."""

from dataclasses import dataclass
from typing import Any, Literal

from data.brush import Cell
from ui.state.filter import Filter
from ui.state.view import Overlay, ScreenName


@dataclass(frozen=True, eq=False, repr=False)
class Command:
    """A wish; two with the same content are equal.

    What need not differ is written here once: every method that ``dataclass`` writes
    takes 0.2 milliseconds of the program's start, for each of forty commands.
    """

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


@dataclass(frozen=True, eq=False, repr=False)
class Nothing(Command):
    """Ask for nothing: a key was for a widget, and for nobody after it."""


# On the sheet


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


@dataclass(frozen=True, eq=False, repr=False)
class FillWithNoise(Command):
    """Put noise on the sheet: pixels by chance."""


@dataclass(frozen=True, eq=False, repr=False)
class AskWhyNot(Command):
    """Ask for the fewest flips found that make a class win."""

    wanted: str  # "" for the class that comes second


@dataclass(frozen=True, eq=False, repr=False)
class TakeWhyNot(Command):
    """Put the flips that were found on the sheet."""


@dataclass(frozen=True, eq=False, repr=False)
class EndWhyNot(Command):
    """Go back to the sheet as it is."""


@dataclass(frozen=True, eq=False, repr=False)
class SwitchNeuron(Command):
    """Switch a hidden neuron, or map, off, or on again."""

    neuron: tuple[int, int]  # depth of its layer, and place in it


@dataclass(frozen=True, eq=False, repr=False)
class SwitchAllOn(Command):
    """Switch all neurons on."""


@dataclass(frozen=True, eq=False, repr=False)
class ChangeLesson(Command):
    """Set the class or the rate of the lesson, or go on by so many steps of it."""

    name: Literal["wanted", "rate", "place"]
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class ShowMoment(Command):
    """Put an earlier moment of the drawing on the sheet."""

    moment: int  # changes of a pixel that are left


# The tools and the view


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


# The collection


@dataclass(frozen=True, eq=False, repr=False)
class AddClass(Command):
    """Add a class."""

    name: str


@dataclass(frozen=True, eq=False, repr=False)
class AddNothing(Command):
    """Add a class for what is none of the others, with noise and scraps as its drawings."""


@dataclass(frozen=True, eq=False, repr=False)
class AllowMirror(Command):
    """Say whether drawings of a class may be mirrored; None leaves it to the drawings."""

    label_id: int
    allowed: bool | None


@dataclass(frozen=True, eq=False, repr=False)
class ShowOnly(Command):
    """Show only the drawings a filter wants."""

    filter: Filter


@dataclass(frozen=True, eq=False, repr=False)
class ShowTyped(Command):
    """Show only what a typed filter wants."""

    text: str


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


# Training


@dataclass(frozen=True, eq=False, repr=False)
class ChangePlan(Command):
    """Set one value of the plan."""

    name: str  # of a field of models.plan.Plan
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class StartOrPause(Command):
    """Begin a training, hold the one that runs, or go on with the one that is held."""


@dataclass(frozen=True, eq=False, repr=False)
class StopTraining(Command):
    """End the training and keep the best network."""


@dataclass(frozen=True, eq=False, repr=False)
class ChangeWish(Command):
    """Set one value of what is to be tried: a setting, values, seeds."""

    name: str  # of a field of ui.state.lab.Wish
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class StartOrStopExperiment(Command):
    """Begin an experiment, or end the one under way; what it found stays."""


# Going back


@dataclass(frozen=True, eq=False, repr=False)
class Undo(Command):
    """Take back the last change."""


@dataclass(frozen=True, eq=False, repr=False)
class Redo(Command):
    """Make the change again that was taken back last."""


@dataclass(frozen=True, eq=False, repr=False)
class Quit(Command):
    """Close the window."""
