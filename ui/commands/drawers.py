"""Wishes about who draws."""

from dataclasses import dataclass

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class SetDrawer(Command):
    """Say who is drawing from now on; "" for not said."""

    name: str


@dataclass(frozen=True, eq=False, repr=False)
class GiveToDrawer(Command):
    """Say that the chosen drawings are by who is drawing now."""
