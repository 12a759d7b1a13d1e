"""What each step of backpropagation says, and the numbers it says it with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from activation import Array
from layer import Layer
from models.attribution.one_step import OneStep
from ui.state.backward import Kind
from ui.widgets.wiring_places import input_name, layer_name

SHOWN = 12  # numbers of a step, the largest


@dataclass(frozen=True)
class Line:
    """One number, and how it came about."""

    text: str
    value: str


def told(
    step: OneStep, kind: Kind, depth: int, names: Sequence[str]
) -> tuple[str, str, list[Line]]:
    """Return a title, an explanation and the numbers of a step.

    Args:
        step: All numbers there are.
        kind: What the step is about.
        depth: Of which layer.
        names: The classes.
    """
    if kind == "forward":
        return _forward(step, names)
    if kind == "after":
        return _after(step)
    last = depth == len(step.network.layers) - 1
    if kind == "slopes":
        return _output_slopes(step, names) if last else _hidden_slopes(step, depth)
    return _nudges(step, depth, names)


def _forward(step: OneStep, names: Sequence[str]) -> tuple[str, str, list[Line]]:
    outputs = step.stages[-1]
    text = (
        "First the drawing goes forward through the network. Every output is compared with what"
        " is wanted: 1 for the class, 0 for all others. The loss is one number for how wrong all"
        " of them are together."
    )
    lines = [
        Line(f"{name}: {output:.3f}, wanted {target:.0f}", f"{output - target:+.3f}")
        for name, output, target in zip(names, outputs, step.targets, strict=True)
    ]
    return "Forward: how wrong is it?", text, [*lines, Line("loss", f"{step.loss:.4f}")]


def _output_slopes(step: OneStep, names: Sequence[str]) -> tuple[str, str, list[Line]]:
    text = (
        "How does the loss change when the sum of an output neuron grows a little? That is its"
        " slope. Above zero: growing makes it worse, so the sum should fall. Below zero: it"
        " should rise."
    )
    slopes = step.slopes[-1]
    lines = [
        Line(f"{name}: output {step.stages[-1][i]:.3f}", f"{slopes[i]:+.4f}")
        for i, name in ((i, names[i]) for i in _largest(slopes))
    ]
    return "Slopes of the outputs", text, lines


def _hidden_slopes(step: OneStep, depth: int) -> tuple[str, str, list[Line]]:
    name, curve = layer_name(step.network, depth), step.network.layers[depth].activation
    text = (
        f"What {name} puts out feeds what is at its right. A neuron's blame is the sum of their"
        " slopes, each times the weight between. Its own slope is its blame times the slope of"
        f" its {curve.name}: on a flat end of the curve it can hardly change, and hardly learns."
    )
    slopes, outputs = step.slopes[depth], step.stages[depth + 1]
    above = step.network.layers[depth + 1]
    lines = []
    for i in _largest(slopes):
        if isinstance(above, Layer):
            blame = float(above.weights[i] @ step.slopes[depth + 1])
            steep = float(curve.slope(outputs[i : i + 1])[0])
            words = f"neuron {i + 1}: blame {blame:+.4f} × slope of its curve {steep:.3f}"
        else:
            words = f"value {i + 1:,} of its maps: {outputs[i]:.3f}"
        lines.append(Line(words, f"{slopes[i]:+.5f}"))
    return f"Slopes of {name}", text, lines


def _nudges(step: OneStep, depth: int, names: Sequence[str]) -> tuple[str, str, list[Line]]:
    name = layer_name(step.network, depth)
    layer, (weights, biases) = step.network.layers[depth], step.nudges(depth)
    text = (
        f"The slope of a weight into {name} is what comes in through it times the slope of the"
        f" neuron it leads to. The step moves it the other way, {step.rate:g} times as far. Where"
        " nothing comes in, nothing is learnt: paper moves no weight."
    )
    lines = []
    for i, j in _largest_pairs(weights):
        to = names[j] if depth == len(step.network.layers) - 1 else f"neuron {j + 1}"
        if isinstance(layer, Layer):
            came, slope = float(step.stages[depth][i]), float(step.slopes[depth][j])
            origin = " ".join(input_name(step.network, depth, i))
            text_of = f"{origin} → {to}: −{step.rate:g} × {came:.2f} × {slope:+.4f}"
        else:
            text_of = f"filter {j + 1}, weight {i + 1}, all places together"
        lines.append(Line(text_of, f"{weights[i, j]:+.5f}"))
    moved = float(np.abs(weights).sum() + np.abs(biases).sum())
    lines.append(Line("all weights and biases together, by size", f"{moved:.4f}"))
    return f"Nudges for the weights into {name}", text, lines


def _after(step: OneStep) -> tuple[str, str, list[Line]]:
    text = (
        "All weights move at once. Were the loss a plane, it would fall by rate times the squared"
        " slopes: that is the prediction. It is not a plane, so the loss measured after the step"
        " differs, the more so the larger the step. Try another rate."
    )
    lines = [
        Line("loss before", f"{step.loss:.5f}"),
        Line("predicted after the step", f"{step.predicted:.5f}"),
        Line("measured after the step", f"{step.measured:.5f}"),
        Line("fallen by", f"{step.loss - step.measured:+.5f}"),
    ]
    return "After the step", text, lines


def _largest(values: Array) -> list[int]:
    order: list[int] = np.argsort(-np.abs(values), kind="stable")[:SHOWN].tolist()
    return order


def _largest_pairs(values: Array) -> list[tuple[int, int]]:
    order = np.argsort(-np.abs(values), axis=None, kind="stable")[: SHOWN - 2]
    return [
        (i, j)
        for i, j in zip(*(a.tolist() for a in np.unravel_index(order, values.shape)), strict=True)
    ]
