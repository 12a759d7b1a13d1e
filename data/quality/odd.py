"""Odd ones: drawings that are far from everything else in their class."""

import numpy as np
import numpy.typing as npt

from data.drawings import Ids
from data.quality.oriented import Features, Floats

NEIGHBOURS = 3  # that a drawing of its kind has; one alone may be a double
FEWEST = 8  # drawings of a class, or none of them can be told odd
MOST = 2000  # drawings of a class that one is compared with
FAR = 3.5  # robust standard deviations (Iglewicz and Hoaglin, 1993)
TO_SIGMA = 1.4826  # of a normal's median deviation


def odd(features: Features | Floats, labels: Ids, rng: np.random.Generator) -> Ids:
    """Return the rows of odd drawings, the oddest first.

    Args:
        features: Of n drawings, rows of length 1; see ``oriented``.
        labels: The class of each, (n,).
        rng: Picks whom the members of very large classes are compared with.
    """
    rows, how_far = [np.zeros(0, np.int64)], [np.zeros(0)]
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        if len(members) < FEWEST:
            continue
        away = _to_neighbours(features, members, rng)
        middle = np.median(away)
        spread = TO_SIGMA * np.median(np.abs(away - middle))
        score = (away - middle) / max(float(spread), 1e-6)
        rows.append(members[score > FAR])
        how_far.append(score[score > FAR])
    order = np.argsort(-np.concatenate(how_far), kind="stable")
    return np.concatenate(rows)[order]


def _to_neighbours(
    features: Features | Floats, members: Ids, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return how far each is from the NEIGHBOURS-th nearest of the others, (len(members),)."""
    known = members if len(members) <= MOST else rng.permutation(members)[:MOST]
    others, away = features[known], np.empty(len(members))
    for start in range(0, len(members), MOST):
        part = features[members[start : start + MOST]]
        # itself is left out, as the nearest; one that is not among the others loses a neighbour
        alike = np.partition(part @ others.T, -NEIGHBOURS - 1, axis=1)[:, -NEIGHBOURS - 1]
        away[start : start + MOST] = np.sqrt(np.maximum(2 - 2 * alike, 0))
    return away
