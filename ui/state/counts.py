"""What lists show of a collection: how many drawings of each kind, and which are wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.drawings import Drawings
from ui.state.filter import Only
from ui.state.shown import Rows

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """Counted once for each version of a collection, for they are asked for in every frame."""

    version: tuple[int, ...]
    live: int  # not in the trash
    by_filter: dict[Only, int]
    by_label: dict[int, int]
    wrong: Mask  # (n,), whether the network answers a drawing wrong


def counted(
    drawings: Drawings,
    wrong: Mask,
    right: Rows,
    listed: Mapping[Only, int],
    version: tuple[int, ...],
) -> Counts:
    """Return the counts of a collection.

    Args:
        drawings: All, with the trash.
        wrong: Whether the network answers each wrong, (n,).
        right: Rows that a person has found right although it does.
        listed: How many drawings the other questions are still about.
        version: Of the collection.
    """
    live = ~drawings.trashed
    numbers = np.bincount(drawings.label_ids[live])
    doubted = wrong & live
    doubted[right] = False
    by_filter: dict[Only, int] = {
        **listed,
        "wrong": int(doubted.sum()),
        "held-out": int((drawings.held_out & live).sum()),
        "starter": int((drawings.starter & live).sum()),
        "trash": int(drawings.trashed.sum()),
    }
    by_label = {label: n for label, n in enumerate(numbers.tolist()) if n}
    return Counts(version, int(live.sum()), by_filter, by_label, wrong)
