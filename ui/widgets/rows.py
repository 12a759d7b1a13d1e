"""Rows: a list of words to click, each with a note at its right."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command, Nothing
from ui.look import SMALL, Look
from ui.theme import EMPHASIS
from ui.widgets.scroll import Scroll
from ui.widgets.widget import Widget, is_enter, is_press

ROW = 30  # points


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    text: str
    note: str  # a count, a key
    command: Command
    chosen: bool = False
    ruled: bool = False  # whether a line sets it apart from the one above
    share: float | None = None  # length of a bar under it, 0 to 1; None for no bar


class Rows(Widget):
    """A list that scrolls; in focus, arrow keys go through it and Enter takes a row."""

    focusable = True

    def __init__(self, area: Rect, rows: Callable[[], list[Row]]) -> None:
        """Show what ``rows`` returns."""
        super().__init__(area)
        self._rows, self._scroll = rows, Scroll()
        self._over: tuple[int, int] = (0, 0)
        self._place = 0  # the row that Enter takes, in focus

    @property
    def pointed(self) -> str:
        """The text of the row under the pointer, "" for none."""
        rows = self._rows() if self.hovered else []
        place = (self._over[1] - self._top(len(rows) * self.look.u(ROW))) // self.look.u(ROW)
        return rows[place].text if 0 <= place < len(rows) else ""

    def handle(self, event: Event) -> list[Command]:
        """Ask for the row that is clicked, or marked by arrow keys when Enter is pressed."""
        rows = self._rows()
        content = len(rows) * self.look.u(ROW)
        if event.type == pygame.MOUSEMOTION:
            self._over = event.pos
        if self._scroll.handle(event, self.look, self.area, content):
            return []
        if is_press(event):
            place = (event.pos[1] - self._top(content)) // self.look.u(ROW)
            return [rows[place].command] if 0 <= place < len(rows) else []
        if event.type == pygame.KEYDOWN and rows:
            return self._key(event, rows)
        return []

    def _key(self, event: Event, rows: list[Row]) -> list[Command]:
        """Move the mark by arrow keys; Enter asks for the row that is marked."""
        self._place = min(self._place, len(rows) - 1)
        if event.key in (pygame.K_UP, pygame.K_DOWN):
            self._place = (self._place + (1 if event.key == pygame.K_DOWN else -1)) % len(rows)
            height = self.look.u(ROW)
            top, content = self._place * height, len(rows) * height
            self._scroll.reveal(top, top + height, content, self.area.height)
            return [Nothing()]
        return [rows[self._place].command] if is_enter(event) else []

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the rows that are in sight."""
        theme, rows, height = look.theme, self._rows(), look.u(ROW)
        content = len(rows) * height
        scrolls = content > self.area.height
        old = surface.get_clip()
        surface.set_clip(self.area.clip(old))
        for i, row in enumerate(rows):
            line = Rect(self.area.x, self._top(content) + i * height, self.area.width, height)
            line.width -= look.u(10) if scrolls else 0
            if not line.colliderect(self.area):
                continue
            over = self.hovered and line.collidepoint(self._over)
            if row.chosen or over:
                fill = theme.accent if row.chosen else theme.panel.lerp(theme.text, EMPHASIS)
                look.box(surface, fill, line.inflate(0, -look.u(2)))
            if row.ruled:
                surface.fill(theme.line, (line.x, line.y, line.width, 1))
            if row.share is not None and not row.chosen:
                pad = look.u(8)
                bar = Rect(line.x + pad, line.bottom - look.u(4), 0, look.u(2))
                bar.width = round((line.width - 2 * pad) * row.share)
                surface.fill(theme.line, bar)
            self._write(surface, look, line, row)
            if self.focused and self.ring and i == self._place:
                width = look.u(2)
                pygame.draw.rect(surface, theme.text, line, width, border_radius=look.u(6))
        surface.set_clip(old)
        self._scroll.draw(surface, look, self.area, content)
        self.draw_ring(surface, look)

    def _write(self, surface: Surface, look: Look, line: Rect, row: Row) -> None:
        theme, middle, pad = look.theme, line.centery, look.u(8)
        strong = theme.on_accent if row.chosen else theme.text
        faint = theme.on_accent if row.chosen else theme.muted
        note = look.text(
            surface, row.note, (line.right - pad, middle), faint, size=SMALL, anchor="midright"
        )
        look.text(
            surface, row.text, (line.x + pad, middle), strong,
            bold=row.chosen, anchor="midleft", width=note.left - line.x - 2 * pad,
        )  # fmt: skip

    def _top(self, content: int) -> int:
        return self.area.y - self._scroll.seen(content, self.area.height)
