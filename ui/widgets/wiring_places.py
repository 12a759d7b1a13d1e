"""Where the neurons of a network are drawn: columns, one for each layer."""

from dataclasses import dataclass

import numpy as np
from pygame import Rect

from models.attribution import Reading
from network import Network
from ui.look import Look

Neuron = tuple[int, int]  # layer, from 0 for the first hidden one, and place in it

HEADER = 26  # points, for the names of the layers
NAMES = 96  # points, for the names of the outputs
MOST_DRAWN = 24  # neurons of a layer; of larger ones the most active are drawn
NEURON = 13  # points, the largest radius
IMAGE = 44  # points, the largest side of a weight image


@dataclass(frozen=True)
class Scene:
    """What is drawn."""

    network: Network
    reading: Reading
    names: tuple[str, ...]
    best: int  # output
    strongest: int  # pixels per neuron that get a line
    paper: Rect  # where the sheet is, from which the first lines start
    pinned: Neuron | None  # always drawn, however inactive


@dataclass(frozen=True)
class Column:
    """Where the neurons of one layer are, as far as they are drawn."""

    neurons: list[int]
    at: list[tuple[int, int]]  # their middles, in window pixels
    radius: int
    images: list[Rect]  # where the weight images are; empty but for the first hidden layer


def columns_of(scene: Scene, area: Rect, look: Look) -> list[Column]:
    """Return every layer's column, from the first hidden layer to the outputs."""
    n = len(scene.network.layers)
    left = area.x + (area.width - look.u(NAMES)) // 4
    right = area.right - look.u(NAMES)
    places = [right] if n == 1 else [left + (right - left) * i // (n - 1) for i in range(n)]
    return [_column(scene, area, look, depth, x) for depth, x in enumerate(places)]


def _column(scene: Scene, area: Rect, look: Look, depth: int, x: int) -> Column:
    neurons = _drawn(scene, depth)
    top, room = area.y + look.u(HEADER), area.height - look.u(HEADER)
    pitch = room / len(neurons)
    at = [(x, round(top + pitch * (order + 0.5))) for order in range(len(neurons))]
    radius = int(max(2, min(look.u(NEURON), pitch * 0.42)))
    images = []
    if depth == 0 and len(scene.network.layers) > 1:
        side = int(min(pitch - 2, look.u(IMAGE)))
        left = x - radius - look.u(6) - side
        images = [Rect(left, y - side // 2, side, side) for _, y in at]
    return Column(neurons, at, radius, images)


def _drawn(scene: Scene, depth: int) -> list[int]:
    """Return the neurons of a layer that are drawn: all, or the most active ones."""
    stage = scene.reading.stages[depth + 1]
    if len(stage) <= MOST_DRAWN:
        return list(range(len(stage)))
    kept = set(np.argsort(-np.abs(stage), kind="stable")[:MOST_DRAWN].tolist())
    if scene.pinned and scene.pinned[0] == depth:
        kept.add(scene.pinned[1])
    return sorted(kept)


def neuron_at(columns: list[Column], at: tuple[int, int], look: Look) -> Neuron | None:
    """Return the neuron, weight image or output's name at a point."""
    for depth, column in enumerate(columns):
        reach = max(column.radius + 2, look.u(6))
        for order, (x, y) in enumerate(column.at):
            near = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
            if column.images:
                near.union_ip(column.images[order])
            if depth == len(columns) - 1:
                near.width += look.u(NAMES)
            if near.collidepoint(at):
                return depth, column.neurons[order]
    return None
