"""Where the units of a network are drawn: columns of neurons or maps, one for each layer."""

import math
from dataclasses import dataclass

import numpy as np
from pygame import Rect

from activation import Array
from models.attribution.reading import Reading
from models.attribution.units import drawn_depths, maps, maps_below, n_units, unit_values
from network import Network
from ui.look import Look
from ui.state.influence import Influence
from ui.state.view import NeuronsShow

Neuron = tuple[int, int]  # depth of its layer in the network, and place in it; of maps too

HEADER = 26  # points, for the names of the layers
NAMES = 96  # points, for the names of the outputs
MOST_DRAWN = 24  # units of a layer; of larger ones the most active are drawn
NEURON = 13  # points, the largest radius
MAP = 15  # points, half of the largest side of a map
IMAGE = 44  # points, the largest side of a weight image


@dataclass(frozen=True)
class Scene:
    """What is drawn."""

    network: Network
    reading: Reading
    names: tuple[str, ...]
    best: int  # output
    strongest: int  # pixels per neuron that get a line
    paper: Rect  # where the picture is that the network sees, from which the first lines start
    pinned: Neuron | None  # always drawn, however inactive
    target: int  # output that effects and shares are about
    show: NeuronsShow = "value"
    influence: Influence | None = None  # None while it is worked out, or not asked for
    off: frozenset[Neuron] = frozenset()

    def influence_of(self, depth: int) -> Array | None:
        """Return what the units of a layer show in place of their values, (n,); + helps.

        Of what a unit does, its share, or what would be lost if it alone were off.
        """
        if self.influence is None or depth not in self.influence.shares:
            return None
        if self.show == "share":
            return self.influence.shares[depth]
        lost: Array = -self.influence.effects[depth][:, self.target]
        return lost


@dataclass(frozen=True)
class Column:
    """Where the units of one layer are, as far as they are drawn."""

    depth: int  # of the layer in the network
    neurons: list[int]
    at: list[tuple[int, int]]  # their middles, in window pixels
    radius: int  # of a neuron, or half the side of a map
    images: list[Rect]  # where weight images are; empty where there are none


def columns_of(scene: Scene, area: Rect, look: Look) -> list[Column]:
    """Return the column of every layer with units, from the first to the outputs."""
    depths = drawn_depths(scene.network)
    n = len(depths)
    left = area.x + (area.width - look.u(NAMES)) // 4
    right = area.right - look.u(NAMES)
    places = [right] if n == 1 else [left + (right - left) * i // (n - 1) for i in range(n)]
    return [_column(scene, area, look, depth, x) for depth, x in zip(depths, places, strict=True)]


def _column(scene: Scene, area: Rect, look: Look, depth: int, x: int) -> Column:
    neurons = _drawn(scene, depth)
    top, room = area.y + look.u(HEADER), area.height - look.u(HEADER)
    pitch = room / len(neurons)
    at = [(x, round(top + pitch * (order + 0.5))) for order in range(len(neurons))]
    most = NEURON if maps(scene.network, scene.reading, depth) is None else MAP
    radius = int(max(2, min(look.u(most), pitch * 0.42)))
    images, depths = [], drawn_depths(scene.network)
    if depth == depths[0] and len(depths) > 1:
        side = int(min(pitch - 2, look.u(IMAGE)))
        left = x - radius - look.u(6) - side
        images = [Rect(left, y - side // 2, side, side) for _, y in at]
    return Column(depth, neurons, at, radius, images)


def _drawn(scene: Scene, depth: int) -> list[int]:
    """Return the units of a layer that are drawn: all, or the most active ones."""
    n = n_units(scene.network, depth)
    if n <= MOST_DRAWN:
        return list(range(n))
    values = unit_values(scene.network, scene.reading, depth)
    kept = set(np.argsort(-np.abs(values), kind="stable")[:MOST_DRAWN].tolist())
    if scene.pinned and scene.pinned[0] == depth:
        kept.add(scene.pinned[1])
    return sorted(kept)


def neuron_at(columns: list[Column], at: tuple[int, int], look: Look) -> Neuron | None:
    """Return the neuron, map, weight image or output's name at a point."""
    for column in columns:
        reach = max(column.radius + 2, look.u(6))
        for order, (x, y) in enumerate(column.at):
            near = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
            if column.images:
                near.union_ip(column.images[order])
            if column is columns[-1]:
                near.width += look.u(NAMES)
            if near.collidepoint(at):
                return column.depth, column.neurons[order]
    return None


def layer_name(network: Network, depth: int) -> str:
    """Return what a layer with units is called on screen."""
    depths = drawn_depths(network)
    if depth == depths[-1]:
        return "outputs"
    place = depths.index(depth) + 1
    return f"maps {place}" if network.layers[depth].kind == "convolution" else f"hidden {place}"


def input_name(network: Network, depth: int, i: int) -> tuple[str, str]:
    """Return what input ``i`` of a fully connected layer is, and which.

    A pixel, a neuron, or a map at a pixel of it.
    """
    if depth == drawn_depths(network)[0]:
        row, column = divmod(i, math.isqrt(network.layers[depth].n_in))
        return "pixel", f"{row + 1},{column + 1}"
    n_maps = maps_below(network, depth)
    if n_maps is None:
        return "neuron", f"{i + 1}"
    pixel, number = divmod(i, n_maps)
    row, column = divmod(pixel, math.isqrt(network.layers[depth].n_in // n_maps))
    return "map", f"{number + 1} at {row + 1},{column + 1}"
