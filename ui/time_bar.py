"""The time bar: while a moment of a run is looked at, it says so and goes to others."""

from typing import Literal

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from models.scores import few_words
from ui import commands as c
from ui.layout import columns
from ui.look import SMALL, Look
from ui.widgets.button import Button
from ui.widgets.panel import MOUSE, Panel
from ui.widgets.slider import Slider
from ui.widgets.widget import Widget
from ui.workspace import Workspace

HEIGHT, WIDTH = 44, 560  # points
NARROW = 240  # points; in less there is room for epoch and slider; Escape is back to now
STEPS: dict[int, Literal[-1, 1]] = {pygame.K_COMMA: -1, pygame.K_PERIOD: 1}


class TimeBar:
    """A slider over the bottom of a screen that shows answers."""

    def __init__(self, workspace: Workspace, around: Rect, look: Look) -> None:
        """Lay it out over the bottom of ``around``."""
        u = look.u
        self.around, self._workspace, self._look = around, workspace, look
        self.area = Rect(0, 0, min(u(WIDTH), around.width), u(HEIGHT))
        self.area.midbottom = around.centerx, around.bottom + u(2)
        inner = self.area.inflate(-2 * u(12), -2 * u(8))
        self._narrow = inner.width < u(NARROW)
        widths = (u(70), 0) if self._narrow else (u(142), 0, u(52))
        self._title, slider, *now = columns(inner, *widths, gap=u(10))
        playback = workspace.playback
        widgets: list[Widget] = [
            Slider(
                slider, 0, lambda: max(playback.last, 1), lambda: playback.place or 0, c.GoToMoment,
                tip="The network at another moment of its training",
            ),
            *(Button(at, "Now", c.LeaveMoment(), tip="Back to the network in use") for at in now),
        ]  # fmt: skip
        self.panel = Panel(widgets, look)

    def handle(self, event: Event) -> list[c.Command] | None:
        """Take what happens on the bar, and its keys; everything else is for what lies below."""
        if event.type == pygame.KEYDOWN:
            return self._key(event)
        if event.type not in MOUSE:
            return None
        commands = self.panel.handle(event)
        if commands is not None:
            return commands
        over = hasattr(event, "pos") and self.area.collidepoint(event.pos)
        return [] if over else None

    def _key(self, event: Event) -> list[c.Command] | None:
        if event.key == pygame.K_ESCAPE:
            return [c.LeaveMoment()]
        if event.key in STEPS:
            return [c.MoveMoment(STEPS[event.key])]
        return None

    def draw(self, surface: Surface) -> None:
        """Paint the bar."""
        look, theme, playback = self._look, self._look.theme, self._workspace.playback
        look.box(surface, theme.raised, self.area, border=theme.accent, radius=8)
        point = playback.point
        if point is not None:
            score = few_words(point.held_out.accuracy, point.held_out.count)
            text = f"epoch {point.epoch:,}" + ("" if self._narrow else f": {score}")
            at = self._title.x, self._title.centery
            look.text(surface, text, at, theme.text, size=SMALL, bold=True, anchor="midleft",
                      width=self._title.width)  # fmt: skip
        self.panel.draw(surface)
