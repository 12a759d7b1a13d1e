"""An overlay: a card over the screen, which gets every event while it is there."""

from collections.abc import Sequence

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui import commands as c
from ui.keys import commands_for
from ui.look import Look
from ui.widgets.panel import Panel
from ui.widgets.widget import Widget
from ui.workspace import Workspace

SHADE = 150  # of 255: how dark the screen behind becomes


class Overlay:
    """A card in the middle; Escape or a click beside it takes it away."""

    def __init__(
        self, workspace: Workspace, size: tuple[int, int], look: Look, *, top: int = 0
    ) -> None:
        """Lay it over a window of ``size``, but for its topmost ``top`` rows of pixels."""
        self.workspace, self.look = workspace, look
        self._window = Rect((0, 0), size)
        self.room = Rect(0, top, size[0], size[1] - top)
        self.card = self.wanted_card().clamp(self.room)
        self.card.center = self.room.center
        self.panel = Panel(self.build(), look)

    def wanted_card(self) -> Rect:
        """Return the card, anywhere; its place is worked out."""
        return Rect(0, 0, 0, 0)

    def at_most(self, width: int, height: int) -> Rect:
        """Return a card of so many points, or as large as the window has room for."""
        u, room = self.look.u, self.room
        return Rect(0, 0, min(u(width), room.width - u(24)), min(u(height), room.height - u(16)))

    def build(self) -> Sequence[Widget]:
        """Return the widgets on the card."""
        return []

    def hidden_by(self, area: Rect) -> int:
        """Return how many widgets lie under an area, wholly or in part."""
        there = [widget.area for widget in self.panel.widgets if widget.visible]
        return len(area.collidelistall(there))

    def handle(self, event: Event) -> list[c.Command]:
        """Return what the person asked for; nothing gets past an overlay."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            return [c.open_overlay("")]
        if event.type == pygame.MOUSEBUTTONDOWN and not self.card.collidepoint(event.pos):
            return [c.open_overlay("")]
        commands = self.panel.handle(event)
        if commands is None:  # what is done on a card can be undone there
            asked = commands_for(event, self.workspace.view.screen)
            return [command for command in asked if isinstance(command, c.Undo | c.Redo)]
        return commands

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
