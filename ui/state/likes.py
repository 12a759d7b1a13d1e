"""Likes: which stored drawings excite each neuron, and what the network alone would draw."""

import time
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from activation import Array
from data.drawing import PIXELS, as_inputs, unpack
from models.attribution.imagined import Imagined
from models.attribution.liked import Liked
from models.model import Model
from models.scores import slice_of
from ui.state.collection import Collection

SOME = 4  # times smaller than for a score: here every layer is looked at, not only the last

MOST_MEANT = 2_000  # drawings of a mean: more change no grey that could be seen


class Likes:
    """Goes through the collection once for each network, a few drawings at a time."""

    def __init__(self, model: Model) -> None:
        """Prepare nothing yet.

        Args:
            model: Whose neurons.
        """
        self._model = model
        self._trashed: npt.NDArray[np.bool_] = np.empty(0, bool)  # as when it was begun
        self._next = 0  # the row to go on with
        self._imagined: dict[int, Imagined] = {}
        self._drawing: tuple[Imagined, Iterator[None]] | None = None
        self._mean: tuple[tuple[int, int], Array | None] = (-1, -1), None
        self.found = Liked(model.network)

    @property
    def seen(self) -> int:
        """How many drawings the network was shown so far."""
        return self.found.seen

    @property
    def complete(self) -> bool:
        """Whether it was shown all there are."""
        return self._next >= len(self._trashed)

    def imagined(self, output: int) -> Imagined:
        """Return what the network draws for a class, at first the empty sheet."""
        if output not in self._imagined:
            self._imagined[output] = Imagined(self._model.network, output)
        wanted = self._imagined[output]
        if not wanted.over and (self._drawing is None or self._drawing[0] is not wanted):
            self._drawing = wanted, wanted.steps()
        return wanted

    def mean(self, collection: Collection, label_id: int) -> Array | None:
        """Return how often each pixel of a class is ink, (784,), 0 to 1; None without drawings."""
        key = collection.drawings_version, label_id
        if self._mean[0] != key:
            drawings = collection.drawings
            rows = np.flatnonzero((drawings.label_ids == label_id) & ~drawings.trashed)
            images = unpack(drawings.packed[rows[:MOST_MEANT]]).reshape(-1, PIXELS)
            self._mean = key, images.mean(axis=0) if len(rows) else None
        return self._mean[1]

    def work(self, collection: Collection, until_s: float) -> bool:
        """Show the network more drawings, and draw on; return whether there was anything to do.

        Args:
            collection: The drawings.
            until_s: A moment of ``time.perf_counter``.
        """
        self._follow(collection)
        busy = False
        at_once = max(1, slice_of(self._model.compiled) // SOME)
        while self._next < len(self._trashed) and time.perf_counter() < until_s:
            rows = np.arange(self._next, min(self._next + at_once, len(self._trashed)))
            self._next, busy = int(rows[-1]) + 1, True
            rows = rows[~self._trashed[rows]]
            if len(rows):
                self.found.take(as_inputs(unpack(collection.drawings.packed[rows])), rows)
        return self._draw(until_s) or busy

    def _draw(self, until_s: float) -> bool:
        if self._drawing is None:
            return False
        wanted, steps = self._drawing
        for _ in steps:
            if time.perf_counter() >= until_s:
                return True
        self._drawing = None
        return wanted.over

    def _follow(self, collection: Collection) -> None:
        """Begin again where drawings went to the trash or came back; new ones just come after."""
        trashed = collection.drawings.trashed
        if trashed is self._trashed:
            return
        if not np.array_equal(trashed[: len(self._trashed)], self._trashed):
            self.found, self._next = Liked(self._model.network), 0
        self._trashed = trashed
