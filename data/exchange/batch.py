"""A batch: drawings with labels and class names, on their way in or out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.drawing import Bits

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
