"""Wishes about whole collections, each a file."""

from dataclasses import dataclass

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class OpenCollection(Command):
    """Go on with the collection in a file; "" for the home folder's own."""

    path: str


@dataclass(frozen=True, eq=False, repr=False)
class NewCollection(Command):
    """Begin an empty collection in a new file."""

    path: str


@dataclass(frozen=True, eq=False, repr=False)
class ExportDrawings(Command):
    """Write all drawings to another program's file; its ending says which."""

    path: str


@dataclass(frozen=True, eq=False, repr=False)
class SaveCollectionAs(Command):
    """Write everything to another file, and go on with that."""

    path: str
