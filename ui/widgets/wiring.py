"""The wiring: a network as it answers, its neurons and the strongest contributions between them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from activation import Array
from data.drawing import SIDE
from models.attribution import Reading, contributions, strongest
from network import Network
from ui.commands import ChangeView, Command
from ui.look import SMALL, Look
from ui.pixels import signed_surface
from ui.widgets.widget import Widget, is_press

Neuron = tuple[int, int]  # layer, from 0 for the first hidden one, and place in it

HEADER = 26  # points, for the names of the layers
NAMES = 96  # points, for the names of the outputs
MOST_DRAWN = 40  # neurons of a layer; of larger ones the most active are drawn
FAINT = 0.04  # of the strongest contribution; weaker lines are left out
WIDEST = 4.0  # points, the line of the strongest contribution


@dataclass(frozen=True)
class Scene:
    """What the wiring shows."""

    network: Network
    reading: Reading
    names: tuple[str, ...]
    best: int  # output
    strongest: int  # pixels per neuron that get a line
    paper: Rect  # where the sheet is, from which the first lines start


class Wiring(Widget):
    """Columns of neurons; one under the pointer, or pinned by a click, shows only its own lines."""

    def __init__(
        self, area: Rect, scene: Callable[[], Scene], pinned: Callable[[], Neuron | None]
    ) -> None:
        """Show what ``scene`` returns; ``pinned`` is the neuron that a click has chosen."""
        super().__init__(area)
        self._scene, self._pinned = scene, pinned
        self._over: Neuron | None = None

    @property
    def in_focus(self) -> Neuron | None:
        """The neuron to show the sum of: under the pointer, else pinned."""
        return self._over if self.hovered and self._over else self._pinned()

    def handle(self, event: Event) -> list[Command]:
        """Follow the pointer; pin a neuron by a click, unpin it by another."""
        if event.type == pygame.MOUSEMOTION:
            self._over = self._neuron_at(event.pos)
        elif is_press(event):
            found = self._neuron_at(event.pos)
            return [ChangeView("focus", None if found == self._pinned() else found)]
        return []

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint lines, weakest first, then weight images, neurons and names."""
        scene = self._scene()
        focus = self.in_focus
        for depth in range(len(scene.network.layers)):
            if depth == 0:
                self._draw_pixel_lines(surface, look, scene, focus)
            else:
                self._draw_lines(surface, look, scene, depth, focus)
        self._draw_weight_images(surface, look, scene, focus)
        for depth in range(len(scene.network.layers)):
            self._draw_layer(surface, look, scene, depth, focus)

    # Where things are

    def _shown(self, scene: Scene, depth: int) -> list[int]:
        """Return the neurons of a layer that are drawn: all, or the most active ones."""
        stage = scene.reading.stages[depth + 1]
        if len(stage) <= MOST_DRAWN:
            return list(range(len(stage)))
        pinned, most = self._pinned(), np.argsort(-np.abs(stage), kind="stable")[:MOST_DRAWN]
        kept = {int(i) for i in most} | ({pinned[1]} if pinned and pinned[0] == depth else set())
        return sorted(kept)

    def _column_x(self, scene: Scene, depth: int) -> int:
        n, look = len(scene.network.layers), self.look
        left = self.area.x + (self.area.width - look.u(NAMES)) // 4 if n > 1 else self.area.x
        right = self.area.right - look.u(NAMES)
        return left + (right - left) * depth // max(n - 1, 1) if n > 1 else right

    def _pitch(self, count: int) -> float:
        return (self.area.height - self.look.u(HEADER)) / max(count, 1)

    def _at(self, scene: Scene, depth: int, order: int, count: int) -> tuple[int, int]:
        y = self.area.y + self.look.u(HEADER) + self._pitch(count) * (order + 0.5)
        return self._column_x(scene, depth), round(y)

    def _radius(self, count: int) -> int:
        return int(max(2, min(self.look.u(13), self._pitch(count) * 0.42)))

    def _image_area(self, scene: Scene, order: int, count: int) -> Rect:
        """Return where a first-layer neuron's weight image is: left of it."""
        x, y = self._at(scene, 0, order, count)
        side = int(min(self._pitch(count) - 2, self.look.u(44)))
        return Rect(x - self._radius(count) - self.look.u(6) - side, y - side // 2, side, side)

    def _neuron_at(self, at: tuple[int, int]) -> Neuron | None:
        scene = self._scene()
        for depth in range(len(scene.network.layers)):
            shown = self._shown(scene, depth)
            for order, neuron in enumerate(shown):
                x, y = self._at(scene, depth, order, len(shown))
                reach = max(self._radius(len(shown)) + 2, self.look.u(6))
                near = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
                if depth == 0 and len(scene.network.layers) > 1:
                    near.union_ip(self._image_area(scene, order, len(shown)))
                if depth == len(scene.network.layers) - 1:
                    near.width += self.look.u(NAMES)
                if near.collidepoint(at):
                    return depth, neuron
        return None

    # What is drawn there

    def _draw_pixel_lines(
        self, surface: Surface, look: Look, scene: Scene, focus: Neuron | None
    ) -> None:
        if scene.strongest == 0:
            return
        parts = contributions(scene.network, scene.reading, 0)
        most = float(np.abs(parts).max()) or 1.0
        shown, cell = self._shown(scene, 0), scene.paper.width / SIDE
        lines = []
        for order, neuron in enumerate(shown):
            if focus is not None and focus != (0, neuron):
                continue
            end = self._line_end(scene, order, len(shown))
            for pixel in strongest(parts[:, neuron], scene.strongest).tolist():
                row, col = divmod(pixel, SIDE)
                start = scene.paper.x + (col + 0.5) * cell, scene.paper.y + (row + 0.5) * cell
                lines.append((float(parts[pixel, neuron]) / most, start, end))
        for share, start, end in sorted(lines, key=lambda line: abs(line[0])):
            color = look.theme.up if share > 0 else look.theme.down
            faded = look.theme.panel.lerp(color, 0.15 + 0.6 * abs(share))
            pygame.draw.aaline(surface, faded, start, end)

    def _line_end(self, scene: Scene, order: int, count: int) -> tuple[int, int]:
        if len(scene.network.layers) == 1:
            return self._at(scene, 0, order, count)
        area = self._image_area(scene, order, count)
        return area.left, area.centery

    def _draw_lines(
        self, surface: Surface, look: Look, scene: Scene, depth: int, focus: Neuron | None
    ) -> None:
        parts = contributions(scene.network, scene.reading, depth)
        below, above = self._shown(scene, depth - 1), self._shown(scene, depth)
        seen = parts[np.ix_(below, above)]
        most = float(np.abs(seen).max()) or 1.0
        order = np.argsort(np.abs(seen), axis=None, kind="stable")
        radius_below, radius = self._radius(len(below)), self._radius(len(above))
        for flat in order.tolist():
            i, j = divmod(flat, len(above))
            share = float(seen[i, j]) / most
            if focus is not None and focus not in ((depth, above[j]), (depth - 1, below[i])):
                continue
            if abs(share) < FAINT:
                continue
            color = look.theme.up if share > 0 else look.theme.down
            faded = look.theme.panel.lerp(color, 0.15 + 0.85 * abs(share))
            x0, y0 = self._at(scene, depth - 1, i, len(below))
            x1, y1 = self._at(scene, depth, j, len(above))
            width = max(1, round(look.u(WIDEST) * abs(share)))
            start, end = (x0 + radius_below, y0), (x1 - radius, y1)
            pygame.draw.aaline(surface, faded, start, end, width)

    def _draw_weight_images(
        self, surface: Surface, look: Look, scene: Scene, focus: Neuron | None
    ) -> None:
        if len(scene.network.layers) == 1:
            return
        shown = self._shown(scene, 0)
        for order, neuron in enumerate(shown):
            area = self._image_area(scene, order, len(shown))
            if area.width < 6:
                return
            weights: Array = scene.network.layers[0].weights[:, neuron]
            image = signed_surface(weights, look.theme.panel, look.theme)
            surface.blit(pygame.transform.smoothscale(image, area.size), area)
            border = look.theme.text if focus == (0, neuron) else look.theme.line
            pygame.draw.rect(surface, border, area.inflate(2, 2), 1)

    def _draw_layer(
        self, surface: Surface, look: Look, scene: Scene, depth: int, focus: Neuron | None
    ) -> None:
        theme, stage = look.theme, scene.reading.stages[depth + 1]
        shown, last = self._shown(scene, depth), depth == len(scene.network.layers) - 1
        most = max(float(np.abs(stage).max()), 1.0)
        radius = self._radius(len(shown))
        self._draw_header(surface, look, scene, depth, len(shown))
        for order, neuron in enumerate(shown):
            at, value = self._at(scene, depth, order, len(shown)), float(stage[neuron])
            share = min(abs(value) / most, 1.0)
            fill = theme.raised.lerp(theme.text, share)
            pygame.draw.aacircle(surface, fill, at, radius)
            chosen = focus == (depth, neuron)
            edge = theme.accent if chosen else theme.muted
            pygame.draw.aacircle(surface, edge, at, radius, look.u(3 if chosen else 1))
            if radius >= look.u(11):
                color = theme.ground if share > 0.5 else theme.text
                look.text(
                    surface, f"{value:.1f}", at, color, size=SMALL - 2, bold=True, anchor="center"
                )
            if last:
                self._draw_name(surface, look, scene, neuron, at, value)

    def _draw_name(
        self, surface: Surface, look: Look, scene: Scene, neuron: int, at: tuple[int, int],
        value: float,
    ) -> None:  # fmt: skip
        best, radius = neuron == scene.best, self._radius(len(scene.names))
        color = look.theme.text if best else look.theme.muted
        x = at[0] + radius + look.u(6)
        text = f"{value:.0%}"
        room = self.area.right - x - look.width(text, SMALL) - look.u(6)
        place = look.text(
            surface, scene.names[neuron], (x, at[1]), color,
            size=SMALL + 1, bold=best, anchor="midleft", width=room,
        )  # fmt: skip
        at_right = place.right + look.u(5), at[1]
        look.text(surface, text, at_right, color, size=SMALL, anchor="midleft")

    def _draw_header(
        self, surface: Surface, look: Look, scene: Scene, depth: int, count: int
    ) -> None:
        n, last = scene.network.sizes[depth + 1], depth == len(scene.network.layers) - 1
        name = "outputs" if last else f"hidden {depth + 1}"
        of = f"{count} of {n:,}" if count < n else f"{n:,}"
        x = self._column_x(scene, depth)
        at = x, self.area.y + look.u(8)
        look.text(surface, f"{name} · {of}", at, look.theme.muted, size=SMALL, anchor="center")
