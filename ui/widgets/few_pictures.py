"""A few drawings side by side, to get an impression of."""

from collections.abc import Callable

import numpy as np
import pygame
from pygame import Rect, Surface

from data.drawing import SIDE, Bytes, unpack
from ui.look import Look
from ui.pixels import mosaic_surface
from ui.widgets.widget import Widget

GAP = 4  # pixels of a drawing between two


class FewPictures(Widget):
    """As many in a row as there is room for at the size at which all are seen."""

    def __init__(self, area: Rect, packed: Callable[[], Bytes]) -> None:
        """Show what ``packed`` returns, (n, 98)."""
        super().__init__(area)
        self._packed = packed

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint them."""
        pictures = unpack(self._packed())
        n, side = len(pictures), SIDE + GAP
        if not n:
            return
        zoom = max(1, look.u(2))
        while (
            zoom > 1
            and (self.area.width // (side * zoom)) * (self.area.height // (side * zoom)) < n
        ):
            zoom -= 1
        wide = max(1, self.area.width // (side * zoom))
        high = -(-n // wide)
        tiles = np.full((high * wide, side, side), 2, np.uint8)
        tiles[:n, :SIDE, :SIDE] = pictures
        image = mosaic_surface(tiles.reshape(high, wide, side, side), look.theme)
        size = image.get_width() * zoom, image.get_height() * zoom
        old = surface.get_clip()
        surface.set_clip(self.area.clip(old))
        surface.blit(pygame.transform.scale(image, size), self.area.topleft)
        surface.set_clip(old)
