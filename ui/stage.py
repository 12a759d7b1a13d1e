"""The stage: a screen, the rail beside it, and what lies above; events in, pictures out."""

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui import commands as c
from ui.keys import commands_for
from ui.layout import frame
from ui.lesson_bar import LessonBar
from ui.look import SMALL, Look
from ui.message_bar import MessageBar
from ui.overlays import overlay_class
from ui.overlays.overlay import Overlay
from ui.rail import Rail
from ui.screens import screen_class
from ui.screens.screen import Screen
from ui.state.message import Message
from ui.state.view import LESSON_HEIGHT, ScreenName, View, fitting_scale
from ui.time_bar import TimeBar
from ui.widgets.field import Field
from ui.workspace import Workspace

BLINK_S = 0.53  # of the caret
TIP_AFTER_S = 0.6  # the pointer has to rest
ANSWERING = ("draw", "network")  # screens that show what a network answers


class Stage:
    """Everything in the window, at its size; knows neither clock nor display."""

    def __init__(self, workspace: Workspace, size: tuple[int, int]) -> None:
        """Set the stage in a window of ``size``."""
        self._workspace = workspace
        self._pointer = self._tip_pointer = (-1, -1)
        self._still_since_s = self._bar_since_s = 0.0
        self._tip = ""
        self._set(size)

    @property
    def editing(self) -> Field | None:
        """The field that text goes to, None if letters are keys."""
        focused = (self._overlay or self._screen).panel.focused
        return focused if isinstance(focused, Field) else None

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        return self._screen

    def resize(self, size: tuple[int, int]) -> None:
        """Fit everything into a window of another size."""
        self._set(size)

    def handle(self, event: Event) -> list[c.Command]:
        """Return the commands one event asks for."""
        self._set_changed()
        if event.type in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN):
            self._pointer, self._tip = event.pos, ""
        if self._overlay:
            commands = self._bar.handle(event) if self._bar else None
            return self._overlay.handle(event) if commands is None else commands
        for above in (self._bar, self._time_bar):
            commands = above.handle(event) if above else None
            if commands is not None:
                return commands
        commands = self._screen.handle(event)
        if commands is None:
            commands = commands_for(event, self._workspace.view.screen)
        return commands

    def tick(self, now_s: float) -> tuple[bool, list[c.Command]]:
        """Let time pass; return whether it changed what is to be seen, and what it asks for.

        Args:
            now_s: Any clock that goes forward, in seconds.
        """
        self._set_changed()
        commands: list[c.Command] = [c.Dismiss()] if self._message_is_over(now_s) else []
        changed = self._tick_caret(now_s)
        tip = self._find_tip(now_s)
        if tip != self._tip:
            self._tip, changed = tip, True
        return changed, commands

    def catch_up(self) -> None:
        """Become what the workspace wants to be seen; before drawing, so that drawing is all."""
        self._set_changed()
        self._screen.follow()

    def draw(self, surface: Surface) -> None:
        """Paint the whole window; changes nothing but ``surface``."""
        surface.fill(self._look.theme.ground)
        self._rail.draw(surface)
        if self._lesson_bar:
            self._lesson_bar.draw(surface)
        self._screen.draw(surface)
        if self._time_bar:
            self._time_bar.draw(surface)
        if self._tip and not self._overlay:
            self._draw_tip(surface)
        if self._overlay:
            self._overlay.draw(surface)
            if self._lesson_bar:  # what to do may be on the overlay
                self._lesson_bar.draw(surface)
        if self._bar:  # it may be about what was done on the overlay
            self._bar.draw(surface)

    def _set(self, size: tuple[int, int]) -> None:
        """Make everything anew, for a size, theme or scale that is another."""
        view = self._workspace.view
        self._size, self._made_for = size, _layout_of(view)
        lesson = bool(view.lesson)
        self._look = Look(view.theme, fitting_scale(view.scale, size, lesson=lesson))
        self._frame = frame(size, self._look.u, LESSON_HEIGHT if lesson else 0)
        self._lesson_bar = (
            LessonBar(self._workspace, self._frame.lesson, self._look) if lesson else None
        )
        self._rail = Rail(self._workspace, self._frame.rail, self._look, slim=self._frame.slim)
        self._screens: dict[ScreenName, Screen] = {}
        self._screen = self._made_screen(view.screen)
        self._overlay: Overlay | None = None
        self._overlay_name = ""
        self._bar: MessageBar | None = None
        self._bar_for: tuple[Message | None, Rect, Overlay | None] = None, Rect(0, 0, 0, 0), None
        self._time_bar: TimeBar | None = None
        self._set_changed()

    def _made_screen(self, name: ScreenName) -> Screen:
        """Return a screen, made when it is first wanted and kept from then on."""
        if name not in self._screens:
            area, slim = self._frame.content, self._frame.slim
            made = screen_class(name)(self._workspace, area, self._look, slim=slim)
            made.panel.add(self._rail.widgets)  # Tab goes on from the screen to the rail
            if self._lesson_bar:
                made.panel.add(self._lesson_bar.widgets)
            self._screens[name] = made
        return self._screens[name]

    def _set_changed(self) -> None:
        """Bring up the screen, the overlay and the message that the workspace wants."""
        view, message = self._workspace.view, self._workspace.message
        if self._made_for != _layout_of(view):
            self._set(self._size)
            return
        screen = self._made_screen(view.screen)
        if screen is not self._screen:
            self._screen.panel.release()
            self._screen = screen
        if view.overlay != self._overlay_name:
            made = overlay_class(view.overlay)
            top = self._frame.lesson.bottom
            self._overlay = made(self._workspace, self._size, self._look, top=top) if made else None
            self._screen.panel.release()  # the button that opened it will be let go elsewhere
            self._overlay_name = view.overlay
        self._set_bar(message)

    def _set_bar(self, message: Message | None) -> None:
        """Bring up a message: over a card where it hides least of it."""
        around = self._around_messages()
        if self._overlay is not None:
            around = self._overlay.room.inflate(0, -self._look.u(8))
        before, self._bar_for = self._bar_for, (message, around, self._overlay)
        if before == self._bar_for:
            return
        if before[0] != message:
            self._bar_since_s = -1.0
        self._bar = MessageBar(message, around, self._look) if message else None
        if message and self._bar and self._overlay:
            above = MessageBar(message, around, self._look, at_top=True)
            hidden = self._overlay.hidden_by
            if hidden(above.area) < hidden(self._bar.area):
                self._bar = above

    def _around_messages(self) -> Rect:
        """Bring up the time bar if there is to be one; return where a message may lie above it."""
        around, playback = self._screen.message_area, self._workspace.playback
        if playback.answers is None or self._workspace.view.screen not in ANSWERING:
            self._time_bar = None
            return around
        place = self._screen.time_bar_area
        if self._time_bar is None or self._time_bar.around != place:
            self._time_bar = TimeBar(self._workspace, place, self._look)
        bottom = self._time_bar.area.y - self._look.u(6)
        return Rect(around.x, around.y, around.width, bottom - around.y)

    def _message_is_over(self, now_s: float) -> bool:
        if self._bar is None:
            return False
        if self._bar_since_s < 0:
            self._bar_since_s = now_s
        return now_s - self._bar_since_s >= self._bar.shown_s

    def _tick_caret(self, now_s: float) -> bool:
        field, caret_on = self.editing, int(now_s / BLINK_S) % 2 == 0
        if field is None or field.caret_on == caret_on:
            return False
        field.caret_on = caret_on
        return True

    def _find_tip(self, now_s: float) -> str:
        if self._pointer != self._tip_pointer:
            self._tip_pointer, self._still_since_s = self._pointer, now_s
        if now_s - self._still_since_s < TIP_AFTER_S or self._overlay:
            return ""
        over = self._screen.panel.hovered
        return over.tip_at(self._pointer) if over and over.hit(self._pointer) else ""

    def _draw_tip(self, surface: Surface) -> None:
        look = self._look
        lines = look.wrapped(self._tip, look.u(300), SMALL)
        width = max(look.width(line, SMALL) for line in lines) + look.u(16)
        height = len(lines) * look.line_height(SMALL) + look.u(10)
        area = Rect(self._pointer[0] + look.u(12), self._pointer[1] + look.u(18), width, height)
        area.clamp_ip(surface.get_rect())
        look.box(surface, look.theme.text, area)
        for i, line in enumerate(lines):
            at = area.x + look.u(8), area.y + look.u(5) + i * look.line_height(SMALL)
            look.text(surface, line, at, look.theme.ground, size=SMALL)


def _layout_of(view: View) -> tuple[object, ...]:
    """Return what everything is laid out anew for."""
    return view.theme, view.scale, view.train_part, view.plan_part, bool(view.lesson)
