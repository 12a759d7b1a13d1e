"""State: all that a run needs to go on as if it had never stopped."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy.typing as npt

from chance import Chance
from epochs import Place
from models.architecture import drawn
from models.curves import Measured
from models.plan import Plan
from network import Network


@dataclass(frozen=True)
class Changed:
    """Something was changed in the middle of a run."""

    epoch: int  # the first, wholly or in part, to which it applies
    settings: Mapping[str, Any]  # names of the plan with their values from there on
    drawings: bool = False  # whether it went on with other drawings


@dataclass(frozen=True)
class State:
    """A run between two mini-batches. Chance needs no part in it, see ``Chance``.

    A run gives what it works with itself: what is to stay as it is while the run goes on
    is a copy.
    """

    plan: Plan
    network: Network
    place: Place = Place()
    since: Place = Place()  # from where on parts are as they are in one go
    velocities: tuple[npt.NDArray[Any], ...] = ()  # shaped like the parameters; () for none
    measured: Measured = field(default_factory=Measured)
    digest: str = ""  # of the drawings it learnt from; "" for none yet
    scored_digest: str = ""  # of those held out
    changes: tuple[Changed, ...] = ()


def initial(plan: Plan, n_in: int, n_classes: int) -> Generator[None, None, State]:
    """Make the state that a run of a plan begins in, step by step.

    Args:
        plan: Its layers and its seed.
        n_in: Pixels of a drawing; a square number.
        n_classes: Outputs.
    """
    weights = Chance(plan.seed).stream("weights")
    return State(plan, (yield from drawn(plan, n_in, n_classes, weights)))
