"""Wishes to teach the drawing on the sheet."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command
from ui.state.view import Learn


@dataclass(frozen=True, eq=False, repr=False)
class ChangeTeaching(Command):
    """Set the class, the number of steps, or whether stored drawings are mixed in."""

    name: Literal["wanted", "n_steps", "mixed"]
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class TeachSheet(Command):
    """Teach the drawing on the sheet to a copy of the network in use."""


@dataclass(frozen=True, eq=False, repr=False)
class AcceptTeaching(Command):
    """Take the network that was taught into use."""


@dataclass(frozen=True, eq=False, repr=False)
class TakeBackTeaching(Command):
    """Forget what was taught."""


@dataclass(frozen=True, eq=False, repr=False)
class SetLearn(Command):
    """Say whether the network learns while a person draws: never, what is kept, or always."""

    learn: Learn


@dataclass(frozen=True, eq=False, repr=False)
class ToggleLearning(Command):
    """Always learn, or not any more."""
