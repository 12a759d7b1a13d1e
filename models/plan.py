"""The plan: the settings of one training, the same in the window and on the command line."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from activation import ACTIVATIONS
from loss import LOSSES

PRESETS: dict[str, tuple[int, ...]] = {
    "classic": (16, 16),  # the network of the report; small enough to draw whole
    "wide": (128,),  # better answers, still readable weight images
}


@dataclass(frozen=True)
class Plan:
    """What to train and how; every value has passed the check of its ``Setting``."""

    network: str = "classic"  # a key of PRESETS, or "own"
    hidden: tuple[int, ...] = PRESETS["classic"]  # neurons of each hidden layer
    activation: str = "sigmoid"  # of the hidden layers
    loss: str = "cross-entropy"
    epochs: int = 200
    batch_size: int = 10
    learning_rate: float = 0.1
    augment: bool = True  # learn from fresh variants in every epoch
    seed: int = 0  # of the first weights, the order and the variants

    def with_setting(self, name: str, value: Any) -> "Plan":
        """Return this plan with one value changed; a preset brings its layers along."""
        if name == "network":
            return replace(self, network=value, hidden=PRESETS.get(value, self.hidden))
        plan = replace(self, **{name: value})
        if name == "hidden":
            known = {layers: preset for preset, layers in PRESETS.items()}
            plan = replace(plan, network=known.get(value, "own"))
        return plan


@dataclass(frozen=True)
class Setting:
    """One value of a plan: how it is called, explained and read from what a person typed."""

    name: str  # of the field of Plan
    title: str  # beside the field in the window
    help: str
    parse: Callable[[str], Any]  # raises ValueError with a sentence
    choices: tuple[str, ...] = ()  # where it is one of a few words


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            value = int(text.replace(",", "").replace("_", ""))
        except ValueError:
            raise ValueError("Type a whole number.") from None
        if not low <= value <= high:
            raise ValueError(f"From {low:,} to {high:,}.")
        return value

    return parse


def _rate(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError("Type a number, such as 0.5.") from None
    if not (math.isfinite(value) and 0 < value <= 100):
        raise ValueError("Above 0, at most 100.")
    return value


def _hidden(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError("Numbers with commas, as 16, 16.") from None
    if len(sizes) > 10 or not all(1 <= size <= 1000 for size in sizes):
        raise ValueError("At most 10 layers of 1 to 1,000.")
    return sizes


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"One of {', '.join(choices)}.")
        return text

    return parse


def _choice(name: str, title: str, help: str, choices: tuple[str, ...]) -> Setting:
    return Setting(name, title, help, _one_of(choices), choices)


SETTINGS = (
    _choice(
        "network",
        "Network",
        "a network ready made: classic has two layers of 16, wide one layer of 128 and learns more",
        tuple(PRESETS),
    ),
    Setting(
        "hidden",
        "Hidden layers",
        "neurons of each hidden layer, as 16,16; more can learn more, and more by heart",
        _hidden,
    ),
    _choice(
        "activation",
        "Activation",
        "the curve that makes a hidden neuron's output of its sum",
        tuple(ACTIVATIONS),
    ),
    _choice(
        "loss",
        "Loss",
        "how wrong an answer counts; cross-entropy learns fast where squared-error gets stuck",
        tuple(LOSSES),
    ),
    Setting(
        "epochs",
        "Epochs",
        "how often every drawing is learnt from; stop when the held-out curve stops rising",
        _whole(1, 1_000_000),
    ),
    Setting(
        "batch_size",
        "Batch size",
        "drawings per step; fewer make more, less certain steps",
        _whole(1, 100_000),
    ),
    Setting(
        "learning_rate",
        "Learning rate",
        "how far a step goes; too small is slow, too large jumps about",
        _rate,
    ),
    Setting(
        "seed",
        "Seed",
        "where chance begins; the same seed gives the same network",
        _whole(0, 2**31 - 1),
    ),
)


def shown(value: Any) -> str:
    """Return a plan's value as a person would type it."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:.12g}" if isinstance(value, float) else str(value)
