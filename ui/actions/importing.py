"""Bringing drawings in: read a source, look at what was found, store it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from data.store.intake import Intake
from models.classes import with_class
from ui import commands as c
from ui.actions.collections import ENDING, open_collection
from ui.actions.words import path_of, several
from ui.changes import Change, ClassAdded, Moved, NetworkTaken, Together
from ui.parts import Parts
from ui.refused import Refused
from ui.state.importing import NEW, OUT


def read_source(parts: Parts, command: c.ReadSource) -> None:
    """Begin to read a file or folder."""
    path = path_of(command.path)
    if path.suffix.lower() == ENDING:
        open_collection(parts, c.OpenCollection(command.path))
        return
    if parts.importing.stage == "storing":
        raise Refused("Drawings are being stored; a moment.")
    parts.importing.read(path)
    parts.change_view(overlay="import")


def change_import(parts: Parts, command: c.ChangeImport) -> None:
    """Change how what was found is stored."""
    importing = parts.importing
    if importing.stage != "preview":
        raise Refused("Choose a file or folder first.")
    if command.name == "target":
        importing.targets[importing.chosen] = command.value
    elif command.name == "swap":
        importing.swap()
    else:
        setattr(importing, command.name, command.value)


def store_import(parts: Parts, command: c.StoreImport) -> None:
    """Begin to store what is wanted of what was found; classes that are new are added first."""
    importing, collection = parts.importing, parts.collection
    if importing.stage != "preview":
        raise Refused("Choose a file or folder first.")
    rows = np.flatnonzero(importing.wanted)
    if not len(rows):
        raise Refused("Nothing of it is to be stored.")
    there = {label.id for label in collection.labels}  # one may have gone since they were chosen
    targets = [i if i in there or i in (NEW, OUT) else NEW for i in importing.targets]
    ids = np.array([*targets, NEW])
    steps: list[Change] = []
    model = parts.networks.model
    with parts.changing():
        for place in np.flatnonzero(ids[:-1] == NEW).tolist():
            if (importing.found.labels[rows] == place).any():
                label = collection.add_label(importing.found.names[place])
                ids[place] = label.id
                steps.append(ClassAdded("importing", label.id, label.name))
                model = with_class(model, label.name)
        if model is not parts.networks.model:
            kept = parts.networks.keep_changed(model)
            steps.append(NetworkTaken("importing", parts.networks.model, kept))
            parts.take_into_use(kept)
    parts.imported_classes = steps
    found = importing.found
    orders = [found.orders[row] for row in rows.tolist()] if found.has_orders else None
    intake = Intake(
        collection.store, found.packed[rows], ids[found.labels[rows]], orders, parts.drawer_id
    )
    importing.store(intake, len(rows))


def end_import(parts: Parts, command: c.EndImport) -> None:
    """Leave an import; what is stored of it is one step of undo."""
    if parts.importing.stage == "storing":
        finish(parts, "Stopped")
    parts.importing.clear()
    parts.change_view(overlay="")


def finish(parts: Parts, how: str = "") -> None:
    """Show what was stored, record it, and say so."""
    importing, collection = parts.importing, parts.collection
    intake, refused = importing.intake, importing.found.n_refused
    assert intake is not None
    steps, parts.imported_classes = parts.imported_classes, []
    importing.clear()
    parts.change_view(overlay="", screen="drawings")
    try:
        intake.end()
        ids = [i for some in intake.ids for i in some]
        n = len(ids)
        name = f"importing {several(n)}"
        with parts.changing():
            moved = Moved(name, ids, to_trash=False)
            parts.history.record(Together(name, [*steps, moved]))
    finally:
        collection.read_added()
    left = f" {several(refused)} could not be read and were left out." if refused else ""
    parts.say(f"{how + ': ' if how else ''}{several(n)} imported.{left}", undoable=True)


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ReadSource: read_source,
    c.ChangeImport: change_import,
    c.StoreImport: store_import,
    c.EndImport: end_import,
}
