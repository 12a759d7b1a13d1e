"""Doubles: drawings that are equal, or nearly, be they laid elsewhere on the sheet."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE, Bits, ink, pack, unpack
from data.drawings import Ids

BAND = 4  # rows that two doubles must have in common to be compared at all
NEAR = 0.04  # of the ink: so many pixels may differ
FEWEST = 2  # pixels may always differ
CROWD = 200  # drawings that share a band; of more only neighbours are compared
AT_ONCE = 5000


def doubles(packed: npt.NDArray[np.uint8]) -> Ids:
    """Return the rows of drawings that have a double, doubles beside one another.

    Args:
        packed: Shape (n, 98), see ``data.drawing.pack``.
    """
    cornered = np.concatenate(
        [
            pack(_in_the_corner(unpack(packed[start : start + AT_ONCE])))
            for start in range(0, len(packed), AT_ONCE)
        ]
        or [packed]
    )
    pixels = ink(cornered)
    groups = _Groups()
    seen: set[tuple[int, int]] = set()
    for one, other in _candidates(cornered, pixels):
        if (one, other) not in seen:
            seen.add((one, other))
            differ = int(ink(cornered[one] ^ cornered[other]))
            if differ <= max(FEWEST, NEAR * min(pixels[one], pixels[other])):
                groups.join(one, other)
    return np.array(groups.members(), np.int64)


def _in_the_corner(images: Bits) -> Bits:
    """Return drawings moved so far up and left as they go."""
    n = len(images)
    top = images.any(axis=2).argmax(axis=1)[:, None]
    left = images.any(axis=1).argmax(axis=1)[:, None]
    along = np.arange(SIDE)
    rows, columns = (along + top) % SIDE, (along + left) % SIDE  # what wraps round is paper
    moved: Bits = images[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]
    return moved


def _candidates(cornered: npt.NDArray[np.uint8], pixels: Ids) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a band of rows; few pixels cannot differ in every band."""
    height = BAND * SIDE // 8
    for start in range(0, cornered.shape[1], height):
        band = np.ascontiguousarray(cornered[:, start : start + height])
        inked = np.flatnonzero(band.any(axis=1))
        keys = band[inked].view(np.dtype((np.void, height)))[:, 0]
        _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
        shared = np.flatnonzero(counts[which] > 1)
        # those with like ink beside one another, so that a crowd need not be compared in full
        order = shared[np.lexsort((pixels[inked[shared]], which[shared]))]
        same = which[order]
        for step in range(1, CROWD):
            pairs = np.flatnonzero(same[step:] == same[:-step])
            if not len(pairs):
                break
            first, last = inked[order[pairs]], inked[order[pairs + step]]
            near = np.abs(pixels[first] - pixels[last]) <= np.maximum(FEWEST, NEAR * pixels[first])
            yield from zip(
                np.minimum(first, last)[near].tolist(),
                np.maximum(first, last)[near].tolist(),
                strict=True,
            )


class _Groups:
    """Rows that belong together, found pair by pair."""

    def __init__(self) -> None:
        self._leader: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self._find(one), self._find(other)))
        self._leader[b] = a

    def members(self) -> list[int]:
        """Return all rows of all groups, group by group, the oldest first."""
        groups = defaultdict(list)
        for row in sorted(self._leader):
            groups[self._find(row)].append(row)
        return [row for leader in sorted(groups) for row in groups[leader]]

    def _find(self, row: int) -> int:
        leader = self._leader.setdefault(row, row)
        while leader != self._leader[leader]:
            leader = self._leader[leader]
        self._leader[row] = leader
        return leader
