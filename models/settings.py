"""Settings: how each value of a plan is called, explained, and read from what a person typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from activation import ACTIVATIONS
from descent import SCHEDULES
from loss import LOSSES
from models.plan import PRESETS, Plan
from models.typed import filters, one_of, rate, sizes, switch, up_to, whole


@dataclass(frozen=True)
class Setting:
    """One value of a plan."""

    name: str  # of the field of Plan
    title: str  # beside the field in the window
    help: str
    parse: Callable[[str], Any]  # raises ValueError with a sentence
    choices: tuple[str, ...] = ()  # where it is one of a few words
    most: float = 1.0  # where it is an amount: the end of its slider


def _choice(name: str, title: str, help: str, choices: tuple[str, ...]) -> Setting:
    return Setting(name, title, help, one_of(choices), choices)


def _amount(name: str, title: str, help: str, most: float) -> Setting:
    return Setting(name, title, help, up_to(most), most=most)


MOST_EPOCHS = 1_000_000

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
        switch,
        ("on", "off"),
    ),
    Setting(
        "filters",
        "Filters",
        "small shapes that each convolution looks for, as 16,24,48; none for a network without",
        filters,
    ),
    Setting(
        "hidden",
        "Hidden layers",
        "neurons of each fully connected hidden layer, as 16,16, or none; more can learn more, and"
        " more by heart",
        sizes,
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
        whole(1, MOST_EPOCHS),
    ),
    Setting(
        "batch_size",
        "Batch size",
        "drawings per step; fewer make more, less certain steps",
        whole(1, 100_000),
    ),
    Setting(
        "learning_rate",
        "Learning rate",
        "how far a step goes; too small is slow, too large jumps about",
        rate,
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
        up_to(0.99),
    ),
    Setting(
        "weight_decay",
        "Weight decay",
        "how fast a weight fades that nothing holds; more keeps the network simple",
        up_to(1.0),
    ),
    Setting(
        "dropout",
        "Dropout",
        "share of the hidden values left out at random while learning, so that none is relied on",
        up_to(0.9),
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
        whole(0, 2**31 - 1),
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
    switch,
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


def plan_from(values: Mapping[str, Any]) -> Plan:
    """Return the plan whose values a file holds; what an older version lacks is the preset's.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: If a value will not do.
    """
    plan = Plan(augment=bool(values.get("augment", True)))
    if values["network"] in PRESETS:
        plan = plan.with_setting("network", values["network"])
    for setting in SETTINGS:
        if setting.name not in values:
            continue
        value = values[setting.name]
        text = shown(tuple(value) if isinstance(value, list) else value)
        if isinstance(value, float):
            text = repr(value)  # to the last bit
        if setting.name != "network":  # the layers say which preset it is
            plan = plan.with_setting(setting.name, setting.parse(text))
    return plan


def known_plan(values: Mapping[str, Any]) -> Plan | None:
    """Return the plan whose values a file holds, None if one of them will not do."""
    try:
        return plan_from(values)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
