"""Wishes about an import."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class ReadSource(Command):
    """Read a file or folder, and show what is in it."""

    path: str


@dataclass(frozen=True, eq=False, repr=False)
class ChangeImport(Command):
    """Change how what was found is stored."""

    name: Literal["chosen", "target", "skip_known", "swap"]
    value: Any = None


@dataclass(frozen=True, eq=False, repr=False)
class StoreImport(Command):
    """Store what was found."""


@dataclass(frozen=True, eq=False, repr=False)
class EndImport(Command):
    """Leave it; what is stored already stays."""
