"""Many drawings as columns, and the classes they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from data.drawing import Bits, Bytes, unpack

Ids = npt.NDArray[np.int64]
Origin = Literal["drawn", "imported", "starter"]
ORIGINS: tuple[Origin, ...] = ("drawn", "imported", "starter")


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
    origins: Bytes  # (n,), place in ORIGINS
    created_s: npt.NDArray[np.float64]  # (n,), seconds since 1970, UTC
    trashed: npt.NDArray[np.bool_]  # (n,), whether it lies in the trash
    drawers: npt.NDArray[np.int32]  # (n,), who drew it, 0 for not said; see data.store.drawers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def images(self) -> Bits:
        """All pixels, shape (n, 28, 28)."""
        return unpack(self.packed)

    @property
    def starter(self) -> npt.NDArray[np.bool_]:
        """Which came with Inkling, (n,)."""
        starter: npt.NDArray[np.bool_] = self.origins == ORIGINS.index("starter")
        return starter

    def reversed(self) -> "Drawings":
        """Return them from the last to the first."""
        return Drawings(*(column[::-1] for column in vars(self).values()))

    def only(self, chosen: npt.NDArray[np.bool_]) -> "Drawings":
        """Return those for which ``chosen``, shape (n,), is true."""
        return Drawings(*(column[chosen] for column in vars(self).values()))

    def joined(self, others: "Drawings") -> "Drawings":
        """Return these and then the others."""
        return Drawings.of([self, others])

    @classmethod
    def of(cls, parts: Sequence["Drawings"]) -> "Drawings":
        """Return the drawings of all parts, one after the other; at least one part."""
        columns = zip(*(vars(part).values() for part in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))
