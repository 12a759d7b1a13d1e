"""The lines of a neuron's sum: what each says, in numbers that add up. Nothing here is drawn."""

from dataclasses import dataclass

from layer import Layer
from models.attribution.reading import contributions, strongest
from models.attribution.units import drawn_depths, unit_values
from ui.widgets.wiring_places import Neuron, Scene, input_name


@dataclass(frozen=True)
class Line:
    """One line of the sum."""

    text: str
    value: float
    short: str = ""  # where the text has no room; "" to cut it
    shown: str = ""  # the value in words, "" for its digits
    strong: bool = False  # whether it is what all the others lead to


def parts_of(scene: Scene, at: Neuron, most: int) -> list[Line]:
    """Return the largest parts of a later layer's sum; what is left over in one line.

    Args:
        scene: Network and drawing.
        at: The neuron.
        most: Lines.
    """
    depth, neuron = at
    layer = scene.network.layers[depth]
    first = depth == drawn_depths(scene.network)[0]
    if first or not isinstance(layer, Layer) or most < 1:
        return []
    values = contributions(scene.network, scene.reading, depth, [neuron])[:, 0]
    chosen = strongest(values, max(most - 1, 0))
    stage = scene.reading.stages[depth]
    lines = []
    for i in chosen.tolist():
        kind, which = input_name(scene.network, depth, i)
        product = f"{which}: {stage[i]:.2f} × {layer.weights[i, neuron]:+.2f}"
        lines.append(Line(f"{kind} {product}", float(values[i]), product))
    if len(chosen) < len(values):
        rest = float(values.sum() - values[chosen].sum())
        lines.append(Line(f"the other {len(values) - len(chosen):,}", rest))
    return lines


def ending_of(scene: Scene, at: Neuron, most: int) -> list[Line]:
    """Return what a neuron's parts come to, and what it does to the output that is looked at.

    Args:
        scene: Network and drawing.
        at: The neuron.
        most: Lines there is room for; the neuron's own output is the last to go.
    """
    depth, neuron = at
    layer = scene.network.layers[depth]
    total = float(contributions(scene.network, scene.reading, depth, [neuron])[:, 0].sum())
    z = float(scene.reading.sums[depth][neuron])
    output = float(scene.reading.stages[depth + 1][neuron])
    own = [
        Line("all inputs × weights", total),
        Line("bias", float(layer.parameters()[1][neuron])),
        Line("together", z),
        Line(f"{layer.activation.name} of {z:+.2f}", output, strong=True),
    ]
    influence = _influence(scene, at)
    return own + influence if len(own) + len(influence) <= most else own[-max(most, 1) :]


def map_lines(scene: Scene, at: Neuron) -> list[Line]:
    """Return the numbers of a map: its bias, its highest pixel, and what it does to the output."""
    depth, unit = at
    layer = scene.network.layers[depth]
    highest = float(unit_values(scene.network, scene.reading, depth)[unit])
    return [
        Line("bias", float(layer.parameters()[1][unit])),
        Line(f"highest {layer.activation.name}", highest, strong=True),
        *_influence(scene, at),
    ]


def _influence(scene: Scene, at: Neuron) -> list[Line]:
    """Return what a hidden unit does to the output that is looked at."""
    (depth, unit), influence, name = at, scene.influence, scene.names[scene.target]
    if influence is None or depth not in influence.shares:
        return []
    output = float(scene.reading.outputs[scene.target])
    effect = float(influence.effects[depth][unit, scene.target])
    share = float(influence.shares[depth][unit])
    return [
        Line(f"{name} if off", effect, shown=f"{output:.0%} → {output + effect:.0%}"),
        Line(f"its share in {name}", share, shown=f"{100 * share:+.1f} points"),
    ]
