"""Liked: the stored drawings that excite each neuron most and least."""

import numpy as np
import numpy.typing as npt

from activation import Array
from models.attribution.units import drawn_depths, n_units
from network import Network

KEPT = 6  # drawings for either end

Rows = npt.NDArray[np.int64]


class Liked:
    """Asked about drawings some at a time, it keeps for every unit those at either end."""

    def __init__(self, network: Network) -> None:
        """Begin with no drawings.

        Args:
            network: Whose units: neurons, of a convolution its maps, and the outputs.
        """
        self._network, self._depths = network, drawn_depths(network)
        self._starts = np.cumsum([0, *(n_units(network, depth) for depth in self._depths)])
        n = int(self._starts[-1])
        self._values = [np.empty((n, 0), network.dtype) for _ in range(2)]  # most, least
        self._rows = [np.empty((n, 0), np.int64) for _ in range(2)]
        self.seen = 0  # drawings

    def take(self, images: Array, rows: Rows) -> None:
        """Ask about some drawings.

        Args:
            images: Shape (n, n_in).
            rows: What is handed back for each, (n,).
        """
        stages = self._network.activations(images)
        found = []
        for depth in self._depths:
            n = n_units(self._network, depth)
            found.append(stages[depth + 1].reshape(len(images), -1, n).max(axis=1))
        values: Array = np.concatenate(found, axis=1).T
        for end, sign in enumerate((-1, 1)):
            both = np.concatenate([self._values[end], values], axis=1)
            where = np.concatenate([self._rows[end], np.tile(rows, (len(values), 1))], axis=1)
            order = np.argsort(sign * both, axis=1, kind="stable")[:, :KEPT]
            self._values[end] = np.take_along_axis(both, order, axis=1)
            self._rows[end] = np.take_along_axis(where, order, axis=1)
        self.seen += len(images)

    def most(self, depth: int, unit: int) -> tuple[Rows, Array]:
        """Return the drawings that excite a unit most, the best first, and what it puts out."""
        return self._end(0, depth, unit)

    def least(self, depth: int, unit: int) -> tuple[Rows, Array]:
        """Return the drawings that excite a unit least, the lowest first, and what it puts out."""
        return self._end(1, depth, unit)

    def _end(self, end: int, depth: int, unit: int) -> tuple[Rows, Array]:
        place = int(self._starts[self._depths.index(depth)]) + unit
        return self._rows[end][place], self._values[end][place]
