"""A choice: one of a few words, gone through by click or arrow key."""

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command
from ui.look import BODY, SMALL, Look
from ui.theme import EMPHASIS
from ui.widgets.widget import Given, Widget, is_enter, is_press, value_of


class Choice(Widget):
    """Shows what holds, between an arrow to the one before and one to the next."""

    focusable = True

    def __init__(
        self,
        area: Rect,
        choices: Sequence[str],
        value: Given[str],
        command: Callable[[str], Command],
        *,
        tip: str = "",
        enabled: Given[bool] = True,
        visible: Given[bool] = True,
    ) -> None:
        """Offer ``choices``; ``command`` makes the command that takes one."""
        super().__init__(area, tip=tip, enabled=enabled, visible=visible)
        self._choices, self._value, self._command = tuple(choices), value, command

    def handle(self, event: Event) -> list[Command]:
        """Take the next one, or at the left arrow the one before."""
        if is_press(event):
            return self._step(-1 if event.pos[0] < self.area.x + self.area.height else 1)
        if is_enter(event):
            return self._step(1)
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            return self._step(1 if event.key == pygame.K_RIGHT else -1)
        return []

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the box, the word and the arrows."""
        theme = look.theme
        fill = theme.raised if self.enabled else theme.panel
        if self.hovered and self.enabled:
            fill = fill.lerp(theme.text, EMPHASIS)
        look.box(surface, fill, self.area, border=theme.line)
        color = theme.text if self.enabled else theme.muted
        width = self.area.width - 2 * look.u(20)
        center = self.area.center
        text = value_of(self._value)
        size = BODY if look.width(text) <= width else SMALL
        look.text(surface, text, center, color, size=size, anchor="center", width=width)
        reach, middle = look.u(4), self.area.centery
        for x, side in (
            (self.area.x + self.area.height // 2, -1),
            (self.area.right - self.area.height // 2, 1),
        ):
            points = [(x - side * reach // 2, middle - reach), (x + side * reach // 2, middle)]
            points.append((x - side * reach // 2, middle + reach))
            pygame.draw.lines(surface, theme.muted, False, points, look.u(2))
        self.draw_ring(surface, look)

    def _step(self, by: int) -> list[Command]:
        now = value_of(self._value)
        place = self._choices.index(now) + by if now in self._choices else 0
        return [self._command(self._choices[place % len(self._choices)])]
