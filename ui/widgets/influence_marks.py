"""Marks on the wiring: a unit's number, what it did to an answer, whether it is switched off."""

import numpy as np
import pygame
from pygame import Rect, Surface

from activation import Array
from ui.look import SMALL, Look
from ui.widgets.wiring_places import Column, Neuron

WRITTEN = 11  # points, the least radius with room for a number


def draw_influence(
    surface: Surface, look: Look, column: Column, influence: Array, focus: Neuron | None, *,
    round_: bool,
) -> None:  # fmt: skip
    """Paint units in the colour of what they do to an output, with the points in per cent.

    Args:
        surface: To paint on.
        look: Theme and scale.
        column: Where the units are.
        influence: Of all units of the layer, (n,), in shares of 1.
        focus: The unit in focus.
        round_: Whether units are circles, neurons, or squares, maps.
    """
    theme, most = look.theme, float(np.abs(influence).max()) or 1.0
    for unit, at in zip(column.neurons, column.at, strict=True):
        value = float(influence[unit])
        strength = min(abs(value) / most, 1.0) if np.isfinite(value) else 0.0
        fill = theme.raised.lerp(theme.up if value > 0 else theme.down, strength)
        chosen = focus == (column.depth, unit)
        edge, width = (theme.accent, look.u(3)) if chosen else (theme.muted, look.u(1))
        if round_:
            pygame.draw.aacircle(surface, fill, at, column.radius)
            pygame.draw.aacircle(surface, edge, at, column.radius, width)
        else:
            side = 2 * column.radius
            square = Rect(at[0] - column.radius, at[1] - column.radius, side, side)
            surface.fill(fill, square)
            pygame.draw.rect(surface, edge, square.inflate(2, 2), width)
        if column.radius >= look.u(WRITTEN):
            color = theme.ground if strength > 0.6 else theme.text
            text = f"{value:+.0%}".rstrip("%")
            look.text(surface, text, at, color, size=SMALL - 2, bold=True, anchor="center")


def draw_crosses(surface: Surface, look: Look, column: Column, off: frozenset[Neuron]) -> None:
    """Cross out the units that are switched off."""
    for unit, (x, y) in zip(column.neurons, column.at, strict=True):
        if (column.depth, unit) in off:
            reach = column.radius + look.u(2)
            for way in (-1, 1):
                start, end = (x - reach, y - way * reach), (x + reach, y + way * reach)
                pygame.draw.line(surface, look.theme.wrong, start, end, look.u(3))


def draw_numbers(surface: Surface, look: Look, column: Column) -> None:
    """Write the units' numbers above them, by which the sums name them, where there is room."""
    if column.radius < look.u(WRITTEN):
        return
    for unit, (x, y) in zip(column.neurons, column.at, strict=True):
        at, color = (x + column.radius, y - column.radius), look.theme.muted
        look.text(surface, str(unit + 1), at, color, size=SMALL - 3, anchor="midleft")
