"""A field: one line of text that is edited, checked, and handed over."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command
from ui.look import BODY, SMALL, Look
from ui.theme import EMPHASIS
from ui.widgets.line_edit import LineEdit
from ui.widgets.widget import Given, Widget, has_ctrl, has_shift, is_press, value_of

JITTER = 4  # points by which a hand moves in a click
PADDING = 9  # points left and right of the text

Check = Callable[[str], Any]  # raises ValueError with a sentence


class Field(Widget):
    """Edits a text; what cannot be taken is said under it, in words, while it is typed."""

    focusable = True
    wants_text = True

    def __init__(
        self,
        area: Rect,
        value: Given[str],
        command: Callable[[Any], Command],
        *,
        check: Check = str,
        hint: str = "",
        tip: str = "",
        enabled: Given[bool] = True,
        at_once: bool = True,
        escape: Command | None = None,
    ) -> None:
        """Show ``value`` until it is edited.

        Args:
            area: Of the box; a sentence about an error comes up under it.
            value: What holds.
            command: Makes the command that sets a checked value.
            check: Turns the text into a value, or raises ValueError.
            hint: Shown while it is empty.
            tip: What explains it.
            enabled: Whether it can be edited.
            at_once: Whether every valid text is set as it is typed, or only by Enter.
            escape: What Escape asks for, beside leaving the field.
        """
        super().__init__(area, tip=tip, enabled=enabled)
        self._value, self._command, self._check = value, command, check
        self._hint, self._at_once, self._escape = hint, at_once, escape
        self.edit = LineEdit("")
        self._error = self._edited = ""  # what is wrong, and the value it was edited from
        self._fresh = False  # whether the focus has just come, with all of the text selected
        self._pressed_x: int | None = None  # by a first click, until it becomes a drag
        self.caret_on = True  # whether the blinking caret is to be seen just now
        self.composing = ""  # what an input method has not yet committed

    @property
    def error(self) -> str:
        """What is wrong with the text; nothing any more once the value came from elsewhere."""
        return self._error if self.focused or value_of(self._value) == self._edited else ""

    @property
    def shown(self) -> str:
        """The text in the box: what is typed, or what holds."""
        return self.edit.text if self.focused or self.error else value_of(self._value)

    @property
    def leaves_by_enter(self) -> bool:  # type: ignore[override]
        """Whether all that Enter could do is done: then letters are keys again."""
        return self._at_once and not self._error

    def focus(self, *, gained: bool) -> None:
        """Begin with all of the text selected."""
        if gained and not self.focused and not self.error:
            self._edited = value_of(self._value)
            self.edit = LineEdit(self._edited)
            self.edit.select_all()
            self._fresh = True
        self.focused, self.composing = gained, ""

    def submit(self) -> list[Command]:
        """Return the command for what is typed, none if it will not do."""
        try:
            value = self._check(self.edit.text)
        except ValueError as error:
            self._error = str(error)
            return []
        self._error = ""
        return [self._command(value)]

    def handle(self, event: Event) -> list[Command]:
        """Edit; every change that passes the check is asked for."""
        before = self.edit.text
        if event.type in (pygame.KEYDOWN, pygame.TEXTINPUT):
            self._fresh = False
        if is_press(event):
            self._press(event)
        elif event.type == pygame.MOUSEMOTION and event.buttons[0] and self.pressed:
            self._drag(event.pos[0])
        elif event.type == pygame.TEXTINPUT:
            self.composing = ""
            self.edit.insert(_printable(event.text))
        elif event.type == pygame.TEXTEDITING:
            self.composing = _printable(event.text)
        elif event.type == pygame.KEYDOWN:
            if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
                return self.submit()
            self._key(event)
        if self.edit.text == before:
            return []
        return self.submit() if self._at_once else self._recheck()

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the box, the text, the selection, the caret, and what is wrong."""
        theme = look.theme
        border = theme.wrong if self.error else theme.accent if self.focused else theme.line
        fill = theme.raised if self.enabled else theme.panel
        if self.hovered and self.enabled:
            fill = fill.lerp(theme.text, EMPHASIS / 2)
        look.box(surface, fill, self.area, border=border)
        inner = self.area.inflate(-2 * look.u(PADDING), -look.u(6))
        old = surface.get_clip()
        room = Rect(inner.x - 1, self.area.y + 1, inner.width + 2, self.area.height - 2)
        surface.set_clip(room.clip(old))  # as high as the field: a low one has no more than a line
        self._draw_text(surface, look, inner)
        surface.set_clip(old)
        self.draw_ring(surface, look)

    def draw_above(self, surface: Surface, look: Look) -> None:
        """Paint what is wrong on a card under the box, over whatever is there."""
        if not self.error:
            return
        theme, pad = look.theme, look.u(8)
        widest = look.u(260)
        lines = look.wrapped(self.error, widest, SMALL)
        width = max(look.width(line, SMALL) for line in lines) + 2 * pad
        height = len(lines) * look.line_height(SMALL) + pad
        card = Rect(self.area.x, self.area.bottom + look.u(3), width, height)
        card.clamp_ip(surface.get_rect())
        look.box(surface, theme.panel, card, border=theme.wrong)
        for i, line in enumerate(lines):
            at = card.x + pad, card.y + pad // 2 + i * look.line_height(SMALL)
            look.text(surface, line, at, theme.wrong, size=SMALL)

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what explains it, unless something is wrong: then that is said."""
        return "" if self.error else self.tip

    def leave(self) -> list[Command]:
        """Return what Escape asks for."""
        return [self._escape] if self._escape else []

    def _draw_text(self, surface: Surface, look: Look, inner: Rect) -> None:
        theme, text, caret = look.theme, self.shown, self.edit.caret
        if self.focused and self.composing:
            text = text[:caret] + self.composing + text[caret:]
            caret += len(self.composing)
        left = inner.x - self._scrolled(look)
        low, high = self.edit.selection
        if self.focused and low != high:
            x = left + look.width(text[:low])
            mark = Rect(x, inner.y, look.width(text[low:high]), inner.height)
            surface.fill(theme.raised.lerp(theme.accent, 0.45), mark)
        color = theme.text if text and self.enabled else theme.muted
        shown = text or look.fitted(self._hint, inner.width)
        look.text(surface, shown, (left, inner.centery), color, anchor="midleft")
        if self.focused and self.caret_on:
            x = left + look.width(text[:caret])
            surface.fill(theme.text, (x, inner.y + look.u(2), look.u(1), inner.height - look.u(4)))

    def _scrolled(self, look: Look) -> int:
        """Return how far the text is moved left, so that the caret can be seen."""
        room = self.area.width - 2 * look.u(PADDING)
        return max(0, look.width(self.edit.text[: self.edit.caret]) - room) if self.focused else 0

    def _point(self, x: int, *, extend: bool) -> None:
        look = self.look
        at = x - self.area.x - look.u(PADDING) + self._scrolled(look)
        widths = [look.width(self.edit.text[:i], BODY) for i in range(len(self.edit.text) + 1)]
        self.edit.go(min(range(len(widths)), key=lambda i: abs(widths[i] - at)), extend=extend)

    def _press(self, event: Event) -> None:
        """Leave all selected by the first click, for typing something else; the next is a place."""
        self._pressed_x = event.pos[0] if self._fresh else None
        if not self._fresh:
            self._point(event.pos[0], extend=has_shift(event))
        if getattr(event, "clicks", 1) > 1:
            self.edit.select_all()
        self._fresh = False

    def _drag(self, x: int) -> None:
        if self._pressed_x is not None:
            if abs(x - self._pressed_x) < self.look.u(JITTER):
                return
            self._point(self._pressed_x, extend=False)
            self._pressed_x = None
        self._point(x, extend=True)

    def _recheck(self) -> list[Command]:
        self._error = ""
        return []

    def _key(self, event: Event) -> None:
        edit, ctrl, shift = self.edit, has_ctrl(event), has_shift(event)
        match event.key:
            case pygame.K_a if ctrl:
                edit.select_all()
            case pygame.K_c | pygame.K_x if ctrl and edit.selected:
                pygame.scrap.put_text(edit.selected)
                if event.key == pygame.K_x:
                    edit.insert("")
            case pygame.K_v if ctrl:
                edit.insert(_printable(pygame.scrap.get_text() or ""))
            case pygame.K_z if ctrl:
                edit.undo()
            case pygame.K_LEFT:
                edit.move(-1, word=ctrl, extend=shift)
            case pygame.K_RIGHT:
                edit.move(1, word=ctrl, extend=shift)
            case pygame.K_HOME:
                edit.go(0, extend=shift)
            case pygame.K_END:
                edit.go(len(edit.text), extend=shift)
            case pygame.K_BACKSPACE:
                edit.erase(-1, word=ctrl)
            case pygame.K_DELETE:
                edit.erase(1, word=ctrl)


def _printable(text: str) -> str:
    """Return the text in one line, without control characters."""
    return "".join(c for c in text.replace("\n", " ") if unicodedata.category(c)[0] != "C")
