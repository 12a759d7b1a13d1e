"""The lines of the wiring: the strongest contributions, from pixels and between layers."""

import numpy as np
import pygame
from pygame import Surface

from data.drawing import SIDE
from models.attribution.reading import contributions, strongest
from models.attribution.units import unit_contributions
from ui.look import Look
from ui.widgets.wiring_places import Column, Neuron, Scene

FAINT = 0.06  # of the strongest contribution; weaker lines are left out
SMOOTH = 16  # of the strongest lines; in fainter ones no steps are seen, and they are quicker
WIDEST = 4.0  # points, the line of the strongest contribution


def draw_pixel_lines(
    surface: Surface, look: Look, scene: Scene, column: Column, focus: Neuron | None
) -> None:
    """Paint lines from the strongest pixels to each neuron of the first layer."""
    parts = contributions(scene.network, scene.reading, column.depth, column.neurons)
    most = float(np.abs(parts).max()) or 1.0
    cell = scene.paper.width / SIDE
    lines = []
    for order, neuron in enumerate(column.neurons):
        if focus is not None and focus != (column.depth, neuron):
            continue
        end = column.images[order].midleft if column.images else column.at[order]
        for pixel in strongest(parts[:, order], scene.strongest).tolist():
            row, col = divmod(pixel, SIDE)
            start = scene.paper.x + (col + 0.5) * cell, scene.paper.y + (row + 0.5) * cell
            lines.append((float(parts[pixel, order]) / most, start, end))
    lines.sort(key=lambda line: abs(line[0]))
    for place, (share, start, end) in enumerate(lines, SMOOTH - len(lines)):
        color = look.theme.up if share > 0 else look.theme.down
        faded = look.theme.panel.lerp(color, 0.15 + 0.6 * abs(share))
        draw_line = pygame.draw.aaline if place >= 0 else pygame.draw.line
        draw_line(surface, faded, start, end)


def draw_lines(
    surface: Surface, look: Look, scene: Scene, columns: tuple[Column, Column],
    focus: Neuron | None,
) -> None:  # fmt: skip
    """Paint what passes between the units of two layers, the weakest first."""
    below, above = columns
    seen = unit_contributions(scene.network, scene.reading, above.depth)
    seen = seen[np.ix_(below.neurons, above.neurons)]
    seen = seen / (float(np.abs(seen).max()) or 1.0)
    order = np.argsort(np.abs(seen), axis=None, kind="stable").tolist()
    for place, flat in enumerate(order, SMOOTH - len(order)):
        i, j = divmod(flat, len(above.neurons))
        share = float(seen[i, j])
        ends = (below.depth, below.neurons[i]), (above.depth, above.neurons[j])
        if abs(share) < FAINT or (focus is not None and focus not in ends):
            continue
        color = look.theme.up if share > 0 else look.theme.down
        faded = look.theme.panel.lerp(color, 0.15 + 0.85 * abs(share))
        (x0, y0), (x1, y1) = below.at[i], above.at[j]
        width = max(1, round(look.u(WIDEST) * abs(share)))
        start, end = (x0 + below.radius, y0), (x1 - above.radius, y1)
        draw_line = pygame.draw.aaline if place >= 0 else pygame.draw.line
        draw_line(surface, faded, start, end, width)
