"""The draw screen: the sheet, its tools, and the answer that follows every pixel."""

from collections.abc import Sequence

from pygame import Rect, Surface

from activation import Array
from data.brush import SIZES, Cell
from data.drawing import SIDE
from ui import commands as c
from ui.layout import columns, draw_layout, row_of, shares
from ui.screens.answer_card import AnswerCard
from ui.screens.screen import Screen
from ui.widgets.brush_button import BrushButton
from ui.widgets.button import Button
from ui.widgets.paper import Paper
from ui.widgets.widget import Widget


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
        self._answer = AnswerCard(self.workspace, self.inside(self._places.answer), self.look)
        paper = Paper(
            self._places.sheet,
            lambda: self._answer.paper.pixels,
            brush=lambda: 1 if self.view.what_if else self.view.brush,
            ink=lambda: self.view.ink,
            grid=lambda: self.view.grid,
            tint=self._tint,
            marks=lambda: self._answer.paper.flips,
            tip=self._pixel_tip,
        )
        return [paper, *self._tools(), *self._answer.widgets]

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
        below = shares(lower, (5, 5, 5, 5, 7), u(4))  # the last word is longer
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
        self._answer.draw(surface)

    def _tint(self) -> Array | None:
        """Return the what-if map of one output, if it is to be seen and worked out."""
        if not self.view.what_if or not self._answer.paper.as_drawn:
            return None
        sheet = self.workspace.sheet
        changes = self.workspace.networks.shown.what_if.changes(sheet.pixels, sheet.version)
        return None if changes is None else changes[:, self._answer.target]

    def _pixel_tip(self, cell: Cell) -> str:
        tint = self._tint()
        row, col = cell
        if tint is None or not (0 <= row < SIDE and 0 <= col < SIDE):
            return ""
        name = self.workspace.networks.shown.model.names[self._answer.target]
        return f"{name} {tint[row * SIDE + col]:+.1%} if this pixel were flipped: click to do it"
