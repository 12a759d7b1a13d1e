"""Curves: values over epochs, one line for training, one for held-out drawings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pygame
from pygame import Color, Rect, Surface

from ui.look import BODY, SMALL, Anchor, Look
from ui.widgets.widget import Widget

BAND = 0.22  # of a curve's colour, in which it is uncertain
EARLY = 0.01  # of all epochs; what is higher then than ever after is cut off


@dataclass(frozen=True)
class Line:
    """One curve."""

    name: str
    points: list[tuple[int, float]]  # epoch and value
    held_out: bool  # drawn in the other colour, with dots
    band: Sequence[tuple[int, float, float]] = ()  # epoch, from where to where a value may be
    words: str = ""  # in the legend instead of name and value


@dataclass(frozen=True)
class Plot:
    """Everything one set of axes shows."""

    title: str
    lines: list[Line]
    epochs: int  # at the right end
    top: float | None  # of the value axis; None for a little above the values
    percent: bool  # how values are written
    empty: str  # what to say before there is anything
    kept: int | None = None  # the epoch whose network was kept
    cursor: int | None = None  # the epoch that is looked at


class Curve(Widget):
    """Axes with curves that grow."""

    def __init__(self, area: Rect, plot: Callable[[], Plot]) -> None:
        """Show what ``plot`` returns."""
        super().__init__(area)
        self._plot = plot

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint title, legend, axes and curves."""
        plot, theme = self._plot(), look.theme
        title = look.text(surface, plot.title, self.area.topleft, theme.text, size=BODY, bold=True)
        legend = self._legend(look, plot)
        wide = sum(width for *_, width in legend)
        lines = [legend] if wide <= self.area.width else [[entry] for entry in legend]
        below = title.right + look.u(16) + wide > self.area.right
        axes = Rect(self.area)
        axes.x += look.u(44)
        axes.width -= look.u(52)
        head = look.u(30 + 18 * len(lines) * below)
        axes.y += head
        axes.height -= head + look.u(22)
        if axes.height < look.u(20):
            return
        if not any(line.points for line in plot.lines):
            at = axes.centerx, axes.centery
            look.text(surface, plot.empty, at, theme.muted, anchor="center", width=self.area.width)
            return
        top = plot.top or rounded_up(_highest(plot))
        self._draw_axes(surface, look, axes, plot, top)
        for place, entries in enumerate(lines):
            y = self.area.y + look.u(9 + 18 * (place + below))
            self._draw_legend(surface, look, entries, (self.area.right, y))
        if plot.kept is not None:
            _draw_kept(surface, look, axes, plot.kept, plot.epochs)
        for line in plot.lines:
            _draw_band(surface, look, axes, line, plot.epochs, top)
        for line in plot.lines:
            _draw_line(surface, look, axes, line, plot.epochs, top)
        if plot.cursor is not None:
            x = axes.x + axes.width * plot.cursor // max(plot.epochs, 1)
            surface.fill(theme.text, (x - look.u(1), axes.y, look.u(2), axes.height))

    def _draw_axes(self, surface: Surface, look: Look, axes: Rect, plot: Plot, top: float) -> None:
        theme = look.theme
        n = 4 if plot.percent or f"{top:e}"[0] == "2" else 5  # steps that are round numbers
        n = n if axes.height > look.u(90) else 1
        for i in range(n + 1):
            y, value = axes.bottom - axes.height * i // n, top * i / n
            surface.fill(theme.line, (axes.x, y, axes.width, 1))
            text = f"{value:.0%}" if plot.percent else f"{value:.2g}"
            look.text(
                surface, text, (axes.x - look.u(6), y), theme.muted, size=SMALL, anchor="midright"
            )
        y = axes.bottom + look.u(3)
        look.text(surface, "0", (axes.x, y), theme.muted, size=SMALL, anchor="midtop")
        right = f"epoch {plot.epochs:,}"
        look.text(surface, right, (axes.right, y), theme.muted, size=SMALL, anchor="topright")

    def _legend(self, look: Look, plot: Plot) -> list[tuple[Line, str, int]]:
        """Return each curve with its words and how wide they and its mark are."""
        entries = []
        for line in plot.lines:
            if line.words and plot.lines[0].points:
                entries.append((line, line.words, look.width(line.words, SMALL) + look.u(36)))
            elif line.points:
                at = plot.kept if plot.cursor is None else plot.cursor
                value = dict(line.points).get(at or -1, line.points[-1][1])
                text = f"{line.name} {value:.0%}" if plot.percent else f"{line.name} {value:.3f}"
                entries.append((line, text, look.width(text, SMALL) + look.u(36)))
        return entries

    def _draw_legend(
        self, surface: Surface, look: Look, legend: list[tuple[Line, str, int]],
        right: tuple[int, int],
    ) -> None:  # fmt: skip
        x, y = right
        for line, text, width in reversed(legend):
            look.text(surface, text, (x, y), look.theme.text, size=SMALL, anchor="midright")
            x -= width
            mark = Rect(x + look.u(12), y - look.u(1), look.u(18), look.u(3))
            color = color_of(line, look)
            surface.fill(color, mark)
            if line.held_out:
                pygame.draw.aacircle(surface, color, mark.center, look.u(4))


def color_of(line: Line, look: Look) -> Color:
    """Return a curve's colour: the two are told apart by red-green blind eyes too."""
    return look.theme.down if line.held_out else look.theme.up


def _draw_kept(surface: Surface, look: Look, axes: Rect, kept: int, epochs: int) -> None:
    x = axes.x + axes.width * kept // max(epochs, 1)
    surface.fill(look.theme.muted, (x, axes.y, look.u(1), axes.height))
    left = kept > epochs / 2  # the words stand where there is room
    at = x + look.u(-4 if left else 4), axes.y
    anchor: Anchor = "topright" if left else "topleft"
    look.text(surface, "kept", at, look.theme.muted, size=SMALL, anchor=anchor)


def _draw_band(
    surface: Surface, look: Look, axes: Rect, line: Line, epochs: int, top: float
) -> None:
    if len(line.band) < 2:
        return
    values = np.array(line.band, float)
    x = axes.x + axes.width * values[:, 0] / max(epochs, 1)
    low, high = (axes.bottom - axes.height * np.clip(v / top, 0, 1) for v in values[:, 1:].T)
    edge = [*zip(x, high, strict=True), *reversed(list(zip(x, low, strict=True)))]
    pygame.draw.polygon(surface, look.theme.panel.lerp(color_of(line, look), BAND), edge)


def _draw_line(
    surface: Surface, look: Look, axes: Rect, line: Line, epochs: int, top: float
) -> None:
    if not line.points:
        return
    values = np.array(line.points, float)
    x = axes.x + axes.width * values[:, 0] / max(epochs, 1)
    y = axes.bottom - axes.height * np.clip(values[:, 1] / top, 0, 1)
    path, color = np.column_stack([x, y]).tolist(), color_of(line, look)
    if len(path) > 1:
        pygame.draw.lines(surface, color, False, path, look.u(2))
        pygame.draw.aalines(surface, color, False, path)
    every = max(1, len(path) // 24) if line.held_out else len(path)
    for point in path[::-1][::every]:
        pygame.draw.aacircle(surface, color, point, look.u(3))


def _highest(plot: Plot) -> float:
    """Return the highest value, if there are others without that of the very first epochs.

    It may be many times as high as all others, which would lie flat on the ground.
    """
    points = [point for line in plot.lines for point in line.points]
    later = [value for epoch, value in points if epoch > EARLY * plot.epochs]
    return max(later or (value for _, value in points))


def rounded_up(value: float) -> float:
    """Return the next 1, 2 or 5 times a power of ten."""
    if not value > 0 or not np.isfinite(value):
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= value))
