"""A slider: a whole number from a range."""

from collections.abc import Callable

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command, Nothing
from ui.look import Look
from ui.widgets.widget import Given, Widget, is_press

KNOB = 8  # points, its radius

STEPS = {pygame.K_LEFT: -1, pygame.K_DOWN: -1, pygame.K_RIGHT: 1, pygame.K_UP: 1}


class Slider(Widget):
    """A knob on a line, moved by mouse or arrow keys."""

    focusable = True

    def __init__(
        self,
        area: Rect,
        low: int,
        high: int | Callable[[], int],
        value: Callable[[], int],
        command: Callable[[int], Command],
        *,
        tip: str = "",
        enabled: Given[bool] = True,
    ) -> None:
        """Offer every whole number from ``low`` to ``high``, which may be looked up each time."""
        super().__init__(area, tip=tip, enabled=enabled)
        self._low, self._given_high, self._value, self._command = low, high, value, command

    @property
    def _high(self) -> int:
        high = self._given_high
        return high() if callable(high) else high

    def handle(self, event: Event) -> list[Command]:
        """Ask for the number under the pointer, or the next one by key."""
        if is_press(event) or (event.type == pygame.MOUSEMOTION and self.pressed):
            path = self.area.width - 2 * self.look.u(KNOB)
            share = (event.pos[0] - self.area.x - self.look.u(KNOB)) / path
            return self._to(round(self._low + share * (self._high - self._low)))
        if event.type == pygame.KEYDOWN and event.key in STEPS:
            return self._to(self._value() + STEPS[event.key]) or [Nothing()]  # also at an end
        return []

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the line and the knob."""
        theme, knob = look.theme, look.u(KNOB)
        path = self.area.width - 2 * knob
        share = (self._value() - self._low) / (self._high - self._low)
        x, y = self.area.x + knob + round(path * share), self.area.centery
        line = Rect(self.area.x, y - look.u(2), self.area.width, look.u(4))
        look.box(surface, theme.line, line, radius=2)
        strong = theme.accent if self.enabled else theme.muted
        look.box(surface, strong, Rect(line.x, line.y, x - line.x, line.height), radius=2)
        color = strong.lerp(theme.text, 0.2 if self.hovered else 0.0)
        pygame.draw.aacircle(surface, color, (x, y), knob)
        self.draw_ring(surface, look)

    def _to(self, number: int) -> list[Command]:
        number = min(max(number, self._low), self._high)
        return [] if number == self._value() else [self._command(number)]
