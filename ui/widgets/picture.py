"""A stored drawing, large, to look at; tinted by what flipping each pixel would do."""

from collections.abc import Callable

import pygame
from pygame import Rect, Surface

from activation import Array
from data.brush import Cell
from data.drawing import SIDE, Bits
from ui.look import Look
from ui.pixels import drawing_surface, tinted_surface
from ui.widgets.widget import Widget


class Picture(Widget):
    """Nothing but a frame where there is no drawing."""

    def __init__(
        self,
        area: Rect,
        pixels: Callable[[], Bits | None],
        tint: Callable[[], Array | None],
        tip: Callable[[Cell], str],
    ) -> None:
        """Show a drawing.

        Args:
            area: In window pixels.
            pixels: The drawing, (28, 28), None for none.
            tint: Values to tint the pixels by, (784,), or None.
            tip: What to say about a pixel that the pointer rests on.
        """
        super().__init__(area)
        self._pixels, self._tint, self._tip = pixels, tint, tip

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return what there is to say about one pixel."""
        row = (at[1] - self.area.y) * SIDE // self.area.height
        col = (at[0] - self.area.x) * SIDE // self.area.width
        return "" if self._pixels() is None else self._tip((row, col))

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the drawing and a frame."""
        pixels, tint = self._pixels(), self._tint()
        if pixels is not None:
            image = drawing_surface(pixels, look.theme)
            if tint is not None:
                image = tinted_surface(pixels, tint, look.theme)
            surface.blit(pygame.transform.scale(image, self.area.size), self.area)
        pygame.draw.rect(surface, look.theme.line, self.area.inflate(2, 2), 1)
