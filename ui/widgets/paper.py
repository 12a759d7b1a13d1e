"""The paper: the sheet, drawn on with the mouse."""

from collections.abc import Callable, Sequence

import numpy as np
import pygame
from pygame import Color, Rect, Surface
from pygame.event import Event

from activation import Array
from data.brush import Cell, tip
from data.drawing import SIDE, Bits
from ui.commands import BeginStroke, ChangeBrush, Command, EndStroke, ExtendStroke
from ui.look import Look
from ui.pixels import drawing_surface, tinted_surface
from ui.widgets.widget import Widget, has_shift

BUTTONS = (pygame.BUTTON_LEFT, pygame.BUTTON_RIGHT)


class Paper(Widget):
    """Shows the sheet and turns the mouse into strokes, also beyond its edge."""

    def __init__(
        self,
        area: Rect,
        pixels: Callable[[], Bits],
        *,
        brush: Callable[[], int],
        ink: Callable[[], bool],
        grid: Callable[[], bool],
        tint: Callable[[], Array | None] = lambda: None,
        marks: Callable[[], Sequence[int]] = tuple,
        tip: Callable[[Cell], str] = lambda cell: "",
    ) -> None:
        """Lay the sheet over ``area``, a square of a multiple of 28 window pixels.

        Args:
            area: In window pixels.
            pixels: The drawing, (28, 28).
            brush: Size of the brush, 1 to 4.
            ink: Whether the left button draws or erases.
            grid: Whether to show the lines between pixels.
            tint: Values to tint the pixels by, (784,), or None.
            marks: Pixels to mark, row * 28 + col of each.
            tip: What to say about a pixel that the pointer rests on.
        """
        super().__init__(area)
        self._pixels, self._brush, self._ink, self._grid = pixels, brush, ink, grid
        self._tint, self._marks, self._tip = tint, marks, tip
        self._pointer: Cell | None = None
        self._right = False  # whether the right button is down

    def cell_at(self, at: tuple[int, int]) -> Cell:
        """Return the cell under a point, beyond the edge too."""
        size = self.area.width // SIDE
        return (at[1] - self.area.y) // size, (at[0] - self.area.x) // size

    def handle(self, event: Event) -> list[Command]:
        """Return the stroke that the mouse draws."""
        match event.type:
            case pygame.MOUSEBUTTONDOWN if event.button in BUTTONS:
                self._right = event.button == pygame.BUTTON_RIGHT
                cell, joined = self.cell_at(event.pos), has_shift(event)
                return [BeginStroke(cell, other=self._right, joined=joined)]
            case pygame.MOUSEMOTION:
                self._pointer = self.cell_at(event.pos)
                return [ExtendStroke(self._pointer)] if self.pressed else []
            case pygame.MOUSEBUTTONUP if event.button in BUTTONS:
                if self.pressed:  # another button than the one that draws
                    return []
                self._right = False
                return [ExtendStroke(self.cell_at(event.pos)), EndStroke()]
            case pygame.MOUSEWHEEL if event.y:
                return [ChangeBrush(1 if event.y > 0 else -1)]
            case _:
                return []

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what there is to say about one pixel."""
        return "" if self.pressed else self._tip(self.cell_at(at))

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the paper, the ink, the tint, the lines and the outline of the brush."""
        pixels, tint = self._pixels(), self._tint()
        lines = self._grid() and self.area.width >= SIDE * 6  # closer ones would grey the paper
        if tint is not None:
            self._blit(surface, tinted_surface(pixels, tint, look.theme))
        else:
            surface.fill(look.theme.paper, self.area)
        if lines:
            self._draw_grid(surface, look)
        if tint is None:
            ink = drawing_surface(pixels, look.theme)
            ink.set_colorkey(look.theme.paper)  # covers the lines where there is ink
            self._blit(surface, ink)
        self._draw_marks(surface, look, pixels)
        frame = self.area.inflate(2, 2)
        pygame.draw.rect(surface, look.theme.line, frame, 1)
        if self.hovered and self._pointer:
            self._draw_brush(surface, look, self._pointer)

    def _blit(self, surface: Surface, picture: Surface) -> None:
        surface.blit(pygame.transform.scale(picture, self.area.size), self.area)

    def _draw_grid(self, surface: Surface, look: Look) -> None:
        area, size = self.area, self.area.width // SIDE
        for i in range(1, SIDE):
            color = look.theme.grid_strong if i % 7 == 0 else look.theme.grid
            surface.fill(color, (area.x + i * size, area.y, 1, area.height))
            surface.fill(color, (area.x, area.y + i * size, area.width, 1))

    def _draw_marks(self, surface: Surface, look: Look, pixels: Bits) -> None:
        """Outline pixels that were flipped, by which way."""
        size = self.area.width // SIDE
        for row, col in (divmod(pixel, SIDE) for pixel in self._marks()):
            spot = Rect(self.area.x + col * size, self.area.y + row * size, size, size)
            color = look.theme.up if pixels[row, col] else look.theme.down
            pygame.draw.rect(surface, color, spot, max(1, min(look.u(3), size // 4)))

    def _draw_brush(self, surface: Surface, look: Look, pointer: Cell) -> None:
        size = self.area.width // SIDE
        inks = self._ink() != self._right
        color: Color = look.theme.accent if inks else look.theme.wrong
        covered = np.zeros((SIDE + 2, SIDE + 2), bool)
        for row, col in tip(pointer, self._brush()):
            covered[row + 1, col + 1] = True
        width = look.u(2)
        for row, col in np.argwhere(covered).tolist():
            x, y = self.area.x + (col - 1) * size, self.area.y + (row - 1) * size
            sides = (
                (covered[row - 1, col], (x, y, size, width)),
                (covered[row + 1, col], (x, y + size - width, size, width)),
                (covered[row, col - 1], (x, y, width, size)),
                (covered[row, col + 1], (x + size - width, y, width, size)),
            )
            for inside, side in sides:
                if not inside:
                    surface.fill(color, side)
