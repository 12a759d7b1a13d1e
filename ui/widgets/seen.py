"""What the network sees: the drawing centred, small beside the sheet it was drawn on."""

from collections.abc import Callable

import pygame
from pygame import Rect, Surface

from activation import Array
from ui.look import Look
from ui.pixels import grey_surface
from ui.widgets.widget import Widget

TIP = "What the network sees: the drawing moved to the middle and made large"


class Seen(Widget):
    """A small picture; nothing where a network sees the sheet as it is."""

    def __init__(self, area: Rect, picture: Callable[[], Array | None]) -> None:
        """Show what ``picture`` returns, values (784,) from 0 to 1."""
        super().__init__(area, tip=TIP)
        self._picture = picture

    def hit(self, at: tuple[int, int]) -> bool:
        """Return whether a point is on the picture."""
        return super().hit(at) and self._picture() is not None

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the picture and a frame."""
        picture = self._picture()
        if picture is None:
            return
        scaled = pygame.transform.scale(grey_surface(picture, look.theme), self.area.size)
        surface.blit(scaled, self.area)
        pygame.draw.rect(surface, look.theme.line, self.area.inflate(2, 2), 1)
