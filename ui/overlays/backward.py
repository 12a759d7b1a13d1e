"""Backpropagation: backward through the network, a layer at a time, with every number."""

from collections.abc import Sequence

import numpy as np
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from activation import RELU
from models.attribution.one_step import AGREES, GradientCheck, OneStep
from pooling import Pooling
from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.backward_words import Line, told
from ui.overlays.overlay import Overlay
from ui.state.backward import RATES, Kind
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.step_picture import StepPicture
from ui.widgets.widget import Widget

SAYS = "If this should have been {}: how would every weight change?"
AT_A_KINK = " (at a kink, as relu and pooling have, they may)"
EMPTY = "The sheet is empty; this is about the empty sheet."


class Backward(Overlay):
    """Class, rate and steps at the top; words and numbers at the left, the network at the right."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(1140, 720)

    def build(self) -> Sequence[Widget]:
        """Lay out choices, steps, words and picture."""
        u, ws = self.look.u, self.workspace
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        self._head, line, body = rows(inner, u(44), u(34), 0, gap=u(10))
        left = min(u(430), body.width * 48 // 100)
        self._words, picture = columns(body, left, 0, gap=u(16))
        widths = (u(56), u(150), u(40), u(104), 0, u(92), u(92))
        self._wanted_at, wanted, self._rate_at, rate, self._place_at, back, on = columns(
            line, *widths, gap=u(6)
        )
        close = Rect(inner.right - u(96), inner.y, u(96), u(32))
        backward = ws.backward
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Choice(
                wanted, ws.networks.wired.model.names,
                lambda: backward.wanted_of(ws.networks.wired.model, ws.sheet.pixels),
                lambda name: c.ChangeBackward("wanted", name), tip="What the network should say",
            ),
            Choice(
                rate, [f"{rate:g}" for rate in RATES], lambda: f"{backward.rate:g}",
                lambda word: c.ChangeBackward("rate", float(word)),
                tip="Learning rate: how far the step goes",
            ),
            Button(back, "Back", c.ChangeBackward("place", -1), key="←",
                   enabled=lambda: backward.place > 0),
            Button(on, "Next", c.ChangeBackward("place", 1), key="→", primary=True,
                   enabled=lambda: backward.place < len(backward.steps(self._found[0])) - 1),
            StepPicture(picture, lambda: self._found[0], lambda: self._at,
                        lambda: ws.networks.wired.model.names),
        ]  # fmt: skip

    def handle(self, event: Event) -> list[c.Command]:
        """Go through the steps by arrow keys, where no choice has the focus."""
        keys = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
        focused = self.panel.focused
        if event.type == pygame.KEYDOWN and event.key in keys and not isinstance(focused, Choice):
            return [c.ChangeBackward("place", keys[event.key])]
        return super().handle(event)

    @property
    def _found(self) -> tuple[OneStep, GradientCheck]:
        ws = self.workspace
        return ws.backward.of(ws.networks.wired.model, ws.sheet.pixels, ws.sheet.version)

    @property
    def _at(self) -> tuple[Kind, int, int]:
        """Kind and depth of the step, and its place."""
        backward = self.workspace.backward
        steps = backward.steps(self._found[0])
        place = min(backward.place, len(steps) - 1)
        return *steps[place], place

    def draw_card(self, surface: Surface) -> None:
        """Paint titles, the words of the step, its numbers and the lamp."""
        look, theme = self.look, self.look.theme
        look.text(surface, "Backward", self._head.topleft, theme.text, size=LARGE, bold=True)
        says = self._head.x, self._head.y + look.line_height(LARGE)
        width = self._head.width - look.u(110)
        ws = self.workspace
        wanted = ws.backward.wanted_of(ws.networks.wired.model, ws.sheet.pixels)
        words = EMPTY if ws.sheet.empty else SAYS.format(wanted)
        look.text(surface, words, says, theme.muted, size=SMALL, width=width)
        for text, area in (("wanted", self._wanted_at), ("rate", self._rate_at)):
            at = area.x, area.centery
            look.text(surface, text, at, theme.muted, size=SMALL, anchor="midleft")
        step, check = self._found
        kind, depth, place = self._at
        total = len(self.workspace.backward.steps(step))
        at, words = self._place_at.midright, f"step {place + 1} of {total}"
        if look.width(words, SMALL) < self._place_at.width:
            look.text(surface, words, at, theme.muted, size=SMALL, anchor="midright")
        title, text, lines = told(step, kind, depth, self.workspace.networks.wired.model.names)
        y = self._words.y
        look.text(
            surface, title, (self._words.x, y), theme.text, bold=True, width=self._words.width
        )
        y += look.line_height() + look.u(4)
        area = Rect(self._words.x, y, self._words.width, self._words.bottom - y)
        wrapped = look.wrapped(text, area.width, SMALL)
        look.paragraph(surface, text, area, theme.muted, size=SMALL)
        y += len(wrapped) * look.line_height(SMALL) + look.u(8)
        self._draw_lines(surface, y, lines)
        self._draw_lamp(surface, check)

    @property
    def _has_kinks(self) -> bool:
        """Whether some slope jumps: of a relu at 0, of a pooling where two pixels are equal."""
        layers = self._found[0].network.layers
        return any(layer.activation is RELU or isinstance(layer, Pooling) for layer in layers)

    def _draw_lines(self, surface: Surface, y: int, lines: Sequence[Line]) -> None:
        look, theme, area = self.look, self.look.theme, self._words
        bottom = area.bottom - look.line_height(SMALL) * 2 - look.u(8)
        for line in lines:
            if y + look.line_height(SMALL) > bottom:
                return
            value = look.text(
                surface, line.value, (area.right, y), theme.text, size=SMALL, bold=True,
                anchor="topright",
            )  # fmt: skip
            width = value.left - area.x - look.u(8)
            look.text(surface, line.text, (area.x, y), theme.muted, size=SMALL, width=width)
            y += look.line_height(SMALL)

    def _draw_lamp(self, surface: Surface, check: GradientCheck) -> None:
        look, theme, area = self.look, self.look.theme, self._words
        top = area.bottom - look.line_height(SMALL) * 2
        agrees = check.largest <= AGREES and np.isfinite(check.largest)
        color = theme.muted if not check.over else theme.right if agrees else theme.wrong
        center = area.x + look.u(7), top + look.line_height(SMALL) // 2
        pygame.draw.aacircle(surface, color, center, look.u(6))
        if not check.over:
            text = f"Measuring slopes: {check.count} weights so far."
        elif not check.count:
            text = "All slopes here are too small to be measured."
        else:
            how = "agree" if agrees else "differ" + (AT_A_KINK if self._has_kinks else "")
            text = (
                f"Computed and measured slopes {how}: at most {check.largest:.0e} apart,"
                f" of {check.count} weights."
            )
        place = Rect(area.x + look.u(20), top, area.width - look.u(20), area.bottom - top)
        look.paragraph(surface, text, place, theme.muted, size=SMALL)
