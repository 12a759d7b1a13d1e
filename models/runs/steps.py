"""Steps: weights as whole numbers that pack well, each a small step of its layer's."""

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from network import Network

FEWEST = 16  # inputs; of fewer a weight counts no more
FINE = 64  # steps in the spread of a layer's first weights
MOST_STEPS = 1 << 29  # of a weight; one that is farther away than that has run away
PIECE = 1 << 15  # weights packed in one go: well under a millisecond

Steps = npt.NDArray[np.int32]


def step_of(array: npt.NDArray[Any]) -> float:
    """Return a step for an array of parameters: a power of two, small for what it feeds."""
    n_in = len(array) if array.ndim > 1 else 1
    return float(2.0 ** np.floor(np.log2(1 / (FINE * np.sqrt(max(n_in, FEWEST))))))


def pieces(row: npt.NDArray[Any]) -> Iterator[npt.NDArray[Any]]:
    """Yield a row in the pieces that are packed in one go, views of it."""
    for start in range(0, len(row), PIECE):
        yield row[start : start + PIECE]


def in_steps(network: Network) -> Iterator[Steps]:
    """Yield the weights, laid in a row, in steps, piece by piece."""
    left = np.empty(0, np.int32)
    for array in network.parameters():
        step = step_of(array)
        for part in pieces(array.reshape(-1)):
            steps = np.clip(np.rint(part / step), -MOST_STEPS, MOST_STEPS).astype(np.int32)
            left = np.concatenate([left, steps])
            while len(left) >= PIECE:
                yield left[:PIECE]
                left = left[PIECE:]
    if len(left):
        yield left


def shuffled(steps: Steps) -> bytes:
    """Return a piece as bytes, the lowest of all first: those above are nearly all alike."""
    folded = (steps << 1) ^ (steps >> 31)  # small, whatever the sign
    return folded.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()


def unpacked(packed: bytes, n: int) -> Steps:
    """Return n whole numbers that were shuffled piece by piece, and packed.

    Raises:
        ValueError, zlib.error: If they are damaged.
    """
    raw = zlib.decompressobj().decompress(packed, 4 * n + 1)
    if len(raw) != 4 * n:
        raise ValueError("another number of weights")
    moved = np.empty(n, np.int32)
    for piece, part in zip(pieces(moved), _planes(raw, n), strict=True):
        folded = np.ascontiguousarray(part.reshape(4, -1).T).view("<u4").reshape(-1)
        piece[:] = (folded >> 1).astype(np.int32) ^ -(folded & 1).astype(np.int32)
    return moved


def _planes(raw: bytes, n: int) -> Iterator[npt.NDArray[np.uint8]]:
    planes = np.frombuffer(raw, np.uint8)
    for start in range(0, n, PIECE):
        yield planes[4 * start : 4 * min(start + PIECE, n)]
