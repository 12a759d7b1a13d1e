"""The panel: brings events to widgets, and knows which has the pointer, the press, the focus."""

from collections.abc import Sequence

import pygame
from pygame import Surface
from pygame.event import Event

from ui.commands import Command, SayWhyNot
from ui.look import Look
from ui.widgets.widget import Widget, has_ctrl, has_shift, value_of

MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL)


ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER)
# With Ctrl these are not for the field that has the focus: size, next screen, close.
PASSED_ON_WITH_CTRL = (
    pygame.K_PLUS, pygame.K_EQUALS, pygame.K_MINUS, pygame.K_0,
    pygame.K_KP_PLUS, pygame.K_KP_MINUS, pygame.K_KP0, pygame.K_TAB, pygame.K_q,
)  # fmt: skip


class Panel:
    """Widgets that are on screen together, in Tab order."""

    def __init__(self, widgets: Sequence[Widget], look: Look) -> None:
        """Put widgets together; later ones lie above earlier ones."""
        self.widgets, self.look = list(widgets), look
        for widget in self.widgets:
            widget.look = look
        self.hovered: Widget | None = None
        self.focused: Widget | None = None
        self._pressed: Widget | None = None
        self._button = 0  # of the mouse, that pressed

    def add(self, widgets: Sequence[Widget]) -> None:
        """Put more widgets on, after those that are there."""
        self.widgets += widgets
        for widget in widgets:
            widget.look = self.look

    def handle(self, event: Event) -> list[Command] | None:
        """Return what the person asked for, None if the event is nobody's here."""
        if event.type in MOUSE:
            return self._mouse(event)
        if event.type == pygame.KEYDOWN and event.key == pygame.K_TAB and not has_ctrl(event):
            return self._tab(-1 if has_shift(event) else 1)
        if self.focused and event.type in (pygame.KEYDOWN, pygame.TEXTINPUT, pygame.TEXTEDITING):
            return self._typed(self.focused, event)
        return None

    def set_focus(self, widget: Widget | None, *, ring: bool = False) -> None:
        """Give the focus to a widget, or to none; ``ring`` if it came by key."""
        if self.focused and self.focused is not widget:
            self.focused.focus(gained=False)
        self.focused = widget
        if widget:
            widget.ring = ring
            widget.focus(gained=True)

    def release(self) -> None:
        """Forget pointer, press and focus: another panel comes on screen."""
        self.set_focus(None)
        for widget in self.widgets:
            widget.hovered = widget.pressed = False
        self.hovered = self._pressed = None

    def draw(self, surface: Surface) -> None:
        """Paint all widgets."""
        there = [widget for widget in self.widgets if widget.visible]
        for widget in there:
            widget.draw(surface, self.look)
        for widget in there:
            widget.draw_above(surface, self.look)

    def _mouse(self, event: Event) -> list[Command] | None:
        if event.type == pygame.MOUSEWHEEL:
            return self.hovered.handle(event) if self.hovered else None
        self._hover(event.pos)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button <= 3:
            return self._press(event)
        if self._pressed is None:
            return self.hovered.handle(event) if self.hovered and self.hovered.enabled else None
        pressed = self._pressed  # gets everything until its button is up, wherever that is
        if event.type == pygame.MOUSEBUTTONUP and event.button == self._button:
            pressed.pressed, self._pressed = False, None
        return pressed.handle(event)

    def _press(self, event: Event) -> list[Command] | None:
        if self._pressed is not None:
            return []  # a second button while the first is down
        widget = self.hovered
        if widget is None or not widget.enabled:
            self.set_focus(None)
            reason = value_of(widget.why_not) if widget else ""
            return [SayWhyNot(reason)] if reason else None
        self.set_focus(widget if widget.wants_text else None)
        widget.pressed, self._pressed, self._button = True, widget, event.button
        return widget.handle(event)

    def _hover(self, at: tuple[int, int]) -> None:
        among = [self._pressed] if self._pressed else reversed(self.widgets)
        over = next((w for w in among if w.hit(at)), None)
        if over is not self.hovered:
            if self.hovered:
                self.hovered.hovered = False
            if over:
                over.hovered = True
            self.hovered = over

    def _tab(self, by: int) -> list[Command]:
        able = [w for w in self.widgets if w.focusable and w.enabled]
        if not able:
            return []
        start = able.index(self.focused) if self.focused in able else (-1 if by > 0 else 0)
        self.set_focus(able[(start + by) % len(able)], ring=True)
        return []

    def _typed(self, widget: Widget, event: Event) -> list[Command] | None:
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            commands = widget.leave()
            self.set_focus(None)
            return commands
        if not widget.enabled:
            return None
        commands = widget.handle(event)
        if event.type == pygame.KEYDOWN and event.key in ENTER and widget.leaves_by_enter:
            self.set_focus(None)
            return commands
        if commands:
            return commands
        function_key = event.type == pygame.KEYDOWN and pygame.K_F1 <= event.key <= pygame.K_F12
        ours = widget.wants_text and not function_key
        control = event.type == pygame.KEYDOWN and has_ctrl(event)
        passed_on = control and event.key in PASSED_ON_WITH_CTRL
        return [] if ours and not passed_on else None
