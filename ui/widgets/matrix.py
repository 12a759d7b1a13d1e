"""The confusion matrix: what the network takes for what, on held-out drawings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command, ShowCell
from ui.look import BODY, SMALL, Look
from ui.widgets.widget import Widget, is_press

NUMBERED = 17  # points, the least side of a cell that has its number in it


@dataclass(frozen=True)
class Confusion:
    """A matrix and its names."""

    names: Sequence[str]
    counts: npt.NDArray[np.int64]  # (N, N); rows: true class, columns: answer
    title: str
    before: tuple[Sequence[str], npt.NDArray[np.int64]] | None = None  # to show what changed

    @property
    def change(self) -> npt.NDArray[np.int64] | None:
        """By how much each count is other than before, (N, N), classes that are new left out."""
        if self.before is None:
            return None
        names, counts = self.before
        change = np.zeros_like(self.counts)
        known = [i for i, name in enumerate(self.names) if name in names]
        rows = [list(names).index(self.names[i]) for i in known]
        change[np.ix_(known, known)] = (
            self.counts[np.ix_(known, known)] - counts[np.ix_(rows, rows)]
        )
        return change


class Matrix(Widget):
    """Rows for the true class, columns for the answer; the diagonal is right."""

    def __init__(self, area: Rect, confusion: Callable[[], Confusion | None], empty: str) -> None:
        """Show what ``confusion`` returns, or say ``empty``."""
        super().__init__(area)
        self._confusion, self._empty = confusion, empty

    def handle(self, event: Event) -> list[Command]:
        """Ask for the drawings behind a cell that is clicked."""
        cell = self._cell_at(event.pos) if is_press(event) else None
        return [ShowCell(cell[0], cell[1])] if cell else []

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return a cell in words."""
        cell = self._cell_at(at)
        if not cell:
            return ""
        change = f" ({cell[3]:+,} against the run before)" if cell[3] else ""
        return f"{cell[2]} of {cell[0]} answered {cell[1]}{change}; click to see them"

    def _cell_at(self, at: tuple[int, int]) -> tuple[str, str, int, int] | None:
        """Return true class, answer, count and change of the cell at a point."""
        confusion = self._confusion()
        if confusion is None:
            return None
        cells, size = self._cells(confusion)
        col, row = (at[0] - cells.x) // size, (at[1] - cells.y) // size
        n = len(confusion.names)
        if not (0 <= row < n and 0 <= col < n):
            return None
        names, change = confusion.names, confusion.change
        other = 0 if change is None else int(change[row, col])
        return names[row], names[col], int(confusion.counts[row, col]), other

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the names and the cells, each as strong as its share of its row."""
        theme, confusion = look.theme, self._confusion()
        title = confusion.title if confusion else "Held-out drawings"
        look.text(surface, title, self.area.topleft, theme.text, bold=True, width=self.area.width)
        if confusion is None:
            below = Rect(self.area)
            below.y += look.u(30)
            look.paragraph(surface, self._empty, below, theme.muted)
            return
        at = self.area.x, self.area.y + look.line_height(BODY)
        change = confusion.change
        how = "row: what it is, column: the answer"
        if change is not None:
            how = "more (+), fewer (−) than after that"
        look.text(surface, how, at, theme.muted, size=SMALL, width=self.area.width)
        cells, size = self._cells(confusion)
        for i, name in enumerate(confusion.names):
            middle = cells.y + i * size + size // 2
            look.text(
                surface, name, (cells.x - look.u(6), middle), theme.text,
                size=SMALL, anchor="midright", width=cells.x - self.area.x - look.u(6),
            )  # fmt: skip
            self._draw_column_name(surface, look, cells, i * size + size // 2, name)
            total = max(int(confusion.counts[i].sum()), 1)
            if cells.right + look.u(5) + self._shares(confusion) <= self.area.right:
                at_right = cells.right + look.u(5), middle
                right = f"{confusion.counts[i, i]}/{confusion.counts[i].sum()}"
                look.text(surface, right, at_right, theme.muted, size=SMALL, anchor="midleft")
            for j in range(len(confusion.names)):
                cell = Rect(cells.x + j * size, cells.y + i * size, size - 1, size - 1)
                count = int(confusion.counts[i, j])
                if change is None:
                    self._draw_cell(surface, look, cell, count, total, i == j)
                else:
                    self._draw_change(surface, look, cell, int(change[i, j]), total, i == j)

    def _draw_column_name(
        self, surface: Surface, look: Look, cells: Rect, x: int, name: str
    ) -> None:
        """Write a name upwards: lying down it would not fit above its column."""
        text = look.fitted(name, self._above(), SMALL)
        image = look.font(SMALL).render(text, True, look.theme.muted)
        upright = pygame.transform.rotate(image, 90)
        at = upright.get_rect(midbottom=(cells.x + x, cells.y - look.u(3)))
        surface.blit(upright, at)

    def _above(self) -> int:
        """Return how much room the names of the columns have."""
        return self.look.u(64)

    def _draw_cell(
        self, surface: Surface, look: Look, cell: Rect, count: int, total: int, right: bool
    ) -> None:
        theme = look.theme
        share = count / total
        fill = theme.raised.lerp(theme.right if right else theme.wrong, min(0.85, share))
        surface.fill(fill, cell)
        if count and cell.width >= look.u(NUMBERED) - 1:
            color = theme.ground if share > 0.55 else theme.text
            look.text(surface, str(count), cell.center, color, size=SMALL, anchor="center")

    def _draw_change(
        self, surface: Surface, look: Look, cell: Rect, change: int, total: int, right: bool
    ) -> None:
        """Paint a change: for the better as what is right, for the worse as what is wrong."""
        theme, share = look.theme, min(1.0, abs(change) * 3 / total)
        better = (change > 0) == right
        fill = theme.raised.lerp(theme.right if better else theme.wrong, 0.85 * share)
        surface.fill(fill if change else theme.raised, cell)
        if change and cell.width >= look.u(NUMBERED) - 1:
            color = theme.ground if share > 0.55 else theme.text
            text = f"{change:+}".replace("-", "−")
            look.text(surface, text, cell.center, color, size=SMALL, anchor="center")

    def _shares(self, confusion: Confusion) -> int:
        """Return how much room the numbers of right answers beside the rows need."""
        most = confusion.counts.sum(axis=1).max()
        return self.look.width(f"{most}/{most}", SMALL)

    def _cells(self, confusion: Confusion) -> tuple[Rect, int]:
        look, n = self.look, len(confusion.names)
        widest = max(look.width(name, SMALL) for name in confusion.names)
        names = min(widest + look.u(8), self.area.width // 3)
        above = 2 * look.line_height(BODY) + self._above() + look.u(4)
        room = min(self.area.width - names, self.area.height - above)
        shares = self._shares(confusion) + look.u(5)
        beside = min(room, self.area.width - names - shares)
        if beside // n >= look.u(NUMBERED):  # else the cells' own numbers come first
            room = beside
        size = max(3, min(room // n, look.u(44)))
        return Rect(self.area.x + names, self.area.y + above, n * size, n * size), size
