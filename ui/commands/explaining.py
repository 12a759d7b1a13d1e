"""Wishes to know why, and how sure the network is of nothing."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command


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
class ChangeBackward(Command):
    """Set the class or the rate of backpropagation, or go on by so many steps of it."""

    name: Literal["wanted", "rate", "place"]
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class ShowMoment(Command):
    """Put an earlier moment of the drawing on the sheet."""

    moment: int  # changes of a pixel that are left


@dataclass(frozen=True, eq=False, repr=False)
class AddNothing(Command):
    """Add a class for what is none of the others, with noise and scraps as its drawings."""
