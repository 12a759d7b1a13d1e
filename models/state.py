"""State: all that a run needs to go on as if it had never stopped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy.typing as npt

from epochs import Place
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
    """A run between two mini-batches. Chance needs no part in it, see ``Chance``."""

    plan: Plan
    network: Network
    place: Place = Place()
    since: Place = Place()  # from where on parts are as they are in one go
    velocities: tuple[npt.NDArray[Any], ...] = ()  # shaped like the parameters; () for none
    measured: Measured = field(default_factory=Measured)
    digest: str = ""  # of the drawings it learnt from; "" for none yet
    scored_digest: str = ""  # of those held out
    changes: tuple[Changed, ...] = ()
