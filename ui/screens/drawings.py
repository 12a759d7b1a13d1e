"""The drawings screen: the collection, to look through, weed out and relabel."""

from collections.abc import Sequence

import pygame
from pygame import Surface
from pygame.event import Event

from ui import commands as c
from ui.keys import is_slash
from ui.layout import drawings_layout, rows
from ui.screens.drawing_card import DrawingCard
from ui.screens.screen import Screen
from ui.state.filter import Filter, Only, of_label, only
from ui.state.guesses import UNKNOWN
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.rows import Row, Rows
from ui.widgets.thumbnails import Caption, Gallery, Thumbnails
from ui.widgets.widget import Widget


class DrawingsScreen(Screen):
    """Classes at the left, drawings in the middle, the one in question at the right."""

    def build(self) -> Sequence[Widget]:
        """Lay out list, filter, grid and detail."""
        u, collection = self.look.u, self.workspace.collection
        places = drawings_layout(self.area, u, slim=self.slim)
        self._places = places
        classes, new_class, starter = rows(self.inside(places.classes), 0, u(32), u(32), gap=u(6))
        self._detail = DrawingCard(
            self.workspace, self.inside(places.detail), self.look, slim=self.slim
        )
        filter_area, grid = rows(self.inside(places.grid), u(34), 0, gap=u(10))
        self._filter = Field(
            filter_area,
            lambda: collection.filter.text,
            c.ShowTyped,
            escape=c.ShowOnly(Filter()),
            hint="Filter: a class, wrong, held-out, starter  ( / )",
        )
        self._grid = Thumbnails(grid, self._gallery())
        self._seen: object = None  # the selection and filter when it was drawn last
        return [
            Rows(classes, self._class_rows),
            Button(new_class, "New class", c.open_overlay("new-class"), tip="Add a class"),
            Button(
                starter, "Remove starters" if self.slim else "Remove starter set",
                c.TrashStarter(), tip="Move all drawings that came with Inkling to the trash",
                enabled=lambda: bool(
                    (collection.drawings.starter & ~collection.drawings.trashed).any()
                ),
            ),
            self._filter,
            self._grid,
            *self._detail.widgets,
        ]  # fmt: skip

    def handle(self, event: Event) -> list[c.Command] | None:
        """Let arrow keys reach the grid, and / the filter, whatever has the focus."""
        commands = self.panel.handle(event)
        if commands is not None or event.type != pygame.KEYDOWN:
            return commands
        if is_slash(event):
            self.panel.set_focus(self._filter)
            return []
        commands = self._grid.handle(event)
        if commands:
            self.panel.set_focus(self._grid)  # or Enter would press the button that had it
        return commands or None

    def follow(self) -> None:
        """Scroll to the cursor when the selection or the filter changed."""
        selection = self.workspace.selection
        state = selection.cursor, selection.version, self.workspace.collection.filter
        if state != self._seen and len(self.workspace.collection.shown):
            self._grid.reveal_cursor()
        self._seen = state

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards, and the drawing in question with what is known of it."""
        self.card(surface, self._places.classes)
        self.card(surface, self._places.grid)
        self.card(surface, self._places.detail)
        self._detail.draw(surface)

    def _class_rows(self) -> list[Row]:
        collection, shown = self.workspace.collection, self.workspace.collection.filter
        result = [_row("All", collection.count(), Filter(), shown)]
        for label in collection.labels:
            wanted = of_label(label)
            result.append(_row(label.name, collection.count(label.id), wanted, shown))
        specials: tuple[tuple[str, Only], ...] = (
            ("Wrong", "wrong"),
            ("Held out", "held-out"),
            ("Starter", "starter"),
            ("Trash", "trash"),
        )
        for i, (text, kind) in enumerate(specials):
            wanted = only(kind)
            result.append(_row(text, collection.count_only(kind), wanted, shown, ruled=i == 0))
        return result

    def _gallery(self) -> Gallery:
        collection, selection = self.workspace.collection, self.workspace.selection
        return Gallery(
            count=lambda: len(collection.shown),
            packed=lambda first, last: collection.drawings.packed[collection.shown[first:last]],
            caption=self._caption,
            cursor=lambda: selection.cursor,
            empty=self._empty,
        )

    def _caption(self, place: int) -> Caption:
        collection = self.workspace.collection
        row = int(collection.shown[place])
        guess = collection.guesses.answers[row]
        known = guess != UNKNOWN
        return Caption(
            collection.label(int(collection.drawings.label_ids[row])).name,
            self.workspace.model.names[guess] if known else "",
            collection.is_wrong(row),
            bool(collection.drawings.held_out[row]),
            self.workspace.selection.has(int(collection.drawings.ids[row])),
        )

    def _empty(self) -> str:
        shown = self.workspace.collection.filter
        if shown.trash:
            return "The trash is empty. What you delete lies here until you bring it back."
        if "wrong" in shown.only:
            asking = self.workspace.collection.asking
            return "The network is still being asked." if asking else "None is answered wrong."
        if shown != Filter():
            return "No drawing is like that. Choose All at the left to see every one."
        return "No drawings yet. Draw one (F1) and keep it under a class with its number."


def _row(text: str, count: int, wanted: Filter, shown: Filter, *, ruled: bool = False) -> Row:
    chosen = (wanted.label_ids, wanted.only) == (shown.label_ids, shown.only)
    return Row(text, f"{count:,}", c.ShowOnly(wanted), chosen, ruled)
