"""What every widget is: an area that draws itself and turns events into commands."""

from collections.abc import Callable
from typing import TypeVar, Union

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command
from ui.look import Look

T = TypeVar("T", bool, str)
Given = Union[T, Callable[[], T]]  # noqa: UP007 - a value, or where to look it up each time


def value_of(given: Given[T]) -> T:
    """Return a given value as it is now."""
    return given() if callable(given) else given


class Widget:
    """Base of all widgets.

    Commands go up: ``handle`` returns what the person asked for. Values come
    down: what a widget shows is looked up when it is drawn. What a widget may
    keep to itself is only what nobody else cares about: whether the pointer is
    over it, the text being typed, how far a list is scrolled.
    """

    focusable = False
    wants_text = False  # whether letters go to it while it has the focus
    leaves_by_enter = False  # whether Enter ends what was begun there
    why_not: "Given[str]" = ""  # what is said when it is clicked while it does not answer

    def __init__(
        self,
        area: Rect,
        *,
        tip: str = "",
        enabled: Given[bool] = True,
        visible: Given[bool] = True,
    ) -> None:
        """Take up ``area``, in window pixels; ``tip`` explains it to a resting pointer."""
        self.area, self.tip = Rect(area), tip
        self._enabled, self._visible = enabled, visible
        self.hovered = self.focused = self.pressed = False
        self.ring = False  # whether the focus came by key and is shown
        self.look = Look()  # replaced by the panel it is put on

    @property
    def enabled(self) -> bool:
        """Whether it answers to the person."""
        return self.visible and value_of(self._enabled)

    @property
    def visible(self) -> bool:
        """Whether it is there at all just now."""
        return value_of(self._visible)

    def hit(self, at: tuple[int, int]) -> bool:
        """Return whether a point is the widget's."""
        return self.visible and bool(self.area.collidepoint(at))

    def handle(self, event: Event) -> list[Command]:
        """Return the commands one event asks for; an empty list for none."""
        return []

    def focus(self, *, gained: bool) -> None:
        """Take or give up the focus."""
        self.focused = gained

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what explains the spot under a resting pointer."""
        return self.tip

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint; changes nothing but ``surface``."""

    def draw_above(self, surface: Surface, look: Look) -> None:
        """Paint what lies over other widgets."""

    def leave(self) -> list[Command]:
        """Return what Escape asks for, beside giving up the focus."""
        return []

    def draw_ring(self, surface: Surface, look: Look) -> None:
        """Show that it has the focus, if that came by key."""
        if self.focused and self.ring:
            area = self.area.inflate(look.u(6), look.u(6))
            pygame.draw.rect(surface, look.theme.text, area, look.u(2), border_radius=look.u(8))


def is_press(event: Event) -> bool:
    """Return whether the event is a press of the left button."""
    return bool(event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT)


def is_enter(event: Event) -> bool:
    """Return whether the event is Enter or the space bar."""
    keys = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
    return bool(event.type == pygame.KEYDOWN and event.key in keys)


def has_ctrl(event: Event) -> bool:
    """Return whether Ctrl, or Cmd on macOS, is held."""
    return bool(getattr(event, "mod", 0) & (pygame.KMOD_CTRL | pygame.KMOD_META))


def has_shift(event: Event) -> bool:
    """Return whether Shift is held."""
    return bool(getattr(event, "mod", 0) & pygame.KMOD_SHIFT)
