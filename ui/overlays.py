"""What lies over a screen: the sheet of keys, and the question for a new class's name."""

from collections.abc import Sequence

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from data.errors import DataError
from data.names import class_name
from ui import commands as c
from ui.keys import KEYS, Where
from ui.layout import columns, row_of
from ui.look import BODY, LARGE, SMALL, Look
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.panel import Panel
from ui.widgets.widget import Widget

SHARE = 44  # per cent of a column of the sheet of keys that the key itself takes
SHADE = 150  # of 255: how dark the screen behind becomes


class Overlay:
    """A card in the middle; Escape or a click beside it takes it away."""

    def __init__(self, size: tuple[int, int], look: Look) -> None:
        """Lay it over a window of ``size``."""
        self.look = look
        self._window = Rect((0, 0), size)
        self.card = self.wanted_card().clamp(self._window)
        self.card.center = self._window.center
        self.panel = Panel(self.build(), look)

    def wanted_card(self) -> Rect:
        """Return the card, anywhere; its place is worked out."""
        return Rect(0, 0, 0, 0)

    def build(self) -> Sequence[Widget]:
        """Return the widgets on the card."""
        return []

    def handle(self, event: Event) -> list[c.Command]:
        """Return what the person asked for; nothing gets past an overlay."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return [c.open_overlay("")]
        if event.type == pygame.MOUSEBUTTONDOWN and not self.card.collidepoint(event.pos):
            return [c.open_overlay("")]
        return self.panel.handle(event) or []

    def draw(self, surface: Surface) -> None:
        """Paint the shade, the card and what is on it."""
        shade = Surface(self._window.size, pygame.SRCALPHA)
        shade.fill((0, 0, 0, SHADE))
        surface.blit(shade, (0, 0))
        theme = self.look.theme
        self.look.box(surface, theme.panel, self.card, border=theme.line, radius=12)
        self.draw_card(surface)
        self.panel.draw(surface)

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts on the card."""


class NewClass(Overlay):
    """Asks for the name of a class."""

    def wanted_card(self) -> Rect:
        """Return a small card."""
        return Rect(0, 0, self.look.u(420), self.look.u(210))

    def build(self) -> Sequence[Widget]:
        """Return field and buttons; the field has the focus."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(24), -2 * u(20))
        self._inner = inner
        field = Rect(inner.x, inner.y + u(66), inner.width, u(36))
        _, cancel, add = columns(
            Rect(inner.x, inner.bottom - u(36), inner.width, u(36)), 0, u(100), u(130), gap=u(8)
        )
        self.field = Field(
            field, "", c.AddClass, check=_name, hint="its name, such as star", at_once=False
        )
        return [
            self.field,
            Button(cancel, "Cancel", c.open_overlay("")),
            Button(add, "Add class", lambda: self._add(), primary=True),
        ]

    def handle(self, event: Event) -> list[c.Command]:
        """Keep the focus in the field until a button has it."""
        if self.panel.focused is None:
            self.panel.set_focus(self.field)
        return super().handle(event)

    def draw_card(self, surface: Surface) -> None:
        """Paint the question."""
        look, inner = self.look, self._inner
        look.text(surface, "New class", inner.topleft, look.theme.text, size=LARGE, bold=True)
        area = Rect(inner.x, inner.y + look.line_height(LARGE) + look.u(2), inner.width, 0)
        text = "What will its drawings show?"
        look.paragraph(surface, text, area, look.theme.muted)

    def _add(self) -> c.Command:
        found = self.field.submit()
        return found[0] if found else c.open_overlay("new-class")


def _name(text: str) -> str:
    try:
        return class_name(text)
    except DataError as error:
        raise ValueError(str(error)) from None


class KeySheet(Overlay):
    """All keys, read off the table by which they work."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        u = self.look.u
        return Rect(
            0, 0, min(u(940), self._window.width - u(24)), min(u(560), self._window.height - u(16))
        )

    def build(self) -> Sequence[Widget]:
        """Return the button that closes it."""
        u = self.look.u
        close = Rect(self.card.right - u(112), self.card.y + u(14), u(96), u(32))
        return [Button(close, "Close", c.open_overlay(""), key="Esc")]

    def draw_card(self, surface: Surface) -> None:
        """Paint the table in columns."""
        look, theme = self.look, self.look.theme
        inner = self.card.inflate(-2 * look.u(20), -2 * look.u(16))
        look.text(surface, "Keys", inner.topleft, theme.text, size=LARGE, bold=True)
        note = "Letters and numbers act while no field has the focus."
        at = inner.x + look.u(60), inner.y + look.u(5)
        look.text(surface, note, at, theme.muted, size=SMALL, width=inner.width - look.u(180))
        body = Rect(inner.x, inner.y + look.u(40), inner.width, inner.height - look.u(40))
        places = row_of(body, 3, look.u(18))
        for size in (BODY, SMALL):  # the larger letters if they fit
            columns = self._columns(places, size)
            if len(columns) <= len(places):
                break
        for place, entries in zip(places, columns, strict=False):
            y = place.y
            for shown, lines in entries:
                y = self._draw_entry(surface, place, y, shown, lines, size)

    def _columns(self, places: list[Rect], size: int) -> list[list[tuple[str, list[str]]]]:
        """Return the table in columns that are about equally high, and not too high."""
        look, place = self.look, places[0]
        width = place.width - place.width * SHARE // 100
        entries = [(shown, look.wrapped(does, width, size)) for shown, does in _lines()]
        height = sum(self._height(lines, size) for _, lines in entries)
        most = min(place.height, height // len(places) + 2 * look.line_height(size))
        columns: list[list[tuple[str, list[str]]]] = [[]]
        used = 0
        for shown, lines in entries:
            if used + self._height(lines, size) > most:
                columns.append([])
                used = 0
            columns[-1].append((shown, lines))
            used += self._height(lines, size)
        return columns

    def _height(self, lines: list[str], size: int) -> int:
        return len(lines) * self.look.line_height(size) + self.look.u(2)

    def _draw_entry(
        self, surface: Surface, place: Rect, y: int, shown: str, lines: list[str], size: int
    ) -> int:
        look, theme = self.look, self.look.theme
        left = place.width * SHARE // 100
        if lines == [""]:
            look.text(surface, shown, (place.x, y), theme.accent, size=size, bold=True)
        else:
            at = place.x, y
            look.text(surface, shown, at, theme.text, size=size, width=left - look.u(4))
        for i, line in enumerate(lines):
            at = place.x + left, y + i * look.line_height(size)
            look.text(surface, line, at, theme.muted, size=size)
        return y + self._height(lines, size)


def _lines() -> list[tuple[str, str]]:
    """Return key and meaning line by line; a heading has no meaning."""
    lines: list[tuple[str, str]] = []
    where: Where | None = None
    for key in KEYS:
        if key.where != where:
            where = key.where
            lines.append((where.capitalize(), ""))
        if key.shown:
            lines.append((key.shown, key.does))
    return lines


OVERLAYS: dict[str, type[Overlay]] = {"keys": KeySheet, "new-class": NewClass}
