"""The drawings screen: the collection, to look through, weed out and relabel."""

from collections.abc import Sequence

import pygame
from pygame import Surface
from pygame.event import Event

from ui import commands as c
from ui.keys import is_slash
from ui.layout import columns, drawings_layout, rows
from ui.look import SMALL
from ui.screens.class_list import ClassList
from ui.screens.drawing_card import DrawingCard
from ui.screens.screen import Screen
from ui.state.filter import SORTS, Filter
from ui.state.finder import FOUND
from ui.state.guesses import UNKNOWN
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.thumbnails import Caption, Gallery, Thumbnails
from ui.widgets.widget import Widget

NARROW = 340  # points; in less the filter has a line of its own
ASKED = {
    "wrong": "The network says something else. Is the class right?",
    "suspect": "Going by all other drawings, another class would fit better. Is this one right?",
    "double": "Beside its double. One of the two is enough.",
    "odd": "Far from all others of its class. Does it belong there?",
    "scrap": "Hardly anything on it, or hardly anything but ink.",
}
EMPTY = {
    "wrong": "None is answered wrong.",
    "suspect": "No suspects: going by all others, every drawing fits its class best.",
    "double": "No doubles.",
    "odd": "No odd ones out.",
    "scrap": "No scraps.",
}


class DrawingsScreen(Screen):
    """Classes at the left, drawings in the middle, the one in question at the right."""

    def build(self) -> Sequence[Widget]:
        """Lay out list, filter, grid and detail."""
        u, collection = self.look.u, self.workspace.collection
        places = drawings_layout(self.area, u, slim=self.slim)
        self._places = places
        self._list = ClassList(
            self.workspace, self.inside(places.classes), self.look, slim=self.slim
        )
        self._detail = DrawingCard(
            self.workspace, self.inside(places.detail), self.look, slim=self.slim
        )
        head, self._note, grid = rows(self.inside(places.grid), u(34), u(26), 0, gap=u(6))
        filter_area, order = columns(head, 0, u(140), gap=u(8))
        narrow = head.width < u(NARROW)
        _, self._beside = columns(self._note, 0, u(96 if self.slim else 120), gap=u(8))
        if narrow:  # the order gives way to what is asked
            filter_area, order = head, self._beside
        self._filter = Field(
            filter_area,
            lambda: collection.filter.text,
            c.ShowTyped,
            escape=c.ShowOnly(Filter()),
            hint="Filter  ( / )" if self.slim else "Filter: a class, wrong, sure<60  ( / )",
            tip=(
                "Words for what to show, such as: cat fish wrong held-out training starter drawn"
                " imported trash guess:dog sure<60 by:Anna since:2026-11-01 until:2026-11-30"
            ),
        )
        self._grid = Thumbnails(grid, self._gallery())
        self._seen: object = None  # the selection and filter when it was drawn last
        return [
            *self._list.widgets,
            self._filter,
            Choice(
                order, SORTS, lambda: collection.sort, self._sort_by,
                tip="The order of the drawings", enabled=lambda: self._ranked is None,
                visible=lambda: not (narrow and self._question),
            ),
            Button(
                self._beside, "Keep as it is", c.FindRight(), key="" if self.slim else "K",
                tip="It is right; it will not be asked about again",
                enabled=lambda: self._question is not None and len(self.workspace.selection) > 0,
                visible=lambda: self._question is not None,
            ),
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
        selection, collection = self.workspace.selection, self.workspace.collection
        state = (
            selection.cursor, selection.version, collection.filter, collection.sort,
            self.view.thumbnail,
        )  # fmt: skip
        if state != self._seen and len(collection.shown):
            self._grid.reveal_cursor()
        self._seen = state

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards, what is shown, and the drawing in question."""
        self.card(surface, self._places.classes)
        self.card(surface, self._places.grid)
        self.card(surface, self._places.detail)
        self._detail.draw(surface)
        look, note = self.look, self._note
        free = self._question is None and note.width >= look.u(NARROW)
        width = note.width if free else self._beside.x - note.x - look.u(8)
        at = note.x + look.u(2), note.centery
        look.text(
            surface, self._note_text(), at, look.theme.muted,
            size=SMALL, anchor="midleft", width=width,
        )  # fmt: skip

    @property
    def _question(self) -> str | None:
        return self.workspace.collection.filter.question

    @property
    def _ranked(self) -> str | None:
        """The question that decides the order, if one does."""
        return self._question if self._question in FOUND else None

    def _sort_by(self, word: str) -> c.Command:
        return c.SortBy(next(sort for sort in SORTS if sort == word))

    def _note_text(self) -> str:
        """Return how many are shown, what is asked about them, and what is under way."""
        collection, share = self.workspace.collection, self.workspace.finder.share
        shown, question = len(collection.shown), self._question
        if collection.filter.trash:
            return f"{shown:,} in the trash"
        count = f"{shown:,} of {collection.count():,}" + ("" if self.slim else " drawings")
        if collection.reading is not None:
            return f"{count} … reading them: {collection.reading:.0%}"
        if self._ranked and share is not None:
            return f"{shown:,} so far … looking through all drawings: {share:.0%}"
        return f"{shown:,} – {ASKED[question]}" if question else count

    def _gallery(self) -> Gallery:
        collection, selection = self.workspace.collection, self.workspace.selection
        return Gallery(
            count=lambda: len(collection.shown),
            packed=lambda first, last: collection.drawings.packed[collection.shown[first:last]],
            caption=self._caption,
            cursor=lambda: selection.cursor,
            empty=self._empty,
            size=lambda: self.view.thumbnail,
        )

    def _caption(self, place: int) -> Caption:
        collection = self.workspace.collection
        row = int(collection.shown[place])
        guess = collection.guesses.answers[row]
        known = guess != UNKNOWN
        return Caption(
            collection.label(int(collection.drawings.label_ids[row])).name,
            self.workspace.networks.in_use.model.names[guess] if known else "",
            collection.is_wrong(row),
            bool(collection.drawings.held_out[row]),
            self.workspace.selection.has(int(collection.drawings.ids[row])),
        )

    def _empty(self) -> str:
        collection, question = self.workspace.collection, self._question
        if collection.filter.trash:
            return "The trash is empty. What you delete lies here until you bring it back."
        if question == "wrong" and collection.asking:
            return "The network is still being asked."
        if self._ranked and self.workspace.finder.share is not None:
            return "Every drawing is being looked at; you can go on meanwhile."
        if self._ranked and self.workspace.finder.failed:
            return "The looking through was broken off. Click it at the left to begin again."
        if question and collection.filter.label_ids is None:
            return EMPTY[question]
        if not collection.filter.is_all:
            return "No drawing is like that. Choose All at the left to see every one."
        return "No drawings yet. Draw one (F1) and keep it under a class with its number."
