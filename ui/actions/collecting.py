"""Weeding and sorting the collection."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from data.pixel_order import leads_to
from models.classes import with_class
from ui import commands as c
from ui.actions.classes import record_followed
from ui.actions.drawing import keep, put
from ui.actions.words import several
from ui.changes import Change, ClassAdded, FoundRight, Moved, Relabelled, SheetChanged, Together
from ui.parts import Parts
from ui.refused import Refused
from ui.state.filter_words import typed
from ui.state.finder import FOUND
from ui.state.sheet import Picture

BROWSED = "another drawing on the sheet"


def show_only(parts: Parts, command: c.ShowOnly) -> None:
    """Show what the filter wants, from the top."""
    parts.collection.show(command.filter)
    parts.selection.choose_none()
    parts.selection.cursor = 0
    if command.filter.question and len(parts.collection.shown):
        parts.selection.offer()
    if command.filter.only & FOUND:
        parts.finder.begin(parts.collection)


def show_typed(parts: Parts, command: c.ShowTyped) -> None:
    """Show what was typed."""
    collection = parts.collection
    wanted = typed(command.text, collection.labels, collection.drawers)
    show_only(parts, c.ShowOnly(wanted))


def sort_by(parts: Parts, command: c.SortBy) -> None:
    """Show the drawings in another order, from the top."""
    parts.collection.sort_by(command.sort)
    parts.selection.choose_none()
    parts.selection.cursor = 0


def choose(parts: Parts, command: c.Choose) -> None:
    """Choose a drawing, one more, or a range."""
    selection = parts.selection
    how = {"only": selection.choose, "toggle": selection.toggle, "extend": selection.extend}
    how[command.how](command.place)


def move_cursor(parts: Parts, command: c.MoveCursor) -> None:
    """Go on by so many drawings."""
    selection = parts.selection
    go = selection.extend if command.extend else selection.choose
    go(selection.cursor + command.by if selection.any else selection.cursor)


def chosen(parts: Parts) -> Sequence[int]:
    """Return the chosen drawings that can be seen.

    Raises:
        Refused: If there are none.
    """
    ids = parts.selection.visible_ids
    if not ids:
        raise Refused("No drawing is chosen; click one, or Ctrl+A for all.")
    return ids


def trash_chosen(parts: Parts, command: c.TrashChosen) -> None:
    """Move the chosen drawings to the trash; the cursor comes to the next one."""
    if parts.collection.filter.trash:
        raise Refused("These are in the trash; they stay there until you bring them back.")
    ids, place = chosen(parts), parts.selection.first
    _trash(parts, ids)
    parts.selection.go_on(place)


def trash_starter(parts: Parts, command: c.TrashStarter) -> None:
    """Move all starter drawings to the trash together."""
    drawings = parts.collection.drawings
    ids = drawings.ids[drawings.starter & ~drawings.trashed].tolist()
    if not ids:
        raise Refused("There are no starter drawings left.")
    _trash(parts, ids)
    parts.selection.choose_none()


def _trash(parts: Parts, ids: Sequence[int]) -> None:
    name = f"{several(len(ids))} to the trash"
    with parts.changing():
        parts.collection.trash(ids)
        parts.history.record(Moved(name, ids, to_trash=True))
    parts.say(f"{several(len(ids))} moved to the trash.", undoable=True)


def restore_chosen(parts: Parts, command: c.RestoreChosen) -> None:
    """Bring the chosen drawings back."""
    ids, collection, model = chosen(parts), parts.collection, parts.networks.model
    label_ids = collection.drawings.label_ids[collection.rows_of(ids)]
    name = f"bringing back {several(len(ids))}"
    with parts.changing():
        steps: list[Change] = []
        for label_id in np.unique(label_ids).tolist():
            if not collection.has(label_id):  # it was removed, and comes back with them
                label = collection.label(label_id).name
                steps.append(ClassAdded(name, label_id, label))
                model = with_class(model, label)
        collection.restore(ids)
        record_followed(parts, name, [*steps, Moved(name, ids, to_trash=False)], model)
    parts.selection.choose_none()
    parts.say(f"{several(len(ids))} brought back.", undoable=True)


def relabel_chosen(parts: Parts, command: c.RelabelChosen) -> None:
    """Give the chosen drawings a class."""
    collection, ids = parts.collection, chosen(parts)
    label = collection.label(command.label_id)
    before = collection.drawings.label_ids[collection.rows_of(ids)].tolist()
    if set(before) == {label.id}:
        raise Refused(f"Already {label.name}.")
    place, question = parts.selection.first, collection.filter.question
    name = f"relabelling {several(len(ids))}"
    with parts.changing():
        collection.relabel(ids, [label.id] * len(ids))
        relabelled = Relabelled(name, ids, before, label.id)
        if question is None:
            parts.history.record(relabelled)
        else:  # it is answered: a person has just said what it is
            collection.find_right(question, ids)
            steps: list[Change] = [relabelled, FoundRight(name, ids, question)]
            parts.history.record(Together(name, steps))
    if question is not None:
        parts.selection.go_on(place)
    before_name = collection.label(before[0]).name
    was = f" (was {before_name})" if len(set(before)) == 1 else ""
    parts.say(f"{several(len(ids))} now under {label.name}{was}.", undoable=True)


def press_number(parts: Parts, command: c.PressNumber) -> None:
    """Keep the sheet as the class with that number, or relabel what is chosen."""
    labels = parts.collection.labels
    if command.number > len(labels):
        raise Refused(f"There is no class number {command.number}; the last is {len(labels)}.")
    label_id = labels[command.number - 1].id
    if parts.view.screen == "drawings":
        relabel_chosen(parts, c.RelabelChosen(label_id))
    else:
        keep(parts, c.Keep(label_id))


def open_on_sheet(parts: Parts, command: c.OpenOnSheet) -> None:
    """Put the drawing under the cursor on the sheet, and show the sheet."""
    row = parts.selection.row
    if row is None:
        raise Refused("There is no drawing here to open.")
    _put_row(parts, row)
    parts.change_view(screen="draw")
    parts.say("A copy is on the sheet; what was there comes back with undo.", undoable=True)


def browse(parts: Parts, command: c.BrowseSheet) -> None:
    """Go through the collection on the sheet."""
    if not len(parts.collection.shown):
        raise Refused("There are no drawings to go through.")
    selection = parts.selection
    selection.choose(selection.cursor + command.by if selection.any else selection.cursor)
    row = selection.row
    assert row is not None
    last = parts.history.done[-1] if parts.history.done else None
    going_on = isinstance(last, SheetChanged) and last.name == BROWSED
    if going_on and isinstance(last, SheetChanged) and last.after.same_as(parts.sheet.picture()):
        parts.history.undo(lambda change: None)  # going through many is one step of undo
        parts.sheet.show(last.before)
    _put_row(parts, row)
    name = parts.collection.label(int(parts.collection.drawings.label_ids[row])).name
    n = len(parts.collection.shown)
    parts.say(f"{name}, drawing {selection.cursor + 1:,} of {n:,}.", undoable=True)


def _put_row(parts: Parts, row: int) -> None:
    collection = parts.collection
    order = collection.order_of(int(collection.drawings.ids[row]))
    image = collection.image(row)
    rows = tuple(np.flatnonzero(image).tolist())
    known = order is not None and leads_to(order, image)
    put(parts, BROWSED, Picture(image, order if order and known else rows, known))


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ShowOnly: show_only,
    c.ShowTyped: show_typed,
    c.SortBy: sort_by,
    c.Choose: choose,
    c.MoveCursor: move_cursor,
    c.ChooseAll: lambda parts, _: parts.selection.choose_all(),
    c.ChooseNone: lambda parts, _: parts.selection.choose_none(),
    c.TrashChosen: trash_chosen,
    c.TrashStarter: trash_starter,
    c.RestoreChosen: restore_chosen,
    c.RelabelChosen: relabel_chosen,
    c.PressNumber: press_number,
    c.OpenOnSheet: open_on_sheet,
    c.BrowseSheet: browse,
}
