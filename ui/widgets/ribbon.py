"""The ribbon: how all outputs went while the drawing grew, and a way back to any moment."""

from collections.abc import Callable, Sequence
from itertools import groupby

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from activation import Array
from ui.commands import Command, ShowMoment
from ui.look import SMALL, Look
from ui.widgets.widget import Widget, is_press

TITLE = 18  # points, the line of words above
STRIP = 20  # points, the strip below that names the class ahead
MOST_POINTS = 400  # of a line: more are narrower than a pixel
SURE = 0.5  # below it nobody is ahead
TIP = "The outputs as the drawing grew. Point at a moment to see it; click to go back to it."


class Ribbon(Widget):
    """Lines from the first pixel to the last; below, which class was ahead."""

    def __init__(
        self,
        area: Rect,
        outputs: Callable[[], Array],
        names: Callable[[], Sequence[str]],
        total: Callable[[], int],
        title: Callable[[], str],
    ) -> None:
        """Show how a drawing came about.

        Args:
            area: In window pixels.
            outputs: All outputs at every moment worked out so far, (up to total + 1, N).
            names: The classes, N of them.
            total: How many changes of a pixel there were.
            title: Words above it.
        """
        super().__init__(area, tip=TIP)
        self._outputs, self._names, self._total, self._title = outputs, names, total, title
        self._x = -1  # of the pointer

    @property
    def pointed(self) -> int | None:
        """The moment under the pointer, None if it is elsewhere or not worked out yet."""
        total = self._total()
        if not self.hovered or total < 1 or not self._plot.left <= self._x <= self._plot.right:
            return None
        moment = round((self._x - self._plot.left) / max(self._plot.width, 1) * total)
        return moment if moment < len(self._outputs()) else None

    def handle(self, event: Event) -> list[Command]:
        """Follow the pointer; go back to the moment under it by a click."""
        if event.type == pygame.MOUSEMOTION:
            self._x = event.pos[0]
        elif is_press(event):
            self._x, moment = event.pos[0], self.pointed
            if moment is not None and moment < self._total():
                self._x = -1  # the drawing ends there now; nothing is pointed at
                return [ShowMoment(moment)]
        return []

    @property
    def _plot(self) -> Rect:
        u = self.look.u
        return Rect(
            self.area.x, self.area.y + u(TITLE), self.area.width,
            self.area.height - u(TITLE) - u(STRIP),
        )  # fmt: skip

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the lines, strongest the one ahead at the end or where it is pointed at."""
        theme, plot, total = look.theme, self._plot, self._total()
        at = self.area.topleft
        look.text(surface, self._title(), at, theme.muted, size=SMALL, width=self.area.width)
        look.box(surface, theme.raised, plot, radius=4)
        outputs = self._outputs()
        if total < 1 or not len(outputs):
            return
        step = max(1, len(outputs) // MOST_POINTS)
        chosen = [*range(0, len(outputs), step)]
        if chosen[-1] != len(outputs) - 1:
            chosen.append(len(outputs) - 1)
        xs = [plot.x + round(moment / total * plot.width) for moment in chosen]
        moment = self.pointed
        best = int(outputs[-1 if moment is None else moment].argmax())
        for place in [*(i for i in range(outputs.shape[1]) if i != best), best]:
            ys = plot.bottom - outputs[chosen, place].clip(0, 1) * (plot.height - 2) - 1
            points = list(zip(xs, ys.tolist(), strict=True))
            if len(points) < 2:
                continue
            color = theme.accent if place == best else theme.panel.lerp(theme.muted, 0.55)
            pygame.draw.aalines(surface, color, False, points)
            if place == best:
                pygame.draw.lines(surface, color, False, points, look.u(2))
        self._draw_strip(surface, look, outputs, best)
        if moment is not None:
            x = plot.x + round(moment / total * plot.width)
            surface.fill(
                theme.text, Rect(x, plot.y, max(1, look.u(1)), plot.height + look.u(STRIP))
            )

    def _draw_strip(self, surface: Surface, look: Look, outputs: Array, strong: int) -> None:
        """Paint a part for each stretch in which one class is ahead and above a half."""
        theme, plot, total, names = look.theme, self._plot, self._total(), self._names()
        best = outputs.argmax(axis=1)
        ahead = [
            int(i) if outputs[moment, i] >= SURE else -1 for moment, i in enumerate(best.tolist())
        ]
        moment = 0
        for place, stretch in groupby(ahead):
            n = len(list(stretch))
            left, right = (
                plot.x + round(min(m / total, 1) * plot.width) for m in (moment, moment + n)
            )
            moment += n
            part = Rect(left, plot.bottom + look.u(3), max(right - left - 1, 1), look.u(STRIP - 3))
            if place < 0:
                continue
            look.box(surface, theme.accent if place == strong else theme.raised, part, radius=3)
            color = theme.on_accent if place == strong else theme.text
            if part.width > look.width(names[place], SMALL) + look.u(6):
                look.text(surface, names[place], part.center, color, size=SMALL, anchor="center")
