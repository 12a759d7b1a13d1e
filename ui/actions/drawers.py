"""Saying who draws."""

from collections.abc import Callable
from typing import Any

from data.names import class_name
from ui import commands as c
from ui.actions.collecting import chosen
from ui.actions.words import several
from ui.changes import DrawerSet
from ui.parts import Parts


def set_drawer(parts: Parts, command: c.SetDrawer) -> None:
    """Remember who is drawing."""
    name = class_name(command.name) if command.name.strip() else ""
    parts.change_view(drawer=name)
    if name:
        parts.say(f"Drawings that are kept from now on are by {name}.")
    else:
        parts.say("Drawings that are kept from now on are by nobody in particular.")


def give_to_drawer(parts: Parts, command: c.GiveToDrawer) -> None:
    """Say of the chosen drawings that they are by who is drawing now."""
    collection, ids = parts.collection, chosen(parts)
    before = collection.drawings.drawers[collection.rows_of(ids)].tolist()
    with parts.changing():
        after = parts.drawer_id or 0
        collection.set_drawer(ids, [after or None] * len(ids))
        name = f"saying who drew {several(len(ids))}"
        parts.history.record(DrawerSet(name, ids, before, after))
    who = parts.view.drawer or "nobody in particular"
    parts.say(f"{several(len(ids))} are by {who} now.", undoable=True)


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.SetDrawer: set_drawer,
    c.GiveToDrawer: give_to_drawer,
}
