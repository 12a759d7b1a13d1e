"""Variants: fresh ones of every drawing, so that a network learns the thing and not the pixels."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from data.augmentation.amounts import Augmentation
from data.augmentation.bit_rows import BitRows, Whole, boxes, moved, unpacked
from data.augmentation.ink import Floats
from data.augmentation.mirror import Labels, mirrored
from data.augmentation.warps import Mask, Warps
from data.drawing import SIDE

HOLE_PX = (6, 13)  # shortest and longest side of a part left out


class Variants:
    """Drawings prepared for making variants of them.

    A variant is a warp of its drawing, laid elsewhere. No ink is cut off at the
    edge: it is laid where all of it is on the sheet. Ink goes missing in one way
    only, where it is asked for: by a hole, a part left out, so that no single part
    is relied on (Zhong et al., "Random erasing data augmentation", 2020).
    """

    def __init__(
        self,
        images: Floats,
        augmentation: Augmentation,
        mirrored: Mask | Callable[[], Generator[None, None, Mask]] | None = None,
    ) -> None:
        """Prepare nothing yet: that is done step by step, or when the first variants are wanted.

        Args:
            images: Shape (n, 784), ink 1.0, paper 0.0.
            augmentation: How far their variants may stray.
            mirrored: Which of them may also be seen in a mirror, (n,), or what finds that
                out; None for none.
        """
        self.augmentation = augmentation
        self._images, self._mirrored = images, mirrored
        self.mirrored = np.zeros(len(images), bool)  # once they are prepared, those that may be
        self._turn = np.empty(len(images), np.intp)
        self._warps: Warps | None = None  # until they are prepared

    def __getstate__(self) -> dict[str, Any]:
        """Return what goes to another process: another scratch than is written to here."""
        return {**vars(self), "_turn": np.empty_like(self._turn)}

    def prepare(self) -> Iterator[None]:
        """Prepare the drawings, step by step; what was prepared is not again."""
        if self._warps is not None:
            return
        mirrored = self._mirrored
        if callable(mirrored):
            mirrored = yield from mirrored()
        if mirrored is None:
            mirrored = np.zeros(len(self._images), bool)
        warps = Warps(self._images, self.augmentation, mirrored)
        yield from warps.prepare()
        self.mirrored = mirrored
        self._warps, self._mirrored = warps, None
        self._images = np.empty((0, 0), np.float32)  # a view would keep all of them

    def _prepared(self) -> Warps:
        for _ in self.prepare():
            pass
        assert self._warps is not None
        return self._warps

    def __call__(self, drawings: Whole, rng: np.random.Generator) -> Mask:
        """Return a variant of each drawing named, (n, 784), true for ink.

        A byte for each pixel: as floats they would no longer lie in the processor's cache
        when a network comes to read them, a batch at a time.

        Args:
            drawings: Which, (n,); one may come several times.
            rng: Source of the variants; after ``start_over`` the same calls give the same ones.
        """
        drawings, warps = np.asarray(drawings), self._prepared()
        result = np.empty((len(drawings), SIDE), np.uint32)
        left = np.arange(len(drawings))
        while len(left):
            self._turn[drawings[left]] = left
            now = self._turn[drawings[left]] == left  # each drawing once at a time
            once = drawings[left[now]]
            result[left[now]] = self._laid(once, warps.fresh(once, rng), rng)
            left = left[~now]
        return unpacked(result)

    def start_over(self) -> None:
        """Let what is made next depend on nothing that was made before."""
        self._prepared().start_over()

    def apart(self, drawings: Whole, rng: np.random.Generator) -> Mask:
        """Return variants as a call does, (n, 784), quicker for few drawings many times.

        Slower for many: no two share what a warp costs.
        """
        return unpacked(self._laid(drawings, self._prepared().apart(drawings, rng), rng))

    def _laid(self, drawings: Whole, warps: BitRows, rng: np.random.Generator) -> BitRows:
        """Return warps of drawings laid elsewhere, with their holes."""
        first, last = boxes(warps)
        shift = rng.standard_normal((2, len(drawings)), np.float32) * np.float32(
            self.augmentation.shift_px
        )
        by = self._prepared().middles[:, drawings] + np.rint(shift).astype(int)
        variants = moved(warps, np.clip(by, -first, SIDE - 1 - last))
        if self.augmentation.hole:
            _leave_out_parts(variants, self.augmentation.hole, rng)
        return variants


def _leave_out_parts(variants: BitRows, share: float, rng: np.random.Generator) -> None:
    """Make paper of a rectangle in about ``share`` of the variants (n, SIDE), in place."""
    n, (least, most) = len(variants), HOLE_PX
    high, wide = rng.integers(least, most, (2, n), np.int8, endpoint=True)
    top, left = rng.integers(1 - least, SIDE, (2, n), np.int8)  # some reach over the edge
    holed = np.flatnonzero(rng.random(n, np.float32) < share)
    high, wide, top, left = (sides[holed] for sides in (high, wide, top, left))
    rows = np.arange(SIDE, dtype=np.int8)
    inside = (rows >= top[:, None]) & (rows < (top + high)[:, None])
    columns = (1 << (wide + np.minimum(left, 0)).astype(np.uint32)) - 1 << np.maximum(
        left, 0
    ).astype(np.uint32)
    variants[holed] &= ~(inside * columns[:, None])


def vary(
    images: Floats, labels: Labels, amounts: Mapping[str, float], *, mirror: Sequence[bool | None]
) -> Variants:
    """Return drawings for making variants of them, each class mirrored only where it may be.

    Args:
        images: Shape (k * n, 784), ink 1.0: the drawings, and after them k - 1 other
            versions of all of them in the same order.
        labels: Class of each drawing, (n,).
        amounts: The values of an ``Augmentation`` by name.
        mirror: For each class whether a person allows it, None for not said; see ``mirrored``.
    """
    whose = partial(_mirrored, images, labels, mirror)
    return Variants(images, Augmentation(**amounts), whose)


def _mirrored(
    images: Floats, labels: Labels, mirror: Sequence[bool | None]
) -> Generator[None, None, Mask]:
    """Find out which drawings may be mirrored, (n,); a version's double tells nothing."""
    n = len(labels)
    allowed = yield from mirrored(images[:n], labels, mirror)
    return np.tile(allowed[labels], len(images) // max(n, 1))
