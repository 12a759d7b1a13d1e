"""The sheet of keys, read off the table by which they work."""

from collections.abc import Sequence

from pygame import Rect, Surface

from ui import commands as c
from ui.keys import KEYS, Where
from ui.layout import row_of
from ui.look import BODY, LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.widgets.button import Button
from ui.widgets.widget import Widget

SIZES = BODY, SMALL, SMALL - 2, SMALL - 4, SMALL - 6  # points; no key is left out
SHARE = 44  # per cent of a column that the key itself takes


class KeySheet(Overlay):
    """All keys, read off the table by which they work."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(940, 560)

    def build(self) -> Sequence[Widget]:
        """Return the button that closes it."""
        u = self.look.u
        close = Rect(self.card.right - u(112), self.card.y + u(14), u(96), u(32))
        return [Button(close, "Close", c.open_overlay(""), key="Esc")]

    def draw_card(self, surface: Surface) -> None:
        """Paint the table in columns."""
        look, theme = self.look, self.look.theme
        inner = self.card.inflate(-2 * look.u(20), -2 * look.u(16))
        look.text(surface, "Keys", inner.topleft, theme.text, size=LARGE, bold=True)
        note = "Letters and numbers act while no field has the focus."
        at = inner.x + look.u(60), inner.y + look.u(5)
        look.text(surface, note, at, theme.muted, size=SMALL, width=inner.width - look.u(180))
        body = Rect(inner.x, inner.y + look.u(40), inner.width, inner.height - look.u(40))
        places = row_of(body, 3, look.u(18))
        for size in SIZES:  # the largest letters that fit
            columns = self._columns(places, size)
            if len(columns) <= len(places):
                break
        for place, entries in zip(places, columns, strict=False):
            y = place.y
            for shown, lines in entries:
                y = self._draw_entry(surface, place, y, shown, lines, size)

    def _columns(self, places: list[Rect], size: int) -> list[list[tuple[str, tuple[str, ...]]]]:
        """Return the table in columns that are about equally high, and not too high."""
        look, place = self.look, places[0]
        width = place.width - place.width * SHARE // 100
        entries = [(shown, look.wrapped(does, width, size)) for shown, does in _lines()]
        height = sum(self._height(lines, size) for _, lines in entries)
        most = min(place.height, height // len(places) + 2 * look.line_height(size))
        columns: list[list[tuple[str, tuple[str, ...]]]] = [[]]
        used = 0
        for shown, lines in entries:
            if used + self._height(lines, size) > most:
                columns.append([])
                used = 0
            columns[-1].append((shown, lines))
            used += self._height(lines, size)
        return columns

    def _height(self, lines: tuple[str, ...], size: int) -> int:
        gap = 8 if lines == ("",) else 2  # above a heading a little more
        return len(lines) * self.look.line_height(size) + self.look.u(gap)

    def _draw_entry(
        self, surface: Surface, place: Rect, y: int, shown: str, lines: tuple[str, ...], size: int
    ) -> int:
        look, theme = self.look, self.look.theme
        left = place.width * SHARE // 100
        if lines == ("",):
            below = place.x, y + look.u(6)
            look.text(surface, shown, below, theme.accent, size=size, bold=True)
        else:
            at = place.x, y
            look.text(surface, shown, at, theme.text, size=size, width=left - look.u(4))
        for i, line in enumerate(lines):
            at = place.x + left, y + i * look.line_height(size)
            look.text(surface, line, at, theme.muted, size=size)
        return y + self._height(lines, size)


def _lines() -> list[tuple[str, str]]:
    """Return key and meaning line by line; a heading has no meaning."""
    lines: list[tuple[str, str]] = []
    where: Where | None = None
    for key in KEYS:
        if key.where != where:
            where = key.where
            lines.append((where.capitalize(), ""))
        if key.shown:
            lines.append((key.shown, key.does))
    return lines
