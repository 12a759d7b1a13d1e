"""The button for a size of the brush: shows what the brush covers."""

from pygame import Rect, Surface

from data.brush import tip
from ui.commands import ChangeView
from ui.look import Look
from ui.widgets.button import Button
from ui.widgets.widget import Given, value_of

MIDDLE = (10, 10)  # any cell well inside the sheet
PIXEL = 4  # points


class BrushButton(Button):
    """Chooses a brush; a number on it would be taken for a class's."""

    def __init__(self, area: Rect, size: int, chosen: Given[bool]) -> None:
        """Offer the brush of ``size``."""
        command = ChangeView("brush", size)
        super().__init__(area, "", command, tip=f"Brush size {size} ([ ] or wheel)", chosen=chosen)
        self._cells = list(tip(MIDDLE, size))

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the button and the cells."""
        super().draw(surface, look)
        theme, side = look.theme, look.u(PIXEL)
        color = theme.on_accent if value_of(self._chosen) else theme.text
        rows = [row for row, _ in self._cells]
        cols = [col for _, col in self._cells]
        height, width = (side * (max(line) - min(line) + 1) for line in (rows, cols))
        left, top = self.area.centerx - width // 2, self.area.centery - height // 2
        for row, col in self._cells:
            x, y = left + (col - min(cols)) * side, top + (row - min(rows)) * side
            surface.fill(color, (x, y, side, side))
