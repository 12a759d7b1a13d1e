"""The list at the left of the drawings: classes, and what may be wrong."""

from dataclasses import replace

from pygame import Rect

from ui import commands as c
from ui.layout import columns, row_of, rows
from ui.look import Look
from ui.state.filter import Filter, Only, of_label, only
from ui.state.finder import FOUND
from ui.widgets.button import Button
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget
from ui.workspace import Workspace

KINDS: tuple[tuple[str, Only], ...] = (
    ("Wrong", "wrong"),
    ("Suspect", "suspect"),
    ("Doubles", "double"),
    ("Odd", "odd"),
    ("Scraps", "scrap"),
    ("Held out", "held-out"),
    ("Starter", "starter"),
    ("Trash", "trash"),
)
CLEAR = "Moves all drawings that came with Inkling to the trash; there, empties it, and asks first"
RULED = ("wrong", "held-out")  # a line sets them apart from what is above


class ClassList:
    """Rows that are filters, each with its count, and buttons below them."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look, *, slim: bool) -> None:
        """Lay it out inside ``area``."""
        self._workspace = workspace
        u = look.u
        listed, upper, lower, clear = rows(area, 0, u(32), u(32), u(32), gap=u(6))
        new, bring = row_of(upper, 2, u(6))
        edit, people = columns(lower, lower.width * (9 if slim else 12) // 22, 0, gap=u(6))
        files, clear = columns(clear, lower.width * 5 // 13, 0, gap=u(6))
        self.widgets: list[Widget] = [
            Rows(listed, self._rows),
            Button(
                new, "New" if slim else "New class", c.open_overlay("new-class"),
                tip="Add a class",
            ),
            Button(
                bring, "Import", c.open_overlay("import"),
                tip="Bring drawings in from a file or folder (or drop one on the window)",
            ),
            Button(
                edit, "Edit" if slim else "Edit classes", c.open_overlay("classes"),
                tip="Rename, move, merge or remove classes",
            ),
            Button(
                people, "People", c.open_overlay("people"),
                tip="Who is drawing, and how well the network knows the drawings of each",
            ),
            Button(
                files, "File", c.open_overlay("collections"),
                tip="Open another collection, begin a new one, save this one as a file",
            ),
            Button(
                clear, lambda: self._clear_text(slim=slim), self._clear,
                tip=CLEAR, enabled=self._can_clear,
            ),
        ]  # fmt: skip

    def _rows(self) -> list[Row]:
        collection, shown = self._workspace.collection, self._workspace.collection.filter
        most = max([1, *(collection.count(label.id) for label in collection.labels)])
        result = [_row("All", f"{collection.count():,}", Filter(), shown)]
        for label in collection.labels:
            wanted = of_label(label)
            count = collection.count(label.id)
            row = _row(label.name, f"{count:,}", wanted, shown)
            result.append(replace(row, share=count / most))
        for text, kind in KINDS:
            note = f"{collection.count_only(kind):,}"
            if kind in FOUND and kind not in collection.lists:
                note = "find"
            result.append(_row(text, note, only(kind), shown, ruled=kind in RULED))
        return result

    def _clear_text(self, *, slim: bool) -> str:
        if self._in_trash:
            return "Empty" if slim else "Empty trash"
        return "Starters" if slim else "Trash starters"

    def _clear(self) -> c.Command:
        return c.open_overlay("empty-trash") if self._in_trash else c.TrashStarter()

    def _can_clear(self) -> bool:
        collection = self._workspace.collection
        return collection.count_only("trash" if self._in_trash else "starter") > 0

    @property
    def _in_trash(self) -> bool:
        return self._workspace.collection.filter.trash


def _row(text: str, note: str, wanted: Filter, shown: Filter, *, ruled: bool = False) -> Row:
    chosen = (wanted.label_ids, wanted.only) == (shown.label_ids, shown.only) and not shown.guess
    return Row(text, note, c.ShowOnly(wanted), chosen, ruled)
