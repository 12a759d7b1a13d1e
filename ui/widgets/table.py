"""A table: rows under heads that sort them; a row is clicked, or gone to by arrow keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command, Nothing
from ui.layout import columns
from ui.look import SMALL, Look
from ui.theme import EMPHASIS
from ui.widgets.scroll import Scroll
from ui.widgets.widget import Widget, has_ctrl, is_enter, is_press

ROW, HEAD = 27, 24  # points


@dataclass(frozen=True)
class Head:
    """One column."""

    text: str
    width: int  # points; 0 takes what the others leave
    command: Command  # what a click on it asks for
    right: bool = True  # whether its cells are numbers


@dataclass(frozen=True)
class Line:
    """One row."""

    cells: Sequence[str]
    command: Command
    more: Command  # with Ctrl
    chosen: bool = False
    faint: bool = False


class Table(Widget):
    """Heads, and below them lines that scroll."""

    focusable = True

    def __init__(
        self,
        area: Rect,
        heads: Sequence[Head],
        lines: Callable[[], list[Line]],
        sorted_by: Callable[[], tuple[str, bool]],
        empty: str,
    ) -> None:
        """Show what ``lines`` returns.

        Args:
            area: In window pixels.
            heads: The columns.
            lines: Looks up the rows.
            sorted_by: Looks up the text of the head that they are sorted by, and whether the
                largest come first.
            empty: What to say where there are none.
        """
        super().__init__(area)
        self._heads, self._lines, self._sorted, self._empty = heads, lines, sorted_by, empty
        self._scroll = Scroll()
        self._over: tuple[int, int] = (-1, -1)
        self._place = -1  # of the line that arrow keys are at

    def handle(self, event: Event) -> list[Command]:
        """Sort by the head that is clicked, choose the line that is."""
        lines, body = self._lines(), self._body
        if event.type == pygame.MOUSEMOTION:
            self._over = event.pos
        if self._scroll.handle(event, self.look, body, self._content(lines)):
            return []
        if is_press(event):
            if event.pos[1] < body.y:
                return self._head_at(event.pos[0])
            place = (event.pos[1] - self._top(lines)) // self.look.u(ROW)
            if not 0 <= place < len(lines):
                return []
            self._place = place
            return [lines[place].more if has_ctrl(event) else lines[place].command]
        return self._key(event, lines) if event.type == pygame.KEYDOWN and lines else []

    def _key(self, event: Event, lines: list[Line]) -> list[Command]:
        if event.key in (pygame.K_UP, pygame.K_DOWN):
            by = 1 if event.key == pygame.K_DOWN else -1
            self._place = min(max(self._place + by, 0), len(lines) - 1)
            top = self._place * self.look.u(ROW)
            bottom = top + self.look.u(ROW)
            self._scroll.reveal(top, bottom, self._content(lines), self._body.height)
            return [lines[self._place].command]
        if is_enter(event) and 0 <= self._place < len(lines):
            return [lines[self._place].more if has_ctrl(event) else Nothing()]
        return []

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the heads and the lines that are in sight."""
        lines, body, theme = self._lines(), self._body, look.theme
        by, descending = self._sorted()
        for head, place in zip(self._heads, self._columns(), strict=True):
            arrow = (" ↓" if descending else " ↑") if head.text == by else ""
            color = theme.text if arrow else theme.muted
            self._write(surface, look, Rect(place.x, self.area.y, place.width, look.u(HEAD)),
                        head.text + arrow, color, right=head.right)  # fmt: skip
        surface.fill(theme.line, (self.area.x, body.y - 1, self.area.width, 1))
        if not lines:
            place = Rect(body.x + look.u(6), body.y + look.u(6), body.width - look.u(12), 0)
            look.paragraph(surface, self._empty, place, theme.muted, size=SMALL)
        old = surface.get_clip()
        surface.set_clip(body.clip(old))
        for i, line in enumerate(lines):
            y = self._top(lines) + i * look.u(ROW)
            if y + look.u(ROW) > body.y and y < body.bottom:
                self._draw_line(surface, look, line, y)
        surface.set_clip(old)
        self._scroll.draw(surface, look, body, self._content(lines))
        self.draw_ring(surface, look)

    def _draw_line(self, surface: Surface, look: Look, line: Line, y: int) -> None:
        theme = look.theme
        area = Rect(self.area.x, y, self._columns()[-1].right - self.area.x, look.u(ROW))
        over = self.hovered and area.collidepoint(self._over)
        if line.chosen or over:
            fill = theme.accent if line.chosen else theme.panel.lerp(theme.text, EMPHASIS)
            look.box(surface, fill, area.inflate(0, -look.u(2)))
        color = theme.on_accent if line.chosen else theme.muted if line.faint else theme.text
        for head, place, text in zip(self._heads, self._columns(), line.cells, strict=True):
            cell = Rect(place.x, y, place.width, look.u(ROW))
            self._write(surface, look, cell, text, color, right=head.right)

    def _write(
        self, surface: Surface, look: Look, cell: Rect, text: str, color: pygame.Color, *,
        right: bool,
    ) -> None:  # fmt: skip
        pad = look.u(6)
        at = (cell.right - pad if right else cell.x + pad), cell.centery
        look.text(
            surface, text, at, color, size=SMALL, anchor="midright" if right else "midleft",
            width=cell.width - pad,
        )  # fmt: skip

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what a click does, or all of a line whose name may be cut off."""
        lines = self._lines()
        place = (at[1] - self._top(lines)) // self.look.u(ROW)
        if at[1] < self._body.y:
            return "Click a head to sort by it"
        if not 0 <= place < len(lines):
            return ""
        return f"{lines[place].cells[0]}. Click to see it; Ctrl+click one more, to compare"

    def _head_at(self, x: int) -> list[Command]:
        for head, place in zip(self._heads, self._columns(), strict=True):
            if place.x <= x < place.right:
                return [head.command]
        return []

    @property
    def _body(self) -> Rect:
        head = self.look.u(HEAD)
        return Rect(self.area.x, self.area.y + head, self.area.width, self.area.height - head)

    def _columns(self) -> list[Rect]:
        room = Rect(self.area)
        room.width -= self.look.u(10)  # of the scroll bar
        return columns(room, *(self.look.u(head.width) for head in self._heads), gap=0)

    def _content(self, lines: Sequence[Line]) -> int:
        return len(lines) * self.look.u(ROW)

    def _top(self, lines: Sequence[Line]) -> int:
        return self._body.y - self._scroll.seen(self._content(lines), self._body.height)
