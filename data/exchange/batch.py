"""A batch: drawings with labels and class names, on their way in or out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import SIDE, Bits
from data.errors import DataError
from data.names import class_name

INK_FROM = 128  # of 255: half of full ink


@dataclass(frozen=True)
class Batch:
    """Drawings of named classes."""

    images: Bits  # (n, 28, 28)
    labels: npt.NDArray[np.int64]  # (n,), index into names
    names: tuple[str, ...]  # (N,)

    def __len__(self) -> int:
        return len(self.images)

    def of_class(self, label: int) -> Bits:
        """Return the drawings of one class, shape (n, 28, 28)."""
        members: Bits = self.images[self.labels == label]
        return members


def checked(source: str, images: Any, labels: Any, names: Sequence[str]) -> Batch:
    """Return arrays from a file as a batch, or say what is wrong with them.

    Args:
        source: What to call the file in a message.
        images: Wanted: numbers, (n, 28, 28) or (n, 784); ink 1, or 128 to 255.
        labels: Wanted: whole numbers, (n,), each below ``len(names)``.
        names: Class names.

    Raises:
        DataError: If anything is not as wanted.
    """
    ink = ink_of(source, images)
    labels = np.asarray(labels)
    if labels.shape != (len(ink),) or labels.dtype.kind not in "iu":
        raise DataError(f"{source} does not have one whole number as label for each drawing.")
    tidy = tuple(class_name(str(name)) for name in names)
    if len(set(tidy)) < len(tidy):
        raise DataError(f"{source} names a class twice; give each class a name of its own.")
    if len(labels) and not (int(labels.min()) >= 0 and int(labels.max()) < len(tidy)):
        raise DataError(f"{source} has labels outside its {len(tidy)} class names.")
    return Batch(ink, labels.astype(np.int64), tidy)


def ink_of(source: str, images: Any) -> Bits:
    """Return an array from a file as ink, shape (n, 28, 28); see ``checked``."""
    images = np.asarray(images)
    if images.dtype.kind not in "biuf":
        raise DataError(f"{source} does not hold numbers as pixels.")
    if images.shape[1:] not in ((SIDE, SIDE), (SIDE * SIDE,)):
        size = " x ".join(map(str, images.shape[1:])) or "no"
        raise DataError(f"{source} has drawings of {size} pixels; Inkling's are 28 x 28.")
    if images.dtype.kind == "f" and not np.isfinite(images).all():
        raise DataError(f"{source} has pixels that are no numbers (NaN or infinite).")
    if images.size and (images.min() < 0 or images.max() > 255):
        raise DataError(f"{source} has pixels outside 0 to 255.")
    grey = bool(images.size) and images.max() > 1
    ink = images >= INK_FROM if grey else images > 0
    return np.ascontiguousarray(ink).reshape(-1, SIDE, SIDE)


def joined(parts: Sequence[tuple[str, Bits]]) -> Batch:
    """Return one batch of (class name, its drawings), the classes in that order."""
    names: dict[str, int] = {}
    labels = []
    for name, images in parts:  # two files may turn out to be of one class
        label = names.setdefault(class_name(name), len(names))
        labels.append(np.full(len(images), label, np.int64))
    empty = np.zeros((0, SIDE, SIDE), bool)
    every = np.concatenate([empty, *(images for _, images in parts)])
    return Batch(every, np.concatenate([np.zeros(0, np.int64), *labels]), tuple(names))
