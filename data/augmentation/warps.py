"""Warps: drawings turned, stretched and bent by chance, eight of them at a time.

Finding where a pixel is read costs more than reading it. So eight drawings lie
side by side in memory, a byte each at every place, and what is found for one is
read for all. Where a warp lies on the sheet, and how thick its lines are, is its own.
"""

from collections.abc import Generator, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from data.augmentation.amounts import Augmentation
from data.augmentation.bit_rows import EIGHT, BitRows, Whole, packed
from data.augmentation.ink import FINE, FINE_SIDE, FRAME, Floats, levels
from data.augmentation.knots import KNOTS, MIDDLE, knot_weights
from data.augmentation.nets import Nets
from data.augmentation.reach import Reach, outline
from data.drawing import SIDE

AT_ONCE = 64  # groups of eight; what they need stays in a processor's cache
OUTLINED, INTERLEAVED = 500, 16  # drawings, and groups, in a step of getting ready
ALIKE_PX = 4  # longer sides of drawings that go into one group differ by less

Mask = npt.NDArray[np.bool_]


class Warps:
    """The last warp of every drawing, in the middle of its sheet; none is given out twice.

    Every pixel is read from its drawing through a net of knots that is turned,
    stretched, sheared and pulled about a little: a cubic B-spline surface (de Boor,
    "A Practical Guide to Splines", 1978). A net whose knots lie evenly leaves a
    drawing as it is. What would be too large for the sheet is made smaller.
    """

    def __init__(self, images: Floats, spread: Augmentation, mirrored: Mask) -> None:
        """Get nothing ready yet; see ``prepare``.

        Args:
            images: Shape (n, 784), ink 1.0, paper 0.0.
            spread: How far warps may stray.
            mirrored: Which of them may also be seen in a mirror, (n,).
        """
        self._images, self._spread, self._mirrored = images, spread, mirrored
        self._rows, self._given = np.zeros((0, SIDE), np.uint32), np.zeros(0, bool)
        self._sheet = knot_weights(SIDE)
        self._last = np.full(SIDE * SIDE, FINE_SIDE - 1, np.uint16)  # quicker than one number

    def prepare(self) -> Iterator[None]:
        """Lay drawings in groups of eight, step by step; only then there are warps."""
        images, mirrored = self._images, self._mirrored
        n = len(images)
        points, boxes = np.empty((n, 2 * SIDE, 2), np.float32), np.empty((n, 2), np.float32)
        self.middles = np.empty((2, n), int)  # of the ink, from the sheet's
        for start in range(0, n, OUTLINED):
            part = slice(start, start + OUTLINED)
            found = outline(images[part])
            first, last = found.min(axis=1), found.max(axis=1)
            middles = np.rint((first + last) / 2).astype(int)
            points[part], boxes[part] = found - middles[:, None], last - first + 1
            self.middles[:, part] = middles.T
            yield
        self._groups = groups = yield from _in_groups(boxes, mirrored)
        self._place = np.empty(n, np.intp)  # of a drawing among all groups
        self._place[groups] = np.arange(groups.size).reshape(-1, EIGHT)
        yield
        reach = Reach(points, groups)
        yield from reach.prepare()
        self._nets = Nets(reach, self._spread, mirrored[groups[:, 0]])
        self._levels = np.empty((len(groups), FINE_SIDE * FINE_SIDE), np.uint64)
        for start in range(0, len(groups), INTERLEAVED):
            part = slice(start, start + INTERLEAVED)
            self._levels[part] = _interleaved(images, groups[part], -self.middles)
            yield
        self._rows = np.zeros((groups.size, SIDE), np.uint32)
        self._given = np.ones(groups.size, bool)
        self._images = np.empty((0, 0), np.float32)  # not needed any more; a view would keep them

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process: copies of what is written with every warp."""
        return {**vars(self), "_rows": self._rows.copy(), "_given": self._given.copy()}

    def start_over(self) -> None:
        """Let what is made next depend on nothing that was made before."""
        self._given[:] = True

    def fresh(self, drawings: Whole, rng: np.random.Generator) -> BitRows:
        """Return warps that were not given out before, (n, SIDE).

        Args:
            drawings: Which, (n,), each once.
            rng: Source of chance.
        """
        places = self._place[drawings]
        stale = np.zeros(len(self._groups), bool)
        stale[places[self._given[places]] // EIGHT] = True
        groups = np.flatnonzero(stale)
        if len(groups):
            knots, ink_from = self._nets(groups, rng)
        for start in range(0, len(groups), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            rows = self._read(groups[part], knots[:, :, part], ink_from[part])
            self._rows.reshape(-1, EIGHT, SIDE)[groups[part]] = rows
        self._given.reshape(-1, EIGHT)[groups] = False
        self._given[places] = True
        return self._rows.take(places, axis=0)

    def apart(self, drawings: Whole, rng: np.random.Generator) -> BitRows:
        """Return warps as ``fresh`` does, but no two of one net, however alike the drawings.

        Args:
            drawings: Which, (n,); one may come several times.
            rng: Source of chance.
        """
        groups, lanes = np.divmod(self._place[drawings], EIGHT)
        knots, ink_from = self._nets(groups, rng)
        return self._read(groups, knots, ink_from)[np.arange(len(groups)), lanes]

    def _read(self, groups: Whole, knots: Floats, ink_from: npt.NDArray[np.uint8]) -> BitRows:
        """Return the warps of some groups whose nets are known, (n, EIGHT, SIDE)."""
        n = len(groups)
        place = FINE * (knots + (MIDDLE + FRAME)) + 0.5  # so that cutting off rounds
        read = place.reshape(KNOTS * KNOTS, -1).T @ self._sheet
        # Off the sheet is paper, as its last place is; below 0 is a large number without a sign.
        within = np.minimum(read.astype(np.int16).view(np.uint16), self._last)
        row, column = within.reshape(2, n, -1)
        row *= np.uint16(FINE_SIDE)
        row += column
        index = row + groups[:, None] * (FINE_SIDE * FINE_SIDE)
        heights = self._levels.reshape(-1).take(index, mode="clip").view(np.uint8)
        ink = heights.reshape(n, SIDE, -1) >= np.tile(ink_from, SIDE)[:, None]
        return packed(ink.reshape(n, SIDE, SIDE, EIGHT)).reshape(n, EIGHT, SIDE)


def _interleaved(images: Floats, groups: Whole, moved: Whole) -> npt.NDArray[np.uint64]:
    """Return how dark eight drawings are at every place, a byte each, (k, FINE_SIDE²)."""
    drawings = groups.reshape(-1)
    dark = levels(images[drawings], moved[:, drawings]).reshape(len(groups), EIGHT, -1)
    return np.ascontiguousarray(dark.transpose(0, 2, 1)).view(np.uint64)[..., 0]


def _in_groups(boxes: Floats, mirrored: Mask) -> Generator[None, None, Whole]:
    """Sort drawings into eights, (k, EIGHT): of like shape, and all or none may be mirrored.

    A group's warp is made so small that it fits the sheet, whichever of them is the
    largest. What is missing in a group is filled with a drawing once more.
    """
    high, wide = boxes.T
    kind = 2 * (np.maximum(high, wide) // ALIKE_PX) + mirrored
    groups = [np.empty(0, np.intp)]
    for each in np.unique(kind):
        found = np.flatnonzero(kind == each)
        found = found[np.argsort((high / wide)[found], kind="stable")]
        groups += [found, np.repeat(found[-1:], -len(found) % EIGHT)]
        yield
    return np.concatenate(groups).reshape(-1, EIGHT)
