"""The window's icon: an ink stroke on a small sheet."""

import pygame
from pygame import Surface

from ui.theme import LIGHT

SIDE = 64  # surface pixels
STROKE = ((16, 44), (20, 22), (31, 18), (33, 32), (26, 44), (38, 47), (48, 36))


def icon() -> Surface:
    """Return the icon, drawn afresh."""
    surface = Surface((SIDE, SIDE), pygame.SRCALPHA)
    pygame.draw.rect(surface, LIGHT.accent, surface.get_rect(), border_radius=14)
    pygame.draw.rect(surface, LIGHT.paper, surface.get_rect().inflate(-14, -14), border_radius=6)
    for start, end in zip(STROKE, STROKE[1:], strict=False):
        pygame.draw.aaline(surface, LIGHT.ink, start, end, 7)
        pygame.draw.aacircle(surface, LIGHT.ink, end, 3.5)
    pygame.draw.aacircle(surface, LIGHT.ink, STROKE[0], 3.5)
    return surface
