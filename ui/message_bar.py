"""The message bar: what just happened, for a few seconds, with its undo."""

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui import commands as c
from ui.look import Look
from ui.state.message import Message
from ui.widgets.button import Button
from ui.widgets.panel import MOUSE, Panel

SHOWN_S = 6.0
ERROR_SHOWN_S = 12.0  # an error has to be read, and may be long
MOST_LINES = 3


class MessageBar:
    """One message over the bottom of the window, or over its top."""

    def __init__(self, message: Message, area: Rect, look: Look, *, at_top: bool = False) -> None:
        """Lay it out over the bottom of ``area``, or over its top."""
        u = look.u
        self.message, self._look = message, look
        buttons = u(84) if message.undoable else 0
        widest = min(area.width, u(720))
        room = widest - buttons - u(60)
        self._lines = look.wrapped(message.text, room)[:MOST_LINES]
        width = max(look.width(line) for line in self._lines) + buttons + u(64)
        height = len(self._lines) * look.line_height() + u(18)
        self.area = Rect(0, 0, min(width, widest), height)
        self.area.midbottom = area.centerx, area.bottom + u(2)
        if at_top:
            self.area.midtop = area.midtop
        close = Rect(self.area.right - u(34), self.area.centery - u(13), u(26), u(26))
        widgets = [Button(close, "×", c.Dismiss(), flat=False, tip="Dismiss")]
        if message.undoable:
            undo = Rect(close.x - u(80), self.area.centery - u(15), u(72), u(30))
            widgets.append(Button(undo, "Undo", c.Undo(), tip="Ctrl+Z"))
        self.panel = Panel(widgets, look)

    @property
    def shown_s(self) -> float:
        """How long it stays, in seconds."""
        return ERROR_SHOWN_S if self.message.error else SHOWN_S

    def handle(self, event: Event) -> list[c.Command] | None:
        """Take clicks on the bar; everything else is for what lies below."""
        if event.type not in MOUSE or event.type == pygame.MOUSEWHEEL:
            return None
        commands = self.panel.handle(event)
        pressed = event.type == pygame.MOUSEBUTTONDOWN and self.area.collidepoint(event.pos)
        return commands or [] if pressed else None

    def draw(self, surface: Surface) -> None:
        """Paint the bar."""
        look, theme = self._look, self._look.theme
        edge = theme.wrong if self.message.error else theme.accent
        ground = theme.raised.lerp(theme.panel, 0.3)
        look.box(surface, ground, self.area, border=edge, radius=8)
        y = self.area.y + look.u(8)
        for line in self._lines:
            look.text(surface, line, (self.area.x + look.u(16), y), theme.text)
            y += look.line_height()
        self.panel.draw(surface)
