"""Two runs side by side: settings, curves, classes, and drawings that are answered otherwise."""

from collections.abc import Sequence

from pygame import Rect, Surface

from models.scores import words
from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.state.comparison import Comparison
from ui.widgets.button import Button
from ui.widgets.curve import Curve, Line, Plot
from ui.widgets.pair_bars import Pair, PairBars
from ui.widgets.widget import Widget


class Compare(Overlay):
    """The older run is "before", the newer one "after"."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(1000, 640)

    def build(self) -> Sequence[Widget]:
        """Lay out curves at the left, classes at the right, settings below."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, body, below = rows(inner, u(56), 0, u(32), gap=u(10))
        left, right = columns(body, body.width * 55 // 100, 0, gap=u(18))
        curve, settings = rows(left, left.height * 56 // 100, 0, gap=u(12))
        title, pairs = rows(right, u(24), 0, gap=u(4))
        self._head, self._classes, self._settings, self._changed = head, title, settings, below
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        back = Rect(close.x - u(104), close.y, u(96), u(32))
        show = Rect(below.right - u(150), below.y, u(150), u(32))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Button(back, "All runs", c.open_overlay("runs")),
            Curve(curve, self._plot),
            PairBars(pairs, self._pairs, lambda theme: (theme.up, theme.down)),
            Button(
                show, "Show them", c.ShowChanged(), tip="In the collection",
                enabled=lambda: bool(
                    self._found and self._found.otherwise and self._found.otherwise.changed
                ),
            ),
        ]  # fmt: skip

    @property
    def _found(self) -> Comparison | None:
        return self.workspace.comparison

    def draw_card(self, surface: Surface) -> None:
        """Paint names and scores, settings, classes and what is answered otherwise."""
        found = self._found
        if found is None:
            return
        look, theme = self.look, self.look.theme
        look.text(surface, "Two runs", self._head.topleft, theme.text, size=LARGE, bold=True)
        y = self._head.y + look.line_height(LARGE)
        for side, color, name in zip(found.sides, (theme.up, theme.down), ("before", "after"),
                                     strict=True):  # fmt: skip
            score = "no score" if side.score is None else words(
                side.score.accuracy, side.score.count
            )  # fmt: skip
            mark = Rect(self._head.x, y + look.u(6), look.u(14), look.u(5))
            surface.fill(color, mark)
            text = f"{name}: {side.record.title}, held-out {score}"
            at = mark.right + look.u(6), y
            look.text(
                surface, text, at, theme.text, size=SMALL, width=self._head.width - look.u(240)
            )
            y += look.line_height(SMALL)
        self._draw_settings(surface, found)
        title = "Right of each class, of those held out today"
        look.text(surface, title, self._classes.topleft, theme.text, bold=True,
                  width=self._classes.width)  # fmt: skip
        self._draw_changed(surface, found)

    def _draw_settings(self, surface: Surface, found: Comparison) -> None:
        look, theme, area = self.look, self.look.theme, self._settings
        look.text(surface, "Settings that differ", area.topleft, theme.text, bold=True)
        y = area.y + look.u(26)
        if not found.settings:
            look.text(surface, "None.", (area.x, y), theme.muted, size=SMALL)
        for i, (name, one, other) in enumerate(found.settings):
            if y + look.line_height(SMALL) > area.bottom:
                return
            left = len(found.settings) - i
            if left > 1 and y + 2 * look.line_height(SMALL) > area.bottom:
                text = f"and {left:,} more"
            else:
                text = f"{name}: {one} → {other}"
            look.text(surface, text, (area.x, y), theme.muted, size=SMALL, width=area.width)
            y += look.line_height(SMALL)

    def _pairs(self) -> list[Pair]:
        """Return how many are right of each class, before and after, those that lost most first."""
        found = self._found
        if found is None or found.otherwise is None:
            return []
        counts = found.otherwise.by_class.items()
        return [
            Pair(name, (one / n, other / n), f"{one} → {other} of {n}", lost=other < one)
            for name, (n, one, other) in sorted(counts, key=lambda c: (c[1][2] - c[1][1]) / c[1][0])
        ]

    def _draw_changed(self, surface: Surface, found: Comparison) -> None:
        look, area = self.look, self._changed
        other, text = found.otherwise, "One of them has no network to compare."
        if other is not None and not other.complete:
            text = f"Both are asked about all drawings: {other.seen:,} so far."
        elif other is not None:
            text = (
                f"Of all {other.seen:,} drawings, those learnt from too, {len(other.changed):,} are"
                f" answered otherwise: {other.better:,} better, {other.worse:,} worse."
            )
        at = area.x, area.centery
        width = area.width - look.u(160)
        look.text(surface, text, at, look.theme.text, size=SMALL, anchor="midleft", width=width)

    def _plot(self) -> Plot:
        found, lines = self._found, []
        epochs = 1
        for place, side in enumerate(found.sides if found else ()):
            counted = [p for p in side.points if p.held_out.count]
            shown = [(p.epoch, p.held_out.accuracy or 0.0) for p in counted]
            lines.append(Line(("before", "after")[place], shown, place == 1))
            epochs = max([epochs, *(p.epoch for p in side.points)])
        empty = "No drawings were held out."
        return Plot("Held-out accuracy", lines, epochs, 1.0, True, empty)
