"""Pairs of bars: a line for each class with what was before and what is after."""

from collections.abc import Callable
from dataclasses import dataclass

from pygame import Color, Rect, Surface

from ui.layout import columns
from ui.look import SMALL, Look
from ui.theme import Theme
from ui.widgets.widget import Widget

PITCH, BAR = 23, 7  # points, of a line and of one of its bars
LABEL, GAP = 84, 8  # points, at most, and between


@dataclass(frozen=True)
class Pair:
    """One line."""

    label: str
    shares: tuple[float, float]  # before and after, 0 to 1
    text: str  # the two in words
    strong: bool = False  # whether it is what the others are beside
    lost: bool = False  # whether it has become worse


class PairBars(Widget):
    """As many lines as there is room for."""

    def __init__(
        self, area: Rect, pairs: Callable[[], list[Pair]],
        colors: Callable[[Theme], tuple[Color, Color]],
    ) -> None:  # fmt: skip
        """Show pairs over ``area``.

        Args:
            area: In window pixels.
            pairs: Gives the lines, the most important first.
            colors: Of the bars before and after.
        """
        super().__init__(area)
        self._pairs, self._colors = pairs, colors

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the lines."""
        pitch, pairs = look.u(PITCH), self._pairs()
        labels, texts = (
            max([0, *(look.width(each, SMALL, bold=True) for each in column)])
            for column in ([pair.label for pair in pairs], [pair.text for pair in pairs])
        )
        widths = min(labels, look.u(LABEL)), 0, texts
        for place, pair in enumerate(pairs[: self.area.height // pitch]):
            line = Rect(self.area.x, self.area.y + place * pitch, self.area.width, pitch)
            self._draw_line(surface, look, columns(line, *widths, gap=look.u(GAP)), pair)

    def _draw_line(self, surface: Surface, look: Look, line: list[Rect], pair: Pair) -> None:
        theme, (label, bars, text) = look.theme, line
        look.text(surface, pair.label, label.midleft, theme.text, size=SMALL, bold=pair.strong,
                  anchor="midleft", width=label.width)  # fmt: skip
        top = bars.centery - look.u(BAR) - 1
        for place, color in enumerate(self._colors(theme)):
            track = Rect(bars.x, top + place * look.u(BAR + 2), bars.width, look.u(BAR))
            look.box(surface, theme.raised, track, radius=2)
            filled = Rect(track.x, track.y, round(track.width * pair.shares[place]), track.height)
            if filled.width:
                look.box(surface, color, filled, radius=2)
        color = theme.wrong if pair.lost else theme.text
        look.text(surface, pair.text, text.midright, color, size=SMALL, bold=pair.strong,
                  anchor="midright", width=text.width)  # fmt: skip
