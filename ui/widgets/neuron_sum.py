"""The sum of a neuron: what comes in, what it adds up to, what goes out. In exact numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame
from pygame import Rect, Surface

from data.drawing import SIDE
from layer import Layer
from models.attribution.reading import contributions, strongest
from models.attribution.units import drawn_depths, maps, unit_values, weight_picture
from ui.look import BODY, SMALL, Look
from ui.pixels import heat_surface, signed_surface
from ui.widgets.widget import Widget
from ui.widgets.wiring_places import Neuron, Scene, input_name, layer_name

WITH_TOTAL = 200  # points, the width from which there is room for the running total
SO_FAR = 46  # points, the width of the running total
OUTPUT = 3  # place of the neuron's own output among the last lines


@dataclass(frozen=True)
class Item:
    """One line of the sum."""

    text: str
    value: float
    short: str = ""  # where the text has no room; "" to cut it
    shown: str = ""  # the value in words, "" for its digits


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
        ending = self._ending(scene, depth, neuron)
        lines = (self.area.bottom - y - look.u(10)) // look.line_height(SMALL)
        output = ending[OUTPUT]
        ending = _fitting(ending, lines)
        room = self.area.bottom - y - len(ending) * look.line_height(SMALL) - look.u(10)
        if depth == drawn_depths(scene.network)[0]:
            y = self._draw_picture(surface, look, y, scene, (depth, neuron), room)
        total, parts = 0.0, self._parts(scene, depth, neuron, room // look.line_height(SMALL) - 1)
        if parts:
            y = self._draw_heads(surface, look, y)
        for item in parts:
            total += item.value
            y = self._draw_item(surface, look, y, item, 2, total=total)
        surface.fill(theme.line, (self.area.x, y + look.u(3), width, 1))
        y += look.u(7)
        for item in ending:
            y = self._draw_item(surface, look, y, item, 3, bold=item is output)
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
        at = self.area.topleft[0], y
        look.text(
            surface, "value × weight", at, look.theme.muted, size=SMALL, width=width
        )  # fmt: skip
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
        layer = scene.network.layers[depth]
        highest = float(unit_values(scene.network, scene.reading, depth)[neuron])
        for place, item in enumerate(
            (
                Item("bias", float(layer.parameters()[1][neuron])),
                Item(f"highest {layer.activation.name}", highest),
                *_influence(scene, depth, neuron),
            )
        ):
            y = self._draw_item(surface, look, y, item, 3, bold=place == 1)

    def _parts(self, scene: Scene, depth: int, neuron: int, lines: int) -> list[Item]:
        """Return the largest parts of a later layer's sum; what is left over in one line."""
        layer = scene.network.layers[depth]
        first = depth == drawn_depths(scene.network)[0]
        if first or not isinstance(layer, Layer) or lines < 1:
            return []
        values = contributions(scene.network, scene.reading, depth, [neuron])[:, 0]
        chosen = strongest(values, max(lines - 1, 0))
        stage = scene.reading.stages[depth]
        items = []
        for i in chosen.tolist():
            kind, which = input_name(scene.network, depth, i)
            product = f"{which}: {stage[i]:.2f} × {layer.weights[i, neuron]:+.2f}"
            items.append(Item(f"{kind} {product}", float(values[i]), product))
        if len(chosen) < len(values):
            rest = float(values.sum() - values[chosen].sum())
            items.append(Item(f"the other {len(values) - len(chosen):,}", rest))
        return items

    def _ending(self, scene: Scene, depth: int, neuron: int) -> list[Item]:
        layer = scene.network.layers[depth]
        total = float(contributions(scene.network, scene.reading, depth, [neuron])[:, 0].sum())
        z = float(scene.reading.sums[depth][neuron])
        output = float(scene.reading.stages[depth + 1][neuron])
        return [
            Item("all inputs × weights", total),
            Item("bias", float(layer.parameters()[1][neuron])),
            Item("together", z),
            Item(f"{layer.activation.name} of {z:+.2f}", output),
            *_influence(scene, depth, neuron),
        ]

    def _draw_item(
        self, surface: Surface, look: Look, y: int, item: Item, digits: int, *,
        bold: bool = False, total: float | None = None,
    ) -> int:  # fmt: skip
        """Write one line: what, how much, and where there is room what it comes to so far."""
        theme, right = look.theme, self.area.right
        if total is not None and self.area.width >= look.u(WITH_TOTAL):
            at = right, y
            look.text(surface, f"{total:+.2f}", at, theme.muted, size=SMALL, anchor="topright")
            right -= look.u(SO_FAR)
        color = theme.text if bold else theme.muted
        value = item.shown or (f"{item.value:.3f}" if bold else f"{item.value:+.{digits}f}")
        end = look.text(
            surface, value, (right, y), theme.text, size=SMALL, bold=bold,
            anchor="topright",
        )  # fmt: skip
        width = end.left - self.area.x - look.u(6)
        fits = not item.short or look.width(item.text, SMALL, bold=bold) <= width
        text = item.text if fits else item.short
        look.text(surface, text, (self.area.x, y), color, size=SMALL, bold=bold, width=width)
        return y + look.line_height(SMALL)


def _fitting(ending: list[Item], lines: int) -> list[Item]:
    """Return the last lines that there is room for; the neuron's output is the last to go."""
    if len(ending) <= lines:
        return ending
    without_influence = ending[: OUTPUT + 1]
    return without_influence[-max(lines, 1) :]


def _influence(scene: Scene, depth: int, neuron: int) -> list[Item]:
    """Return what a hidden unit does to the output that is looked at."""
    influence, name = scene.influence, scene.names[scene.target]
    if influence is None or depth not in influence.shares:
        return []
    output = float(scene.reading.outputs[scene.target])
    effect, share = (
        float(influence.effects[depth][neuron, scene.target]),
        float(influence.shares[depth][neuron]),
    )
    return [
        Item(f"{name} if off", effect, shown=f"{output:.0%} → {output + effect:.0%}"),
        Item(f"its share in {name}", share, shown=f"{100 * share:+.1f} points"),
    ]
