"""What if: how all outputs change with each pixel of a drawing, a part of them at a time."""

import time
from collections.abc import Hashable, Iterator

import numpy as np

from activation import Array
from compiled.flips import Flips, flips_of
from data.drawing import PIXELS, Bits
from models.model import Model


class WhatIf:
    """The what-if map of the drawing last asked for; of a slow network as the pen pauses."""

    def __init__(self, model: Model) -> None:
        """Prepare nothing yet: it may never be asked for.

        Args:
            model: Which answers.
        """
        self._model = model
        self._flips: Flips | None = None
        self._key: Hashable = None
        self._parts: Iterator[Array] = iter(())
        self._found: list[Array] = []
        self._map: Array | None = None

    def changes(self, pixels: Bits, key: Hashable) -> Array | None:
        """Return the change of every output for each pixel flipped, (784, N); None: not yet.

        Args:
            pixels: The drawing, (28, 28).
            key: Differs for every other drawing.
        """
        if self._key != key:
            self._flips = self._flips or flips_of(self._model.network)
            self._key, self._map, self._found = key, None, []
            self._parts = self._flips.in_parts(pixels.reshape(-1).astype(np.float32))
            self._take(0.0)
        return self._map

    def work(self, until_s: float) -> bool:
        """Go on with the map last asked for; return whether there was anything to do.

        Args:
            until_s: A moment of ``time.perf_counter``.
        """
        if self._map is not None or self._key is None:
            return False
        self._take(until_s)
        return True

    def _take(self, until_s: float) -> None:
        """Take parts until the clock says ``until_s``, at least one."""
        for part in self._parts:
            self._found.append(part)
            if sum(map(len, self._found)) == PIXELS:
                break
            if time.perf_counter() >= until_s:
                return
        self._map = np.concatenate(self._found)
