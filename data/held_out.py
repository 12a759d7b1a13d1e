"""Which drawings are held out: about one in five of each class, fixed when they are stored."""

from typing import Any

import numpy as np
import numpy.typing as npt

SHARE = 0.2


def wanted(n: int, share: float = SHARE) -> int:
    """Return how many of ``n`` drawings of one class are held out: the nearest whole number."""
    return int(n * share + 0.5)


def choose(
    labels: npt.NDArray[np.integer[Any]], rng: np.random.Generator, share: float = SHARE
) -> npt.NDArray[np.bool_]:
    """Return which of a whole set to hold out, shape (n,), stratified by label.

    Args:
        labels: Class of each drawing, shape (n,).
        rng: Picks the drawings; the same seed picks the same.
        share: Part to hold out, 0 to 1.
    """
    held = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        held[members[: wanted(len(members), share)]] = True
    return held


def choose_added(
    n_before: int, n_held_before: int, n_added: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Return which of a class's new drawings to hold out, so that its share stays right."""
    missing = wanted(n_before + n_added) - n_held_before
    held = np.zeros(n_added, bool)
    held[rng.permutation(n_added)[: max(missing, 0)]] = True
    return held
