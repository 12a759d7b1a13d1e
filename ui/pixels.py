"""Drawings and weights as small surfaces, one surface pixel for each of theirs."""

import math

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Color, Surface, surfarray

from activation import Array
from data.drawing import Bits
from ui.theme import Theme


def drawing_surface(pixels: Bits, theme: Theme) -> Surface:
    """Return a drawing, or a mosaic of drawings, any (rows, cols), as paper and ink."""
    surface = Surface((pixels.shape[1], pixels.shape[0]), depth=8)
    surface.set_palette([theme.paper, theme.ink])
    surfarray.blit_array(surface, pixels.T.astype(np.uint8))
    return surface


def mosaic_surface(tiles: npt.NDArray[np.uint8], theme: Theme) -> Surface:
    """Return tiles (rows, cols, height, width): 0 paper, 1 ink, 2 the panel between them."""
    rows, cols, height, width = tiles.shape
    flat = tiles.swapaxes(1, 2).reshape(rows * height, cols * width)
    surface = Surface((cols * width, rows * height), depth=8)
    surface.set_palette([theme.paper, theme.ink, theme.panel])
    surfarray.blit_array(surface, flat.T)
    return surface


def grey_surface(values: Array, theme: Theme) -> Surface:
    """Return a picture of values from 0 to 1, (rows, cols), between paper and ink."""
    share = np.clip(values.reshape(-1, 1), 0.0, 1.0)
    paper, ink = (np.array(c[:3], float) for c in (theme.paper, theme.ink))
    return _surface(paper + share * (ink - paper))


def heat_surface(values: Array, theme: Theme) -> Surface:
    """Return a map's values, (rows, cols), as light: the highest is the brightest."""
    most = float(np.abs(values).max()) or 1.0
    share = np.clip(np.abs(values).reshape(-1, 1) / most, 0.0, 1.0)
    dark, light = (np.array(c[:3], float) for c in (theme.raised, theme.text))
    return _surface(dark + share * (light - dark))


def signed_surface(values: Array, zero: Color, theme: Theme, most: float = 0.0) -> Surface:
    """Return values as colours: up above zero, down below, ``zero`` in between.

    Args:
        values: A square picture of them, laid flat or not: the 784 of a sheet, a filter.
        zero: Colour of the value 0.
        theme: Names the two other colours.
        most: Value of the full colour; 0 for the largest there is.
    """
    most = most or float(np.abs(values).max()) or 1.0
    share = np.clip(values.reshape(-1, 1) / most, -1.0, 1.0)
    up, down, middle = (np.array(c[:3], float) for c in (theme.up, theme.down, zero))
    colors = middle + np.abs(share) * (np.where(share > 0, up, down) - middle)
    return _surface(colors)


def tinted_surface(pixels: Bits, values: Array, theme: Theme) -> Surface:
    """Return a drawing tinted by values (784,): a little of the ink and paper shines through."""
    most = float(np.abs(values).max()) or 1.0
    share = np.clip(values / most, -1.0, 1.0)[:, None]
    up, down = (np.array(c[:3], float) for c in (theme.up, theme.down))
    paper, ink = (np.array(c[:3], float) for c in (theme.paper, theme.ink))
    ground = np.where(pixels.reshape(-1, 1), ink, paper)
    strength = np.sqrt(np.abs(share)) * 0.85  # so that small effects are seen at all
    return _surface(ground + strength * (np.where(share > 0, up, down) - ground))


def _surface(colors: Array) -> Surface:
    side = math.isqrt(len(colors))
    surface = pygame.Surface((side, side))
    picture = colors.astype(np.uint8).reshape(side, side, 3)
    surfarray.blit_array(surface, picture.swapaxes(0, 1))
    return surface
