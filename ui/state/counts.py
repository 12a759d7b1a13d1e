"""What lists show of a collection: how many drawings of each kind, and which are wrong."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.drawings import Drawings
from ui.state.filter import Only

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """Counted once for each version of a collection, for they are asked for in every frame."""

    version: int
    by_filter: dict[Only, int]
    by_label: dict[int, int]
    wrong: Mask  # (n,), whether the network answers a drawing wrong

    @property
    def live(self) -> int:
        """How many drawings are not in the trash."""
        return self.by_filter[""]


def counted(drawings: Drawings, wrong: Mask, version: int) -> Counts:
    """Return the counts of a collection, the trash included in ``drawings``."""
    live = ~drawings.trashed
    ids, numbers = np.unique(drawings.label_ids[live], return_counts=True)
    by_filter: dict[Only, int] = {
        "": int(live.sum()),
        "wrong": int((wrong & live).sum()),
        "held-out": int((drawings.held_out & live).sum()),
        "starter": int((drawings.starter & live).sum()),
        "trash": int(drawings.trashed.sum()),
    }
    by_label = dict(zip(ids.tolist(), numbers.tolist(), strict=True))
    return Counts(version, by_filter, by_label, wrong)
