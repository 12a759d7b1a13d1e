"""The draw screen: the sheet, its tools, and the answer that follows every pixel."""

from collections.abc import Sequence

from pygame import Rect, Surface

from activation import Array
from data.brush import SIZES, Cell
from data.drawing import SIDE
from ui import commands as c
from ui.layout import columns, draw_layout, row_of, rows, shares
from ui.look import SMALL, TITLE
from ui.screens.screen import Screen
from ui.widgets.bars import Bar, Bars
from ui.widgets.brush_button import BrushButton
from ui.widgets.button import Button
from ui.widgets.paper import Paper
from ui.widgets.seen import Seen
from ui.widgets.widget import Widget

SHORT_HINT = "A class's number keeps the drawing."
HINT = "Click a class or press its number to keep the drawing under it."


class DrawScreen(Screen):
    """Draw, watch the answer, keep."""

    @property
    def message_area(self) -> Rect:
        """Below the sheet and its tools, beside the answer."""
        width = self._places.answer.x - self.area.x - self.look.u(8)
        return Rect(self.area.x, self.area.y, width, self.area.height)

    def build(self) -> Sequence[Widget]:
        """Lay out sheet, tools and bars."""
        u = self.look.u
        self._places = draw_layout(self.area, u)
        answer = self.inside(self._places.answer)
        head, bars, foot = rows(answer, u(78), 0, u(34), gap=u(8))
        side = u(60)
        seen = Rect(head.right - side, head.y + u(2), side, side)
        self._head, self._seen = head, Seen(seen, lambda: self.workspace.answer.seen)
        paper = Paper(
            self._places.sheet,
            lambda: self.workspace.sheet.pixels,
            brush=lambda: self.view.brush,
            ink=lambda: self.view.ink,
            grid=lambda: self.view.grid,
            tint=self._tint,
            tip=self._pixel_tip,
        )
        self._classes = Bars(bars, self._bars)
        hint, new_class = columns(foot, 0, u(112), gap=u(8))
        self._hint = hint
        return [
            paper,
            *self._tools(),
            self._classes,
            self._seen,
            Button(new_class, "New class", c.open_overlay("new-class"), tip="Add a class"),
        ]

    def _tools(self) -> list[Button]:
        u, ws = self.look.u, self.workspace
        upper, lower = self._places.tools
        pens, sizes = columns(upper, 0, u((28 if self.slim else 32) * 4 + 3 * 4), gap=u(8))
        brush, eraser = row_of(pens, 2, u(4))
        tools: list[Button] = [
            Button(
                brush, "Brush", c.ChangeView("ink", True), chosen=lambda: ws.view.ink, tip="Ink (B)"
            ),
            Button(
                eraser, "Eraser", c.ChangeView("ink", False),
                chosen=lambda: not ws.view.ink, tip="Paper (E); the right button does it too",
            ),
        ]  # fmt: skip
        for size, area in zip(SIZES, row_of(sizes, 4, u(4)), strict=True):
            tools.append(self._brush_button(area, size))
        below = shares(lower, (5, 5, 5, 5, 6), u(4))  # the last word is longer
        history = ws.history
        return [
            *tools,
            Button(
                below[0], "Undo", c.Undo(), enabled=lambda: history.can_undo, tip="Undo (Ctrl+Z)"
            ),
            Button(
                below[1], "Redo", c.Redo(), enabled=lambda: history.can_redo, tip="Redo (Ctrl+Y)"
            ),
            Button(
                below[2], "Clear", c.ClearSheet(),
                enabled=lambda: not ws.sheet.empty, tip="Clear (Delete); undo brings it back",
            ),
            Button(
                below[3], "Grid", c.Toggle("grid"),
                chosen=lambda: ws.view.grid, tip="Lines between pixels (G)",
            ),
            Button(
                below[4], "What if", c.Toggle("what_if"), chosen=lambda: ws.view.what_if,
                tip="What flipping each pixel would do to the class pointed at, or the best (W)",
            ),
        ]  # fmt: skip

    def _brush_button(self, area: Rect, size: int) -> BrushButton:
        return BrushButton(area, size, lambda: self.view.brush == size)

    def draw_ground(self, surface: Surface) -> None:
        """Paint the panel of the answer, and the answer in words."""
        self.card(surface, self._places.answer)
        look, theme = self.look, self.look.theme
        headline, line = self._words()
        y, width = self._head.y + look.u(2), self._head.width
        if self.workspace.answer.seen is not None:
            width -= self._seen.area.width + look.u(8)
        look.text(surface, line, (self._head.x, y), theme.muted, width=width)
        y += look.line_height()
        look.text(
            surface, headline, (self._head.x, y), theme.text,
            size=TITLE, bold=True, width=width,
        )  # fmt: skip
        y += look.line_height(TITLE) + look.u(2)
        self._draw_note(surface, y)
        fits = len(look.wrapped(HINT, self._hint.width, SMALL)) <= 2
        hint = HINT if fits else SHORT_HINT
        look.paragraph(surface, hint, self._hint, theme.muted, size=SMALL)

    def _words(self) -> tuple[str, str]:
        """Return the answer as a headline, and the line above it."""
        if self.workspace.sheet.empty:
            return "Draw something", "An empty sheet, and its answer"
        answer = self.workspace.answer
        if answer.sure:
            return answer.names[answer.best], "This looks like"
        second = int(answer.outputs.argsort()[-2]) if len(answer.names) > 1 else answer.best
        if answer.outputs[second] < 0.1:
            return "Not sure", f"Perhaps {answer.names[answer.best]}."
        return "Not sure", f"{answer.names[answer.best]} or {answer.names[second]}?"

    def _draw_note(self, surface: Surface, y: int) -> None:
        look, theme = self.look, self.look.theme
        if not self.workspace.view.what_if:
            return
        x = self._head.x
        for color, words in ((theme.up, "flipping raises"), (theme.down, "lowers")):
            surface.fill(color, Rect(x, y + look.u(6), look.u(12), look.u(8)))
            place = look.text(surface, words, (x + look.u(17), y), theme.muted, size=SMALL)
            x = place.right + look.u(10)
        name = self.workspace.model.names[self._target]
        look.text(
            surface, name, (x, y), theme.text, size=SMALL, bold=True, width=self._head.right - x
        )

    def _bars(self) -> list[Bar]:
        ws = self.workspace
        answer = ws.answer
        best = "" if ws.sheet.empty else answer.names[answer.best]
        bars = []
        for i, label in enumerate(ws.collection.labels):
            key, output = str(i + 1) if i < 9 else "", answer.output(label.name)
            bars.append(Bar(label.name, output, key, label.name == best, c.Keep(label.id)))
        known = {label.name for label in ws.collection.labels}
        for name in answer.names:
            if name not in known:  # the network knows a class that the collection has not
                bars.append(Bar(name, answer.output(name), "", name == best, None))
        return bars

    @property
    def _target(self) -> int:
        """The output that the what-if map is about: the class pointed at, else the best."""
        names, pointed = self.workspace.model.names, self._classes.pointed
        return names.index(pointed) if pointed in names else self.workspace.answer.best

    def _tint(self) -> Array | None:
        """Return the what-if map of one output, if it is to be seen."""
        if not self.view.what_if:
            return None
        sheet = self.workspace.sheet
        changes = self.workspace.answers.what_if(sheet.pixels, sheet.version)
        tint: Array = changes[:, self._target]
        return tint

    def _pixel_tip(self, cell: Cell) -> str:
        tint = self._tint()
        row, col = cell
        if tint is None or not (0 <= row < SIDE and 0 <= col < SIDE):
            return ""
        name = self.workspace.model.names[self._target]
        return f"flipped, {name} would change by {tint[row * SIDE + col]:+.1%}"
