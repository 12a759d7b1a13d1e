"""Drawing on the sheet and keeping what is on it."""

from collections.abc import Callable
from typing import Any

from data.drawing import SIDE, pack
from models.examples import digest
from ui import commands as c
from ui.changes import Kept, SheetChanged
from ui.changes.drawings import MOVE
from ui.parts import Parts
from ui.refused import Refused
from ui.state.sheet import Picture


def begin(parts: Parts, command: c.BeginStroke) -> None:
    """Put the pen down with the tool in hand, or the other one; on a what-if map it flips."""
    view, (row, col) = parts.view, command.cell
    ink, size = view.ink != command.other, view.brush
    if view.what_if and view.screen == "draw":
        size = 1
        if 0 <= row < SIDE and 0 <= col < SIDE:
            ink = not parts.sheet.pixels[row, col]
    parts.sheet.begin(command.cell, ink=ink, size=size, joined=command.joined)


def extend(parts: Parts, command: c.ExtendStroke) -> None:
    """Draw on."""
    parts.sheet.extend(command.cell)


def end(parts: Parts, command: c.EndStroke) -> None:
    """Lift the pen; the stroke is one step of undo."""
    change = parts.sheet.end()
    if change:
        parts.history.record(SheetChanged("stroke", *change))


def put(parts: Parts, name: str, picture: Picture) -> None:
    """Show another picture on the sheet, as a step of undo, if it differs."""
    end(parts, c.EndStroke())  # the key may come while the pen is down
    before = parts.sheet.picture()
    if not before.same_as(picture):
        parts.sheet.show(picture)
        parts.history.record(SheetChanged(name, before, parts.sheet.picture()))


def move(parts: Parts, command: c.MoveSheet) -> None:
    """Move the drawing."""
    put(parts, MOVE, parts.sheet.moved(command.d_row, command.d_col))


def clear(parts: Parts, command: c.ClearSheet) -> None:
    """Make the sheet paper."""
    put(parts, "clear", Picture.empty())


def keep(parts: Parts, command: c.Keep) -> None:
    """Store the drawing, clear the sheet, say so."""
    end(parts, c.EndStroke())  # the key may come while the pen is down
    if parts.sheet.empty:
        raise Refused("The sheet is empty; draw something to keep.")
    label = parts.collection.label(command.label_id)
    before = parts.sheet.picture()
    order = before.order if before.known else None
    learnt = digest(pack(before.pixels[None]).tobytes()) in parts.networks.in_use.model.story.taught
    with parts.changing():
        new = parts.collection.add(
            before.pixels, label.id, order, parts.drawer_id, learnt=learnt
        )  # fmt: skip
        kept = Kept(f"keeping a drawing as {label.name}", new, before)
        parts.history.record(kept)
    parts.sheet.show(Picture.empty())
    if parts.view.learn == "kept":
        parts.untaught.append((kept, before.pixels))
    n = parts.collection.count(label.id)
    parts.say(f"Kept as {label.name}, drawing number {n:,} of it.", undoable=True)


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.BeginStroke: begin,
    c.ExtendStroke: extend,
    c.EndStroke: end,
    c.MoveSheet: move,
    c.ClearSheet: clear,
    c.Keep: keep,
}
