"""Wishes for picture files of what is on screen."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command
from ui.state.view import Pictured


@dataclass(frozen=True, eq=False, repr=False)
class ChangePicture(Command):
    """Set what a picture is to show, or how large it is to be."""

    name: Literal["picture", "picture_scale"]
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class SavePicture(Command):
    """Make a picture file; the window draws it after this frame."""


@dataclass(frozen=True, eq=False, repr=False)
class PictureMade(Command):
    """Say what became of it."""

    what: Pictured
    where: str  # the file, or why there is none
    failed: bool = False
