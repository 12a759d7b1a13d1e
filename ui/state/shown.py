"""What is shown: which drawings a filter lets through, and in which order."""

from collections.abc import Mapping
from typing import cast

import numpy as np
import numpy.typing as npt

from data.drawings import ORIGINS, Drawings
from data.store.reviews import Question
from ui.state.filter import ALL, Filter, Sort
from ui.state.guesses import UNKNOWN, Guesses

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


def chosen_by(
    wanted: Filter,
    drawings: Drawings,
    guesses: Guesses,
    wrong: Mask,
    lists: Mapping[Question, Rows],
    guess: int,
) -> Mask:
    """Return which drawings a filter shows, (n,).

    Args:
        wanted: The filter.
        drawings: All, with the trash.
        guesses: What the network says to each.
        wrong: Whether that is wrong, (n,).
        lists: For each question the rows it is asked about.
        guess: The output that the filter's guess is; UNKNOWN if the network has no such class.
    """
    chosen = drawings.trashed.copy() if wanted.trash else ~drawings.trashed
    if wanted.label_ids is not None:
        chosen &= _among(drawings.label_ids, wanted.label_ids)
    if wanted.drawer_ids is not None:
        chosen &= _among(drawings.drawers, wanted.drawer_ids)
    if wanted.guess:
        chosen &= (guesses.answers == guess) & (guess != UNKNOWN)
    if wanted.sure != ALL:
        least, most = wanted.sure
        asked = guesses.answers != UNKNOWN
        chosen &= asked & (guesses.sure >= least) & ((guesses.sure < most) | (most >= 1))
    if wanted.since_s is not None:
        chosen &= drawings.created_s >= wanted.since_s
    if wanted.until_s is not None:
        chosen &= drawings.created_s < wanted.until_s
    for kind in wanted.only:
        if kind == "wrong":
            chosen &= wrong
        elif kind == "held-out":
            chosen &= drawings.held_out
        elif kind == "training":
            chosen &= ~drawings.held_out
        elif kind in ORIGINS:
            chosen &= drawings.origins == ORIGINS.index(kind)
        elif kind != "trash":
            listed = np.zeros(len(drawings), bool)
            listed[lists.get(cast(Question, kind), np.zeros(0, np.intp))] = True
            chosen &= listed
    return chosen


def in_order(
    rows: Rows, sort: Sort, drawings: Drawings, guesses: Guesses, places: Mapping[int, int]
) -> Rows:
    """Return rows sorted; among equals the newest first.

    Args:
        rows: Which, in the order they were stored.
        sort: By what.
        drawings: All of them.
        guesses: What the network says to each.
        places: The place of each class among all, by id.
    """
    if sort == "oldest":
        return rows
    newest = rows[::-1]
    if sort == "class":
        key = _looked_up(drawings.label_ids[newest], places)
    elif sort == "least sure":
        key = _as_short(np.where(guesses.answers == UNKNOWN, 1, guesses.sure)[newest])
    elif sort == "most wrong":
        key = ~_as_short(guesses.losses[newest] / 16.2)  # -log of 1e-7
    else:
        return newest
    return newest[np.argsort(key, kind="stable")]  # of 16 bits: NumPy sorts by digits, a tenth


def in_rank(rows: Rows, shown: Mask) -> Rows:
    """Return those of some rows that are shown, in the order given."""
    return rows[shown[rows]]


def _as_short(values: npt.NDArray[np.floating]) -> npt.NDArray[np.uint16]:
    """Return values of 0 to 1 as whole numbers, which are sorted far quicker."""
    short: npt.NDArray[np.uint16] = (np.clip(values, 0, 1) * 65535).astype(np.uint16)
    return short


def _looked_up(ids: npt.NDArray[np.int64], places: Mapping[int, int]) -> npt.NDArray[np.uint16]:
    table = np.zeros(max(places, default=0) + 1, np.uint16)
    for i, place in places.items():
        table[i] = place
    found: npt.NDArray[np.uint16] = table[ids]
    return found


def _among(values: npt.NDArray[np.integer], wanted: frozenset[int]) -> Mask:
    """Return which values are wanted; a table is quicker than looking for each."""
    table = np.zeros(int(max(values.max(initial=0), max(wanted, default=0))) + 1, bool)
    table[list(wanted)] = True
    found: Mask = table[values]
    return found
