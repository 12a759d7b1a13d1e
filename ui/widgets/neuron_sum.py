"""The sum of a neuron: what comes in, what it adds up to, what goes out. In exact numbers."""

from collections.abc import Callable

import pygame
from pygame import Rect, Surface

from data.drawing import SIDE
from models.attribution.reading import contributions
from models.attribution.units import drawn_depths, maps, weight_picture
from ui.look import BODY, SMALL, Look
from ui.pixels import heat_surface, signed_surface
from ui.widgets.sum_lines import Line, ending_of, map_lines, parts_of
from ui.widgets.widget import Widget
from ui.widgets.wiring_places import Neuron, Scene, layer_name

WITH_TOTAL = 200  # points, the width from which there is room for the running total
SO_FAR = 46  # points, the width of the running total


class NeuronSum(Widget):
    """The neuron in focus, worked out in full."""

    def __init__(self, area: Rect, scene: Callable[[], Scene], focus: Callable[[], Neuron]) -> None:
        """Show the sum of the neuron that ``focus`` returns."""
        super().__init__(area)
        self._scene, self._focus = scene, focus

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the title, the parts, and the numbers that add up to the output."""
        scene, (depth, neuron) = self._scene(), self._focus()
        theme = look.theme
        old = surface.get_clip()
        surface.set_clip(self.area.clip(old))
        last = depth == len(scene.network.layers) - 1
        found = maps(scene.network, scene.reading, depth)
        kind = "neuron" if found is None else "number"
        name = layer_name(scene.network, depth).capitalize()
        title = scene.names[neuron] if last else f"{name}, {kind} {neuron + 1}"
        y = self.area.y
        width = self.area.width
        look.text(
            surface, title, (self.area.x, y), theme.text, size=BODY + 1, bold=True, width=width
        )
        y += look.line_height(BODY + 1) + look.u(4)
        if found is not None:
            self._draw_map(surface, look, y, scene, (depth, neuron))
            surface.set_clip(old)
            return
        line = look.line_height(SMALL)
        ending = ending_of(scene, (depth, neuron), (self.area.bottom - y - look.u(10)) // line)
        room = self.area.bottom - y - len(ending) * line - look.u(10)
        if depth == drawn_depths(scene.network)[0]:
            y = self._draw_picture(surface, look, y, scene, (depth, neuron), room)
        total, parts = 0.0, parts_of(scene, (depth, neuron), room // line - 1)
        if parts:
            y = self._draw_heads(surface, look, y)
        for part in parts:
            total += part.value
            y = self._draw_line(surface, look, y, part, 2, total=total)
        surface.fill(theme.line, (self.area.x, y + look.u(3), width, 1))
        y += look.u(7)
        for part in ending:
            y = self._draw_line(surface, look, y, part, 3)
        surface.set_clip(old)

    def _draw_heads(self, surface: Surface, look: Look, y: int) -> int:
        """Write what the columns of the sum are."""
        right = self.area.right
        if self.area.width >= look.u(WITH_TOTAL):
            at = right, y
            look.text(surface, "so far", at, look.theme.muted, size=SMALL, anchor="topright")
            right -= look.u(SO_FAR)
        at = right, y
        end = look.text(surface, "adds", at, look.theme.muted, size=SMALL, anchor="topright")
        width = end.left - self.area.x - look.u(6)
        at = self.area.x, y
        look.text(surface, "value × weight", at, look.theme.muted, size=SMALL, width=width)
        return y + look.line_height(SMALL)

    def _draw_picture(
        self, surface: Surface, look: Look, y: int, scene: Scene, at: Neuron, room: int
    ) -> int:
        parts = contributions(scene.network, scene.reading, at[0], [at[1]])[:, 0]
        caption = look.line_height(SMALL)
        side = min(self.area.width, room - caption - look.u(8)) // SIDE * SIDE
        if side < SIDE:
            return y
        look.text(surface, "pixels × weights", (self.area.x, y), look.theme.muted, size=SMALL)
        y += caption
        area = Rect(self.area.x, y, side, side)
        image = signed_surface(parts, look.theme.raised, look.theme)
        surface.blit(pygame.transform.scale(image, area.size), area)
        pygame.draw.rect(surface, look.theme.line, area, 1)
        return area.bottom + look.u(6)

    def _draw_map(self, surface: Surface, look: Look, y: int, scene: Scene, at: Neuron) -> None:
        """Paint the filter of a map, the map large, and its highest value."""
        theme, width, (depth, neuron) = look.theme, self.area.width, at
        found = maps(scene.network, scene.reading, depth)
        assert found is not None
        caption, filter_side = look.line_height(SMALL), min(width // 2, look.u(84))
        room = self.area.bottom - y - filter_side - 6 * caption - look.u(16)
        filters = signed_surface(weight_picture(scene.network, depth, neuron), theme.raised, theme)
        first = depth == drawn_depths(scene.network)[0]
        what = "looks for this, everywhere" if first else "weights, all maps at its left together"
        for text, picture, side in (
            (what, filters, filter_side),
            ("found here", heat_surface(found[:, :, neuron], theme), min(width, room)),
        ):
            if side < look.u(20):
                continue
            look.text(surface, text, (self.area.x, y), theme.muted, size=SMALL, width=width)
            area = Rect(self.area.x, y + caption, side, side)
            surface.blit(pygame.transform.scale(picture, area.size), area)
            pygame.draw.rect(surface, theme.line, area, 1)
            y = area.bottom + look.u(6)
        for line in map_lines(scene, at):
            y = self._draw_line(surface, look, y, line, 3)

    def _draw_line(
        self, surface: Surface, look: Look, y: int, line: Line, digits: int,
        *, total: float | None = None,
    ) -> int:  # fmt: skip
        """Write one line: what, how much, and where there is room what it comes to so far."""
        theme, right, bold = look.theme, self.area.right, line.strong
        if total is not None and self.area.width >= look.u(WITH_TOTAL):
            at = right, y
            look.text(surface, f"{total:+.2f}", at, theme.muted, size=SMALL, anchor="topright")
            right -= look.u(SO_FAR)
        color = theme.text if bold else theme.muted
        value = line.shown or (f"{line.value:.3f}" if bold else f"{line.value:+.{digits}f}")
        end = look.text(
            surface, value, (right, y), theme.text, size=SMALL, bold=bold, anchor="topright"
        )
        width = end.left - self.area.x - look.u(6)
        fits = not line.short or look.width(line.text, SMALL, bold=bold) <= width
        text = line.text if fits else line.short
        look.text(surface, text, (self.area.x, y), color, size=SMALL, bold=bold, width=width)
        return y + look.line_height(SMALL)
