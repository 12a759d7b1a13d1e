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


@dataclass(frozen=True)
class Person:
    """What there is of one who draws."""

    name: str  # "" for not said
    count: int
    held_out: int  # that the network was asked about
    accuracy: float | None  # of its answers to those, None without any


def people_of(
    drawings: Drawings, wrong: Mask, asked: Mask, names: Mapping[int, str]
) -> list[Person]:
    """Return everybody who has drawn something that is not in the trash, the busiest first.

    Args:
        drawings: All, with the trash.
        wrong: Whether the network answers each wrong, (n,).
        asked: Whether it was asked, (n,).
        names: Of the people, by id.
    """
    live, size = ~drawings.trashed, int(drawings.drawers.max(initial=0)) + 1
    scored = live & drawings.held_out & asked
    counts, held, bad = (
        np.bincount(drawings.drawers[part], minlength=size)
        for part in (live, scored, scored & wrong)
    )
    found = [
        Person(
            names.get(i, ""), int(counts[i]), int(held[i]),
            1 - float(bad[i] / held[i]) if held[i] else None,
        )
        for i in np.flatnonzero(counts).tolist()
    ]  # fmt: skip
    return sorted(found, key=lambda person: -person.count)


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
