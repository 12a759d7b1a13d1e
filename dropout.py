"""Dropout: values left out at random while a network learns, so that none is relied on alone."""

from typing import ClassVar

import numpy as np

from activation import NONE, Array
from layer import check_batch


class Dropout:
    """Leaves out a share of the values, and makes up for it by raising the others.

    It stands among the layers while they are trained and never in a network that
    answers: on average it changes nothing. Srivastava et al., "Dropout: a simple
    way to prevent neural networks from overfitting", 2014.
    """

    kind: ClassVar[str] = "dropout"
    activation = NONE

    def __init__(self, n: int, share: float, rng: np.random.Generator) -> None:
        """Leave out ``share`` of ``n`` values, others each time.

        Raises:
            ValueError: If ``share`` is not from 0 up to, not including, 1.
        """
        if not 0 <= share < 1:
            raise ValueError(f"dropout leaves out a share from 0 to below 1, got {share}")
        self._n, self.share, self.rng = n, share, rng  # another may take its place

    @property
    def n_in(self) -> int:
        """Values in one input row."""
        return self._n

    @property
    def n_out(self) -> int:
        """Values in one output row."""
        return self._n

    @property
    def products(self) -> int:
        """None: nothing is multiplied with weights."""
        return 0

    def sums(self, x: Array) -> Array:
        """Return the outputs: there is no activation."""
        return self.forward(x)

    def forward(self, x: Array) -> Array:
        """Return the inputs, shape (n, n_in), some of them 0 and the rest raised."""
        check_batch(x, self._n)
        stays = self.rng.random(x.shape, np.float32) >= self.share
        result: Array = x * stays.astype(x.dtype) * x.dtype.type(1 / (1 - self.share))
        return result

    def gradient(self, x: Array, d_z: Array) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Return the slopes at the inputs: raised where a value stayed, 0 where it was left out.

        A value that was 0 before is taken for one left out. That costs nothing
        where it counts: a rectifier at 0 has no slope, a sigmoid is never 0.
        """
        result: Array = d_z * (a != 0) * d_z.dtype.type(1 / (1 - self.share))
        return result

    def parameters(self) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def copy(self) -> "Dropout":
        """Return another one like it, fed by the same chance."""
        return Dropout(self._n, self.share, self.rng)
