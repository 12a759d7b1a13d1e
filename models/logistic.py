"""Logistic regression: one output of a network, fitted to what its last hidden layer says."""

from collections.abc import Generator

import numpy as np
import numpy.typing as npt

from activation import Array

ROUNDS = 12  # of Newton's method at most; it is there after six or so
CLOSE = 1e-3  # no weight moves farther in a round any more: it is there
LONGEST = 5.0  # that a weight moves in a round: far from the end Newton's method goes astray
RIDGE = 1.0  # draws weights towards where they began; the bias is free

Values = npt.NDArray[np.float64]


def fitted(x: Array, wanted: Array, counts: Array, start: Array) -> Generator[None, None, Values]:
    """Return weights, the bias last, (m + 1,), that tell some rows from others; step by step.

    Iteratively reweighted least squares: Bishop, "Pattern Recognition and Machine Learning",
    2006, section 4.3.3, with a penalty on the way from the start.

    Args:
        x: What the neurons below put out, (n, m).
        wanted: 1.0 for rows of the class, 0.0 for others, (n,).
        counts: How much each row counts, (n,).
        start: Weights to begin with, the bias last, (m + 1,).
    """
    rows = np.concatenate([x, np.ones((len(x), 1))], axis=1).astype(np.float64)
    weights = begin = start.astype(np.float64)
    ridge = np.full(len(begin), RIDGE)
    ridge[-1] = RIDGE * 1e-6
    for _ in range(ROUNDS):
        said = 1 / (1 + np.exp(-np.clip(rows @ weights, -500, 500)))
        slope = rows.T @ (counts * (said - wanted)) + ridge * (weights - begin)
        bend = rows.T @ (rows * (counts * said * (1 - said))[:, None]) + np.diag(ridge + 1e-6)
        step = np.clip(np.linalg.solve(bend, slope), -LONGEST, LONGEST)
        weights = weights - step
        yield
        if np.abs(step).max() < CLOSE:
            break
    return weights
