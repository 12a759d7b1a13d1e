"""Settings: how each value of a plan is called, explained, and read from what a person typed."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from activation import ACTIVATIONS
from descent import SCHEDULES
from loss import LOSSES
from models.plan import PRESETS


@dataclass(frozen=True)
class Setting:
    """One value of a plan."""

    name: str  # of the field of Plan
    title: str  # beside the field in the window
    help: str
    parse: Callable[[str], Any]  # raises ValueError with a sentence
    choices: tuple[str, ...] = ()  # where it is one of a few words
    most: float = 1.0  # where it is an amount: the end of its slider


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


def _number(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError("Type a number, such as 0.5.") from None
    return value if math.isfinite(value) else -1.0  # no range holds -1


def _rate(text: str) -> float:
    value = _number(text)
    if not 0 < value <= 100:
        raise ValueError("Above 0, at most 100.")
    return value


def _up_to(most: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = _number(text)
        if not 0 <= value <= most:
            raise ValueError(f"From 0 to {most:g}.")
        return value

    return parse


def _sizes(text: str) -> tuple[int, ...]:
    if text.strip().lower() == "none":
        return ()
    try:
        sizes = tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError("Numbers with commas, as 16, 16.") from None
    if len(sizes) > 10 or not all(1 <= size <= 1000 for size in sizes):
        raise ValueError("At most 10 layers of 1 to 1,000.")
    return sizes


def _filters(text: str) -> tuple[int, ...]:
    sizes = _sizes(text)
    if len(sizes) > MOST_CONVOLUTIONS or not all(size <= 200 for size in sizes):
        raise ValueError(f"At most {MOST_CONVOLUTIONS} convolutions of 1 to 200.")
    return sizes


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"One of {', '.join(choices)}.")
        return text

    return parse


def _switch(text: str) -> bool:
    return _one_of(("on", "off"))(text) == "on"


MOST_CONVOLUTIONS = 4  # each halves the maps: 28, 14, 7, 3, 1


def _choice(name: str, title: str, help: str, choices: tuple[str, ...]) -> Setting:
    return Setting(name, title, help, _one_of(choices), choices)


def _amount(name: str, title: str, help: str, most: float) -> Setting:
    return Setting(name, title, help, _up_to(most), most=most)


LAYERS = (
    _choice(
        "network",
        "Network",
        "a network with settings that suit it: classic has two layers of 16, wide one large layer,"
        " conv looks for small shapes wherever they are",
        tuple(PRESETS),
    ),
    Setting(
        "centred",
        "Centred",
        "whether a drawing is moved to the middle and made large before the network sees it",
        _switch,
        ("on", "off"),
    ),
    Setting(
        "filters",
        "Filters",
        "small shapes that each convolution looks for, as 16,24,48; none for a network without",
        _filters,
    ),
    Setting(
        "hidden",
        "Hidden layers",
        "neurons of each fully connected hidden layer, as 16,16, or none; more can learn more, and"
        " more by heart",
        _sizes,
    ),
    _choice(
        "activation",
        "Activation",
        "the curve that makes a hidden neuron's output of its sum",
        tuple(ACTIVATIONS),
    ),
)
LEARNING = (
    Setting(
        "epochs",
        "Epochs",
        "how often every drawing is learnt from",
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
    _choice(
        "schedule",
        "Schedule",
        "whether the learning rate stays constant, or falls to nothing along a cosine",
        tuple(SCHEDULES),
    ),
    Setting(
        "momentum",
        "Momentum",
        "how much of a step goes on in the next one; 0.9 smooths out ten steps",
        _up_to(0.99),
    ),
    Setting(
        "weight_decay",
        "Weight decay",
        "how fast a weight fades that nothing holds; more keeps the network simple",
        _up_to(1.0),
    ),
    Setting(
        "dropout",
        "Dropout",
        "share of the hidden values left out at random while learning, so that none is relied on",
        _up_to(0.9),
    ),
    _choice(
        "loss",
        "Loss",
        "how wrong an answer counts; cross-entropy learns fast where squared-error gets stuck",
        tuple(LOSSES),
    ),
    Setting(
        "seed",
        "Seed",
        "where chance begins; the same seed gives the same network",
        _whole(0, 2**31 - 1),
    ),
)
VARIANTS = (
    _amount("turn_deg", "Turn", "degrees by which variants are turned", 45.0),
    _amount("size", "Size", "how much larger or smaller; 0.1 is about a tenth", 0.5),
    _amount("stretch", "Stretch", "how much wider than high, or higher than wide", 0.5),
    _amount("shear", "Shear", "how far they lean over", 0.5),
    _amount("shift_px", "Shift", "by how many pixels they are moved; to whole ones", 8.0),
    _amount("warp_px", "Warp", "pixels by which they are bent here and there", 5.0),
    _amount("pen", "Pen", "how much thinner or thicker the lines are", 0.3),
    _amount("hole", "Holes", "share of the variants that have a part left out", 1.0),
    _amount(
        "smaller", "Small ones", "share that were drawn smaller, for a network that centres", 1.0
    ),
)
AUGMENT = Setting(
    "augment",
    "Variants",
    "whether it learns from fresh variants of every drawing in every epoch",
    _switch,
    ("on", "off"),
)  # a switch of its own in the window and on the command line
SETTINGS = (*LAYERS, *LEARNING, *VARIANTS)


def shown(value: Any) -> str:
    """Return a plan's value as a person would type it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
