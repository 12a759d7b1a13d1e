"""Examples: drawings with their classes, as the core takes them."""

import hashlib
import math
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from activation import Array
from models.errors import ModelError
from models.scores import Labels

AT_ONCE = 1_000  # drawings made examples in a step
MOST_SHOWN = 1_000  # drawings that a point of a curve is made of; the score at the end has all


@dataclass(frozen=True)
class Examples:
    """Drawings to learn from or to be scored on."""

    images: Array  # (n, 784), ink 1.0, paper 0.0
    labels: Labels  # (n,), index of the class
    told: str = ""  # its digest where that is known

    def __len__(self) -> int:
        return len(self.labels)

    def digest(self) -> str:
        """Return 16 hexadecimal digits that differ for any other drawings."""
        return self.told or digest(np.packbits(self.images > 0.5).tobytes(), self.labels)

    def only(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "Examples":
        """Return those that ``chosen`` picks: a mask (n,), or rows."""
        return Examples(self.images[chosen], self.labels[chosen])


def digest(bits: bytes, labels: Labels | None = None) -> str:
    """Return 16 hexadecimal digits for packed drawings, 98 bytes each, with their classes."""
    told = b"" if labels is None else labels.tobytes()
    return _shortened(hashlib.sha256(bits + told))


def _shortened(digest: "hashlib._Hash") -> str:
    return digest.hexdigest()[:16]


def examples(images: npt.NDArray[np.bool_], labels: npt.ArrayLike) -> Examples:
    """Return drawings of shape (n, 28, 28) with their class numbers as examples."""
    flat = images.reshape(len(images), math.prod(images.shape[1:]))
    return Examples(flat.astype(np.float32), np.asarray(labels, np.int64))


def gathered(
    images: npt.NDArray[np.bool_], labels: Labels, chosen: npt.NDArray[np.bool_]
) -> Generator[None, None, Examples]:
    """Make some drawings examples, step by step: of very many that takes long.

    Args:
        images: Shape (n, 28, 28).
        labels: Class of each, (n,).
        chosen: Which, (n,).
    """
    rows = np.flatnonzero(chosen)
    found = np.empty((len(rows), math.prod(images.shape[1:])), np.float32)
    told = hashlib.sha256()
    for start in range(0, len(rows), AT_ONCE):
        bits = images[rows[start : start + AT_ONCE]]
        found[start : start + AT_ONCE] = bits.reshape(len(bits), -1)
        told.update(np.packbits(bits).tobytes())  # of a multiple of eight: whole bytes
        yield
    own = np.asarray(labels[rows], np.int64)
    told.update(own.tobytes())
    return Examples(found, own, _shortened(told))


def split(
    images: npt.NDArray[np.bool_], labels: Labels, held_out: npt.NDArray[np.bool_]
) -> Generator[None, None, tuple[Examples, Examples]]:
    """Make drawings examples, step by step: those to learn from, and those held out.

    Takes what ``gathered`` does.
    """
    training = yield from gathered(images, labels, ~held_out)
    return training, (yield from gathered(images, labels, held_out))


def check_classes(labels: Labels) -> None:
    """Make sure that there is something to learn.

    Raises:
        ModelError: If there are no drawings, or of one class only.
    """
    if len(np.unique(labels)) < 2:
        raise ModelError(
            "There is nothing to tell apart: training needs drawings of two classes or more."
        )


def sample(whole: Examples) -> Examples:
    """Return the same drawings, or of very many a thousand, always the same ones."""
    if len(whole) <= MOST_SHOWN:
        return whole
    rows = np.random.default_rng(0).permutation(len(whole))[:MOST_SHOWN]
    return whole.only(np.sort(rows))
