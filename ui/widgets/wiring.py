"""The wiring: a network as it answers, its neurons and the strongest contributions between them."""

from collections.abc import Callable

import numpy as np
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from activation import Array
from data.drawing import SIDE
from models.attribution.units import (
    maps,
    n_units,
    unit_values,
    weight_picture,
)
from network import Network
from ui.commands import ChangeView, Command, SwitchNeuron
from ui.look import SMALL, Look
from ui.pixels import heat_surface, signed_surface
from ui.widgets.influence_marks import draw_crosses, draw_influence, draw_numbers
from ui.widgets.widget import Widget, is_press
from ui.widgets.wiring_lines import draw_lines, draw_pixel_lines
from ui.widgets.wiring_places import Column, Neuron, Scene, columns_of, layer_name, neuron_at


class Wiring(Widget):
    """Columns of neurons; one under the pointer, or pinned by a click, shows only its own lines."""

    def __init__(self, area: Rect, scene: Callable[[], Scene]) -> None:
        """Show what ``scene`` returns."""
        super().__init__(area)
        self._scene = scene
        self._pointer = (-1, -1)
        self._images: tuple[Network | None, dict[int, Surface]] = (None, {})

    @property
    def in_focus(self) -> Neuron | None:
        """The neuron to show the sum of: under the pointer, else pinned."""
        over = self._neuron_at(self._pointer) if self.hovered else None
        return over or self._scene().pinned

    def handle(self, event: Event) -> list[Command]:
        """Follow the pointer; a click pins a neuron, a right click switches it off."""
        if event.type == pygame.MOUSEMOTION:
            self._pointer = event.pos
        elif is_press(event):
            found = self._neuron_at(event.pos)
            return [ChangeView("focus", None if found == self._scene().pinned else found)]
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_RIGHT:
            found = self._neuron_at(event.pos)
            return [SwitchNeuron(found)] if found else []
        return []

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return which neuron it is, and what it puts out."""
        found, scene = self._neuron_at(at), self._scene()
        if found is None:
            return ""
        depth, neuron = found
        if depth == len(scene.network.layers) - 1:
            return ""
        value = float(unit_values(scene.network, scene.reading, depth)[neuron])
        name = layer_name(scene.network, depth)
        how = "right click: on again" if found in scene.off else "right click: switch off"
        if maps(scene.network, scene.reading, depth) is not None:
            return f"{name}, number {neuron + 1}: at most {value:.2f} ({how})"
        return f"{name}, neuron {neuron + 1}: {value:.2f} ({how})"

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint lines, weakest first, then weight images, neurons and names."""
        scene, focus = self._scene(), self.in_focus
        layers = columns_of(scene, self.area, look)
        if maps(scene.network, scene.reading, layers[0].depth) is None:
            draw_pixel_lines(surface, look, scene, layers[0], focus)
        for pair in zip(layers, layers[1:], strict=False):
            draw_lines(surface, look, scene, pair, focus)
        self._draw_weight_images(surface, look, scene, layers[0], focus)
        for column in layers:
            self._draw_layer(surface, look, scene, column, focus)
        self._draw_headers(surface, look, scene, layers)

    def _neuron_at(self, at: tuple[int, int]) -> Neuron | None:
        return neuron_at(columns_of(self._scene(), self.area, self.look), at, self.look)

    def _draw_weight_images(
        self, surface: Surface, look: Look, scene: Scene, column: Column, focus: Neuron | None
    ) -> None:
        for neuron, area in zip(column.neurons, column.images, strict=False):
            if area.width < 6:
                return
            surface.blit(
                self._weight_image(look, scene.network, (column.depth, neuron), area), area
            )
            border = look.theme.text if focus == (column.depth, neuron) else look.theme.line
            pygame.draw.rect(surface, border, area.inflate(2, 2), 1)

    def _weight_image(self, look: Look, network: Network, neuron: Neuron, area: Rect) -> Surface:
        """Return a unit's weights as a picture; made once for each network in use."""
        if self._images[0] is not network:
            self._images = network, {}
        images, unit = self._images[1], neuron[1]
        if unit not in images or images[unit].get_size() != area.size:
            weights = weight_picture(network, *neuron)
            small = signed_surface(weights, look.theme.panel, look.theme)
            scaled = (
                pygame.transform.smoothscale if len(weights) == SIDE else pygame.transform.scale
            )
            images[unit] = scaled(small, area.size)
        return images[unit]

    def _draw_layer(
        self, surface: Surface, look: Look, scene: Scene, column: Column, focus: Neuron | None
    ) -> None:
        found = maps(scene.network, scene.reading, column.depth)
        influence = scene.influence_of(column.depth) if scene.show != "value" else None
        if influence is not None:
            draw_influence(surface, look, column, influence, focus, round_=found is None)
        elif found is not None:
            self._draw_maps(surface, look, found, column, focus)
        else:
            self._draw_neurons(surface, look, scene, column, focus)
        draw_crosses(surface, look, column, scene.off)
        if column.depth != len(scene.network.layers) - 1:
            draw_numbers(surface, look, column)

    def _draw_neurons(
        self, surface: Surface, look: Look, scene: Scene, column: Column, focus: Neuron | None
    ) -> None:
        theme, depth = look.theme, column.depth
        stage = scene.reading.stages[depth + 1]
        most = max(float(np.abs(stage).max()), 1.0)
        last = depth == len(scene.network.layers) - 1
        for neuron, at in zip(column.neurons, column.at, strict=True):
            value = float(stage[neuron])
            share = min(abs(value) / most, 1.0)
            pygame.draw.aacircle(surface, theme.raised.lerp(theme.text, share), at, column.radius)
            chosen = focus == (depth, neuron)
            edge = theme.accent if chosen else theme.muted
            pygame.draw.aacircle(surface, edge, at, column.radius, look.u(3 if chosen else 1))
            if column.radius >= look.u(11):
                color = theme.ground if share > 0.5 else theme.text
                text = f"{value:.1f}"
                look.text(surface, text, at, color, size=SMALL - 2, bold=True, anchor="center")
            if last:
                self._draw_name(surface, look, scene, neuron, at, column.radius)

    def _draw_maps(
        self, surface: Surface, look: Look, found: Array, column: Column, focus: Neuron | None
    ) -> None:
        """Paint each map as a picture of where its filter found something."""
        for neuron, at in zip(column.neurons, column.at, strict=True):
            side = 2 * column.radius
            area = Rect(at[0] - column.radius, at[1] - column.radius, side, side)
            image = heat_surface(found[:, :, neuron], look.theme)
            surface.blit(pygame.transform.scale(image, area.size), area)
            chosen = focus == (column.depth, neuron)
            edge = look.theme.accent if chosen else look.theme.line
            pygame.draw.rect(surface, edge, area.inflate(2, 2), look.u(2) if chosen else 1)

    def _draw_name(
        self, surface: Surface, look: Look, scene: Scene, neuron: int, at: tuple[int, int],
        radius: int,
    ) -> None:  # fmt: skip
        best = neuron == scene.best
        color = look.theme.text if best else look.theme.muted
        x, text = at[0] + radius + look.u(6), f"{scene.reading.outputs[neuron]:.0%}"
        room = self.area.right - x - look.width(text, SMALL) - look.u(6)
        place = look.text(
            surface, scene.names[neuron], (x, at[1]), color,
            size=SMALL + 1, bold=best, anchor="midleft", width=room,
        )  # fmt: skip
        at_right = place.right + look.u(5), at[1]
        look.text(surface, text, at_right, color, size=SMALL, anchor="midleft")

    def _draw_headers(
        self, surface: Surface, look: Look, scene: Scene, layers: list[Column]
    ) -> None:
        """Write what each column is, as long as its neighbours leave room for."""
        places = [column.at[0][0] for column in layers]
        room = min((b - a for a, b in zip(places, places[1:], strict=False)), default=look.u(200))
        for column in layers:
            n, count = n_units(scene.network, column.depth), len(column.neurons)
            name = layer_name(scene.network, column.depth)
            of = f"top {count} of {n:,}" if count < n else f"{n:,}"
            texts = f"{name} · {of}", name, f"{n:,}"
            own = min(room, 2 * (column.at[0][0] - self.area.x)) - look.u(4)
            text = next((t for t in texts if look.width(t, SMALL) < own), texts[-1])
            at = column.at[0][0], self.area.y + look.u(8)
            look.text(surface, text, at, look.theme.muted, size=SMALL, anchor="center")
