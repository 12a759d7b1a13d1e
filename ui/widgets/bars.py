"""Bars: the output for every class, and the key that keeps a drawing under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command, Nothing
from ui.look import BODY, SMALL, Look
from ui.theme import EMPHASIS
from ui.widgets.scroll import Scroll
from ui.widgets.widget import Widget, is_enter, is_press

WHY = "why not?"
ROW, ROW_LEAST = 38, 28  # points; rows grow closer before they scroll


@dataclass(frozen=True)
class Bar:
    """One class."""

    name: str
    output: float | None  # 0 to 1; None if the network has not learnt the class
    key: str  # that keeps a drawing under it; "" beyond the ninth
    best: bool
    command: Command | None  # what a click asks for
    why: Command | None = None  # what a click on "why not?" asks for


class Bars(Widget):
    """Rows of key, name, bar and value; a click, or Enter in focus, keeps the drawing."""

    focusable = True

    def __init__(self, area: Rect, bars: Callable[[], list[Bar]]) -> None:
        """Show what ``bars`` returns."""
        super().__init__(area)
        self._bars, self._scroll = bars, Scroll()
        self._over: tuple[int, int] = (0, 0)
        self._place = 0  # the row that Enter keeps under, in focus

    def handle(self, event: Event) -> list[Command]:
        """Keep on a click, scroll on the wheel."""
        if event.type == pygame.MOUSEMOTION:
            self._over = event.pos
        if self._scroll.handle(event, self.look, self.area, self._content(self._bars())):
            return []
        if is_press(event):
            bar = self._bar_at(event.pos)
            if bar and bar.why and self._pill(self._row_at(event.pos)).collidepoint(event.pos):
                return [bar.why]
            return [bar.command] if bar and bar.command else []
        elif event.type == pygame.KEYDOWN:
            return self._key(event)
        return []

    def _key(self, event: Event) -> list[Command]:
        bars = self._bars()
        if event.key in (pygame.K_UP, pygame.K_DOWN) and bars:
            self._place = (self._place + (1 if event.key == pygame.K_DOWN else -1)) % len(bars)
            height = self._row(bars)
            top, content = self._place * height, self._content(bars)
            self._scroll.reveal(top, top + height, content, self.area.height)
            return [Nothing()]
        command = bars[self._place].command if self._place < len(bars) else None
        return [command] if is_enter(event) and command else []

    @property
    def pointed(self) -> str:
        """The class under the pointer, "" for none."""
        bar = self._bar_at(self._over) if self.hovered else None
        return bar.name if bar else ""

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what a click does."""
        bar = self._bar_at(at)
        if bar and bar.why and self._pill(self._row_at(at)).collidepoint(at):
            return f"The fewest pixels found to flip until the answer is {bar.name}"
        if bar is None or bar.command is None:
            return ""
        key = f" ({bar.key})" if bar.key else ""
        if bar.output is None:
            return f"Keep the drawing as {bar.name}{key}. The network has not learnt it yet: train."
        return (
            f"Keep the drawing as {bar.name}{key}. Each output answers for its own class alone,"
            " so they need not add up to 100 %."
        )

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the rows that are in sight."""
        bars = self._bars()
        height, content = self._row(bars), self._content(bars)
        old = surface.get_clip()
        surface.set_clip(self.area.clip(old))
        named = max((look.width(bar.name, bold=bar.best) for bar in bars), default=0)
        names = min(named, int(self.area.width * 0.36))
        top = self.area.y - self._scroll.seen(content, self.area.height)
        for i, bar in enumerate(bars):
            row = Rect(self.area.x, top + i * height, self.area.width - look.u(8), height)
            if row.colliderect(self.area):
                self._draw_row(surface, look, row, bar, names)
                if self.focused and self.ring and i == self._place:
                    width = look.u(2)
                    pygame.draw.rect(surface, look.theme.text, row, width, border_radius=look.u(6))
        surface.set_clip(old)
        self._scroll.draw(surface, look, self.area, content)

    def _draw_row(self, surface: Surface, look: Look, row: Rect, bar: Bar, names: int) -> None:
        theme, middle = look.theme, row.centery
        if self.hovered and row.collidepoint(self._over) and bar.command:
            look.box(surface, theme.panel.lerp(theme.text, EMPHASIS), row)
        key = Rect(row.x + look.u(4), middle - look.u(11), look.u(22), look.u(22))
        if bar.key:
            look.box(surface, theme.raised, key, border=theme.line, radius=4)
            look.text(surface, bar.key, key.center, theme.muted, size=SMALL, anchor="center")
        x = key.right + look.u(10)
        color = theme.text if bar.best else theme.muted
        look.text(
            surface, bar.name, (x, middle), color, bold=bar.best, anchor="midleft", width=names
        )
        value = "new" if bar.output is None else f"{bar.output:.0%}"
        at = row.right - look.u(6), middle
        look.text(surface, value, at, color, size=BODY, bold=bar.best, anchor="midright")
        left, right = x + names + look.u(12), row.right - look.u(56)
        track = Rect(left, middle - look.u(7), max(right - left, 0), look.u(14))
        look.box(surface, theme.raised, track, radius=4)
        if bar.output:
            filled = Rect(track.x, track.y, round(track.width * min(bar.output, 1)), track.height)
            look.box(surface, theme.accent if bar.best else theme.muted, filled, radius=4)
        if bar.why and self.hovered and row.collidepoint(self._over):
            pill = self._pill(row)
            over = pill.collidepoint(self._over)
            look.box(surface, theme.accent if over else theme.raised, pill, border=theme.line)
            words = theme.on_accent if over else theme.text
            look.text(surface, WHY, pill.center, words, size=SMALL, anchor="center")

    def _pill(self, row: Rect) -> Rect:
        """Return where a row asks why its class did not win."""
        width = self.look.width(WHY, SMALL) + self.look.u(14)
        height = min(self.look.u(24), row.height - 2)
        return Rect(row.right - self.look.u(56) - width, row.centery - height // 2, width, height)

    def _row_at(self, at: tuple[int, int]) -> Rect:
        bars = self._bars()
        height = self._row(bars)
        top = self.area.y - self._scroll.seen(self._content(bars), self.area.height)
        y = top + (at[1] - top) // height * height
        return Rect(self.area.x, y, self.area.width - self.look.u(8), height)

    def _row(self, bars: Sequence[Bar]) -> int:
        least, most = self.look.u(ROW_LEAST), self.look.u(ROW)
        return min(max(self.area.height // max(len(bars), 1), least), most)

    def _content(self, bars: Sequence[Bar]) -> int:
        return self._row(bars) * len(bars)

    def _bar_at(self, at: tuple[int, int]) -> Bar | None:
        bars = self._bars()
        top = self.area.y - self._scroll.seen(self._content(bars), self.area.height)
        place = (at[1] - top) // self._row(bars)
        return bars[place] if 0 <= place < len(bars) else None
