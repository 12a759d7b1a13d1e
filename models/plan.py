"""The plan: the settings of one training, the same in the window and on the command line."""

from dataclasses import dataclass, replace
from typing import Any

AMOUNTS = ("turn_deg", "size", "stretch", "shear", "shift_px", "warp_px", "pen", "hole")


@dataclass(frozen=True)
class Plan:
    """What to train and how; every value has passed the check of its ``Setting``."""

    network: str = "classic"  # a key of PRESETS, or "own"
    centred: bool = False  # whether drawings are moved to the middle and made large first
    filters: tuple[int, ...] = ()  # of each convolution; none for a network without
    hidden: tuple[int, ...] = (16, 16)  # neurons of each fully connected hidden layer
    activation: str = "sigmoid"  # of the hidden layers
    loss: str = "cross-entropy"
    epochs: int = 2000
    batch_size: int = 32
    learning_rate: float = 0.2
    schedule: str = "cosine"  # how the learning rate falls
    momentum: float = 0.9
    weight_decay: float = 4e-4
    dropout: float = 0.0  # share of the hidden values left out while learning
    augment: bool = True  # learn from fresh variants in every epoch
    turn_deg: float = 5.0  # from here on: how far a variant may stray, as standard deviations
    size: float = 0.06
    stretch: float = 0.06
    shear: float = 0.06
    shift_px: float = 1.5
    warp_px: float = 0.5
    pen: float = 0.05
    hole: float = 0.5  # share of the variants with a part left out
    smaller: float = 0.0  # share of them as drawn smaller, for a network that centres
    seed: int = 0  # of the first weights, the order and the variants

    def with_setting(self, name: str, value: Any) -> "Plan":
        """Return this plan with one value changed.

        A preset brings all it was tried with; the seed, and whether there are
        variants, stay. Other layers than a preset's make it a network of one's own.
        """
        if name == "network":
            preset = PRESETS.get(value, replace(self, network=value))
            return replace(preset, seed=self.seed, augment=self.augment)
        plan = replace(self, **{name: value})
        layers = plan.centred, plan.filters, plan.hidden
        known = {(p.centred, p.filters, p.hidden): key for key, p in PRESETS.items()}
        return replace(plan, network=known.get(layers, "own"))

    def amounts(self) -> dict[str, float]:
        """Return how far a variant may stray, by the names of ``data.augmentation``."""
        return {name: getattr(self, name) for name in AMOUNTS}


CLASSIC = Plan()  # the network of the report; small enough to draw whole
# Every value was chosen by experiment: docs/experiments/presets.md has the tables.
WIDE = replace(
    CLASSIC,
    network="wide",
    centred=True,
    hidden=(256,),
    epochs=2000,
    batch_size=128,
    learning_rate=0.5,
    weight_decay=1e-4,
    turn_deg=9.0,
    size=0.08,
    stretch=0.08,
    shear=0.08,
    shift_px=2.0,
    warp_px=1.5,
    pen=0.1,
    smaller=0.1,
)
CONV = replace(
    WIDE,
    network="conv",
    filters=(16, 32, 64),
    hidden=(),
    activation="relu",
    epochs=600,
    batch_size=64,
    learning_rate=0.05,
    weight_decay=1.5e-3,
    dropout=0.3,
    turn_deg=7.0,
    shift_px=1.5,
    warp_px=1.0,
    pen=0.2,
)
PRESETS = {plan.network: plan for plan in (CLASSIC, WIDE, CONV)}
