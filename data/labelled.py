"""Labelled drawings, told apart into those to learn from and those held out."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data import augmentation, exchange, held_out
from data.drawing import unpacking
from data.drawings import Drawings, Ids, Label
from data.errors import DataError
from data.exchange import Batch
from data.store import Store
from stepwise import at_once


@dataclass(frozen=True)
class Labelled:
    """Drawings of named classes, and which of them are held out."""

    batch: Batch
    held_out: npt.NDArray[np.bool_]  # (n,)
    mirror: tuple[bool | None, ...]  # for each class whether a mirror does no harm; None: not said
    drawers: Ids | None = None  # (n,), who drew each, 0 for not said; None where nobody says

    @property
    def vary(self) -> Callable[..., augmentation.Variants]:
        """What prepares drawings of these classes for variants; see ``augmentation.vary``."""
        return partial(augmentation.vary, mirror=self.mirror)

    def under(self, names: Sequence[str]) -> "Labelled":
        """Return the same drawings, their classes numbered as ``names`` says.

        Raises:
            DataError: If one of the classes is not among them.
        """
        own = self.batch.names
        strange = [name for name in own if name not in names]
        if strange:
            raise DataError(f"The class {strange[0]} is not among {', '.join(names)}.")
        number = np.array([names.index(name) for name in own], np.int64)
        mirror = {name: said for name, said in zip(own, self.mirror, strict=True)}
        batch = Batch(self.batch.images, number[self.batch.labels], tuple(names))
        return replace(self, batch=batch, mirror=tuple(mirror.get(name) for name in names))

    def part(self, *, held_out: bool) -> Batch:
        """Return the drawings held out, or the others."""
        chosen = self.held_out if held_out else ~self.held_out
        return Batch(self.batch.images[chosen], self.batch.labels[chosen], self.batch.names)


def labelling(drawings: Drawings, labels: Sequence[Label]) -> Generator[None, None, Labelled]:
    """Put drawings under their classes, step by step: of very many drawings it takes long.

    Classes without any are left out.
    """
    known = np.isin(drawings.label_ids, [label.id for label in labels])
    if not known.all():  # of a class that somebody else has just removed
        drawings = drawings.only(known)
    present = [label for label in labels if (drawings.label_ids == label.id).any()]
    index = np.zeros(len(drawings), np.int64)
    for i, label in enumerate(present):
        index[drawings.label_ids == label.id] = i
    names = tuple(label.name for label in present)
    mirror = tuple(label.mirror for label in present)
    images = yield from unpacking(drawings.packed)
    batch, drawers = Batch(images, index, names), drawings.drawers.astype(np.int64)
    return Labelled(batch, drawings.held_out, mirror, drawers)


def from_store(store: Store) -> Labelled:
    """Return all of a store's drawings that are not in the trash."""
    return at_once(labelling(store.read(), store.labels()))


def from_file(path: Path, share: float, rng: np.random.Generator) -> Labelled:
    """Return a file's drawings, ``share`` of each class held out; of mirrors nothing is said.

    Raises:
        DataError: If the file will not do.
    """
    batch = exchange.read(path)
    held = held_out.choose(batch.labels, rng, share)
    return Labelled(batch, held, (None,) * len(batch.names))
