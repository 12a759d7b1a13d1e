"""Buttons: a word to click, on its own or as one of several choices."""

from collections.abc import Callable

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command
from ui.look import BODY, SMALL, Look
from ui.theme import EMPHASIS, PRESSED
from ui.widgets.widget import Given, Widget, is_enter, is_press, value_of


class Button(Widget):
    """Asks for its command when it is clicked, or by Enter or Space in focus."""

    focusable = True

    def __init__(
        self,
        area: Rect,
        text: Given[str],
        command: Command | Callable[[], Command],
        *,
        tip: str = "",
        enabled: Given[bool] = True,
        chosen: Given[bool] = False,
        primary: Given[bool] = False,
        key: Given[str] = "",
        flat: bool = False,
        visible: Given[bool] = True,
    ) -> None:
        """Show ``text``, and small beside it the ``key`` that does the same.

        Args:
            area: In window pixels.
            text: What it says.
            command: What it asks for, or where to look that up.
            tip: What explains it.
            enabled: Whether it can be clicked.
            chosen: Whether it is the one that holds, of several.
            primary: Whether it is what most people want here.
            key: Name of the key that does the same.
            flat: Whether it is drawn without a box until the pointer is over it.
            visible: Whether it is there at all.
        """
        super().__init__(area, tip=tip, enabled=enabled, visible=visible)
        self.text, self._command, self.key = text, command, key
        self._chosen, self._primary, self._flat = chosen, primary, flat

    def handle(self, event: Event) -> list[Command]:
        """Ask for the command."""
        if not (is_press(event) or is_enter(event)):
            return []
        return [self._command() if callable(self._command) else self._command]

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the box and the word."""
        theme = look.theme
        strong = self.enabled and (value_of(self._primary) or value_of(self._chosen))
        fill = theme.accent if strong else theme.panel if self._flat else theme.raised
        if self.hovered and self.enabled:
            fill = fill.lerp(theme.text, PRESSED if self.pressed else EMPHASIS)
        border = None if strong or self._flat else theme.line
        look.box(surface, fill, self.area, border=border)
        color = theme.on_accent if strong else theme.text if self.enabled else theme.muted
        self._write(surface, look, color, bold=strong)
        self.draw_ring(surface, look)

    def _write(self, surface: Surface, look: Look, color: pygame.Color, *, bold: bool) -> None:
        text, room, middle = value_of(self.text), look.u(8), self.area.centery
        key = value_of(self.key)
        if self._flat or key:
            left = self.area.x + look.u(12)
            hint = look.width(key, SMALL) + room if key else 0
            width = self.area.right - left - hint - room
            look.text(
                surface, text, (left, middle), color, bold=bold, anchor="midleft", width=width
            )
            at = self.area.right - look.u(10), middle
            faint = color if bold else look.theme.muted
            look.text(surface, key, at, faint, size=SMALL, anchor="midright")
        else:
            width = self.area.width - room
            look.text(
                surface, text, self.area.center, color,
                size=BODY, bold=bold, anchor="center", width=width,
            )  # fmt: skip
