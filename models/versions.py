"""Versions: what a network that centres sees of a drawing, had it been drawn smaller.

A small drawing has fewer pixels; enlarged to the usual size its lines are coarse
and thick, or broken. A network that never saw that while it learnt answers small
drawings less well than large ones (docs/accuracy.md has the numbers).
"""

import math
from collections.abc import Generator, Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from activation import Array
from centring import FILLED, Centring
from epochs import Rows


class MakeVariants(Protocol):
    """Drawings prepared for variants."""

    def __call__(self, drawings: Rows, rng: np.random.Generator, /) -> npt.NDArray[Any]:
        """Return a fresh variant of each drawing named by its row, (n, n_in)."""

    def start_over(self) -> None:
        """Let what is made next depend on nothing that was made before."""

    def prepare(self) -> Iterator[None]:
        """Get ready, step by step; else that is done when the first variants are wanted."""


AT_ONCE = 50  # drawings, so that what is made between needs little room
# Share of the usual size, and from which darkness on a pixel of the small drawing is ink.
SMALLER = ((0.6, 0.35), (0.6, 0.5), (0.75, 0.4))


def centred_versions(images: Array, *, smaller: bool = True) -> Generator[None, None, Array]:
    """Centre drawings, step by step, then the same as drawn smaller: (4 * n, n_in).

    Args:
        images: Shape (n, n_in), ink 1.0, paper 0.0.
        smaller: Whether the smaller ones are wanted; else (n, n_in).
    """
    sizes = SMALLER if smaller else ()
    side, n = math.isqrt(images.shape[1]), len(images)
    centring = Centring(side)
    versions = np.empty((1 + len(sizes), n, images.shape[1]), images.dtype)
    for start in range(0, n, AT_ONCE):
        part = slice(start, start + AT_ONCE)
        versions[0, part] = centring.forward(images[part])
        for place, (share, ink_from) in enumerate(sizes, 1):
            small = Centring(side, FILLED * share).forward(images[part])
            versions[place, part] = centring.forward((small >= ink_from).astype(images.dtype))
        yield
    return versions.reshape(-1, images.shape[1])


class AnyVersion:
    """Makes a variant of any version of a drawing."""

    def __init__(self, make: MakeVariants, n: int, smaller: float) -> None:
        """Choose among versions.

        Args:
            make: Makes variants of versions, (4 * n) rows; n where ``smaller`` is 0.
            n: Drawings.
            smaller: Share of the variants that are of a smaller version, 0 to 1.
        """
        self._make, self._n, self._smaller = make, n, smaller

    def start_over(self) -> None:
        """See ``MakeVariants``."""
        self._make.start_over()

    def prepare(self) -> Iterator[None]:
        """See ``MakeVariants``."""
        return self._make.prepare()

    def __call__(self, rows: Rows, rng: np.random.Generator, /) -> npt.NDArray[Any]:
        """Return a variant of each drawing named, (n, n_in)."""
        return self._make(any_version(rows, self._n, self._smaller, rng), rng)


def any_version(rows: Rows, n: int, smaller: float, rng: np.random.Generator) -> Rows:
    """Return the row of a version of each drawing named; arguments as of ``AnyVersion``."""
    if not smaller:
        return rows
    which = rng.integers(1, len(SMALLER), len(rows), endpoint=True)
    chosen: Rows = rows + n * np.where(rng.random(len(rows)) < smaller, which, 0)
    return chosen
