"""Going through what may be wrong: keep as it is, give another class, trash; then the next one."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ui import commands as c
from ui.actions.collecting import chosen, show_only
from ui.actions.words import several
from ui.changes import FoundRight
from ui.parts import Parts
from ui.refused import Refused
from ui.state.filter import of_cell


def find_right(parts: Parts, command: c.FindRight) -> None:
    """Keep what is chosen as it is, and ask about it no more."""
    question = parts.collection.filter.question
    if question is None:
        raise Refused("Nothing is asked here; choose Wrong, Suspect, Doubles, Odd or Scraps first.")
    ids, place, collection = chosen(parts), parts.selection.first, parts.collection
    labels = np.unique(collection.drawings.label_ids[collection.rows_of(ids)]).tolist()
    right = f"as {collection.label(labels[0]).name}" if len(labels) == 1 else "as they are"
    with parts.changing():
        parts.collection.find_right(question, ids)
        parts.history.record(FoundRight(f"keeping {several(len(ids))} as it is", ids, question))
    parts.selection.go_on(place)
    parts.say(f"{several(len(ids))} kept {right}.", undoable=True)


def show_cell(parts: Parts, command: c.ShowCell) -> None:
    """Show the held-out drawings of a class that the network answers so."""
    label = next((each for each in parts.collection.labels if each.name == command.true), None)
    if label is None:
        raise Refused(f"There is no class {command.true} any more.")
    show_only(parts, c.ShowOnly(of_cell(label, command.said)))
    parts.change_view(screen="drawings")


def empty_trash(parts: Parts, command: c.EmptyTrash) -> None:
    """Take what is in the trash away for good, and with it what could be undone before."""
    if not np.any(parts.collection.drawings.trashed):
        raise Refused("The trash is empty.")
    with parts.changing():
        n = parts.collection.empty_trash()
        parts.history.forget()
    parts.selection.choose_none()
    parts.change_view(overlay="")
    parts.say(f"{several(n)} taken out of the trash for good.")


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.FindRight: find_right,
    c.ShowCell: show_cell,
    c.EmptyTrash: empty_trash,
}
