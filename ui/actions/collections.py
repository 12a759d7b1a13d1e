"""Whole collections: open another one, begin a new one, save this one under another name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.exchange import format_for
from data.home import own_collection
from data.store import Store
from ui import commands as c
from ui.actions.words import path_of, several
from ui.opening import opened
from ui.parts import Parts
from ui.refused import Refused

ENDING = ".db"


def open_collection(parts: Parts, command: c.OpenCollection) -> None:
    """Go on with another file, if it can be opened."""
    _check_free(parts)
    path = path_of(command.path) if command.path else own_collection(parts.home)
    if path == parts.collection_path:
        raise Refused("That is the collection that is open.")
    if not path.exists():
        raise Refused(f"There is no file {path}.")
    opened(Store(path))[0].close()  # or it says why not
    _go_on_with(parts, path)


def new_collection(parts: Parts, command: c.NewCollection) -> None:
    """Make a file with nothing in it, and go on with it."""
    _check_free(parts)
    path = _new_path(command.path)
    Store(path).close()
    _go_on_with(parts, path)


def save_collection_as(parts: Parts, command: c.SaveCollectionAs) -> None:
    """Copy everything to another file, and go on with it."""
    _check_free(parts)
    path = _new_path(command.path)
    parts.save_collection_as(path)
    _go_on_with(parts, path)


def export_drawings(parts: Parts, command: c.ExportDrawings) -> None:
    """Begin to write all drawings to another program's file."""
    if parts.exporting.busy:
        raise Refused("Drawings are being written already; a moment.")
    path = path_of(command.path)
    format_for(path)  # or it says which endings there are
    if path.exists():
        raise Refused(f"{path} is there already; choose another name.")
    try:
        parts.exporting.begin(parts.collection_path, path)
    except OSError as error:
        raise Refused("No process can be started to write it; close other programs.") from error
    parts.change_view(overlay="")
    parts.say(f"Writing {several(parts.collection.count())} to {path} …")


def end_export(parts: Parts) -> bool:
    """Say what came of a writing that has ended; return whether one has."""
    ended = parts.exporting.work()
    if ended is None:
        return False
    n, told = ended
    if n:
        parts.say(f"{several(n)} are in {told}.")
    else:
        parts.say(told, error=True)
    return True


def _go_on_with(parts: Parts, path: Path) -> None:
    """Close this window; the next one opens at once, on that file."""
    parts.change_view(overlay="")
    parts.next_collection = str(path)
    parts.open = False


def _new_path(text: str) -> Path:
    path = path_of(text)
    if not path.suffix:
        path = path.with_name(path.name + ENDING)
    if path.exists():
        raise Refused(f"{path} is there already; choose another name, or open it.")
    return path


def _check_free(parts: Parts) -> None:
    if parts.trainer.busy or parts.lab.busy or parts.importing.busy or parts.exporting.busy:
        raise Refused("Something is under way; let it end, or stop it first.")


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.OpenCollection: open_collection,
    c.NewCollection: new_collection,
    c.SaveCollectionAs: save_collection_as,
    c.ExportDrawings: export_drawings,
}
