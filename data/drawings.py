"""Many drawings as columns, and the classes they are of."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.drawing import Bits, Bytes, unpack

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Label:
    """A class: what drawings of it show."""

    id: int
    name: str
    mirror: bool | None = None  # whether its drawings may be mirrored; None for not said


@dataclass(frozen=True)
class Drawings:
    """Many drawings as columns, in the order in which they were stored."""

    ids: Ids  # (n,)
    label_ids: Ids  # (n,)
    packed: Bytes  # (n, 98), see data.drawing.pack
    held_out: npt.NDArray[np.bool_]  # (n,)
    starter: npt.NDArray[np.bool_]  # (n,), whether it came with Inkling
    created_s: npt.NDArray[np.float64]  # (n,), seconds since 1970, UTC
    trashed: npt.NDArray[np.bool_]  # (n,), whether it lies in the trash

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def images(self) -> Bits:
        """All pixels, shape (n, 28, 28)."""
        return unpack(self.packed)

    def only(self, chosen: npt.NDArray[np.bool_]) -> "Drawings":
        """Return those for which ``chosen``, shape (n,), is true."""
        return Drawings(*(column[chosen] for column in vars(self).values()))

    def joined(self, others: "Drawings") -> "Drawings":
        """Return these and then the others."""
        pairs = zip(vars(self).values(), vars(others).values(), strict=True)
        return Drawings(*(np.concatenate(pair) for pair in pairs))
