"""Tasks: one training each, packed so that it can be handed to another process or machine."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.errors import ModelError
from models.examples import Examples, examples
from models.plan import Plan
from models.run import Run
from models.scores import Labels
from models.seen import Vary

Chosen = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pack:
    """Drawings with their classes, a bit a pixel, so that many tasks are cheap to send."""

    bits: npt.NDArray[np.uint8]
    n_pixels: int
    labels: Labels
    names: tuple[str, ...]
    digest: str

    def examples(self, chosen: Chosen) -> Examples:
        """Return the drawings that ``chosen``, (n,), picks."""
        images = np.unpackbits(self.bits[chosen], axis=1, count=self.n_pixels)
        return Examples(images.astype(np.float32), self.labels[chosen])


def packed(images: npt.NDArray[np.bool_], labels: npt.ArrayLike, names: Sequence[str]) -> Pack:
    """Return drawings of shape (n, 28, 28) with their class numbers, packed."""
    whole = examples(images, labels)
    bits = np.packbits(whole.images > 0.5, axis=1)
    n_pixels = whole.images.shape[1]
    return Pack(bits, n_pixels, whole.labels, tuple(names), whole.digest())


@dataclass(frozen=True)
class Task:
    """A training of a plan on some of the drawings, scored on others."""

    plan: Plan
    pack: Pack
    scored: Chosen  # (n,), those it is scored on; it learns from the others
    vary: Vary
    part: str = ""  # which others, where a plan is tried on several parts


@dataclass(frozen=True)
class Trial:
    """What came of a task."""

    plan: Plan
    part: str
    train_accuracy: float | None  # None where the training ran away
    accuracy: float | None  # on the drawings that it is scored on
    train_loss: float | None  # on those it learnt from
    confusion: tuple[tuple[int, ...], ...]  # on those that it is scored on
    count: int  # of them
    seconds: float
    complaint: str  # what went wrong, "" for nothing


def done(task: Task) -> Trial:
    """Train to the end and score; what runs away is a result too. Runs on a worker."""
    started = time.perf_counter()
    try:
        pack = task.pack
        run = Run(
            task.plan,
            len(pack.names),
            pack.examples(~task.scored),
            pack.examples(task.scored),
            task.vary,
        )
        for _ in run.steps():
            pass
        for _ in run.curves.finish():
            pass
    except ModelError as error:
        seconds = time.perf_counter() - started
        return Trial(task.plan, task.part, None, None, None, (), 0, seconds, str(error))
    point = run.curves.best_point
    assert point is not None
    return Trial(
        task.plan,
        task.part,
        point.trained.accuracy,
        point.held_out.accuracy,
        point.trained.loss,
        tuple(map(tuple, point.held_out.confusion.tolist())),
        point.held_out.count,
        time.perf_counter() - started,
        run.curves.complaint,
    )


def folds(labels: Labels, k: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return for each drawing which of k folds it is in, (n,), each class spread evenly.

    Args:
        labels: Class of each, (n,).
        k: How many folds, at least 2.
        rng: Deals them out; the same seed deals the same.
    """
    fold = np.zeros(len(labels), np.int64)
    first = 0
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        fold[members] = (np.arange(len(members)) + first) % k
        first += len(members)  # so that small classes do not all fill the first folds
    return fold


def all_but(each: int, labels: Labels, rng: np.random.Generator) -> Chosen:
    """Return all drawings, (n,), but so many of each class, drawn by chance.

    Args:
        each: How many of each class; of a smaller one all.
        labels: Class of each, (n,).
        rng: Draws them; the same seed draws the same.
    """
    chosen = np.ones(len(labels), np.bool_)
    for label in np.unique(labels):
        chosen[rng.permutation(np.flatnonzero(labels == label))[:each]] = False
    return chosen
