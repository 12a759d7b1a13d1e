"""Centring: a drawing anywhere on the sheet, of any size, seen as if drawn large in the middle."""

from typing import ClassVar

import numpy as np
import numpy.typing as npt

from activation import NONE, Array
from layer import check_batch

FILLED = 24 / 28  # of the side, by the longer side of the ink: what is left is a margin
NEARLY = 0.1  # of the usual size, as a logarithm: a drawing is only moved then, and stays crisp
LARGEST = 5.0  # times enlarged: beyond that a few pixels would fill the sheet


class Centring:
    """Moves the ink to the middle and enlarges or shrinks it to the same size.

    The box round the ink is looked for, and its longer side made to fill the
    sheet but for a margin, in proportion. Pixels are read between their
    neighbours, so the result has greys. An empty sheet stays empty. There is
    nothing to learn in it, and it stands first in a network or not at all.

    The idea is as old as MNIST: its digits were fitted into a box and centred
    (LeCun et al., 1998, section III A).
    """

    kind: ClassVar[str] = "centring"
    activation = NONE

    def __init__(self, side: int, filled: float = FILLED) -> None:
        """Centre pictures of ``side`` x ``side`` pixels.

        Args:
            side: Rows, and columns, of a picture.
            filled: Share of the side that the longer side of the ink comes to, above 0.

        Raises:
            ValueError: If a number is too small.
        """
        if side < 1 or not filled > 0:
            raise ValueError(f"centring needs a side from 1 and a share, got {side}, {filled}")
        self.side, self.filled = side, filled

    @property
    def n_in(self) -> int:
        """Values in one input row: (side, side), laid flat."""
        return self.side**2

    @property
    def n_out(self) -> int:
        """Values in one output row: (side, side), laid flat."""
        return self.side**2

    @property
    def products(self) -> int:
        """Products of two numbers for each input row."""
        return 2 * self.side**3

    def sums(self, x: Array) -> Array:
        """Return the outputs: there is no activation."""
        return self.forward(x)

    def forward(self, x: Array) -> Array:
        """Return the pictures centred, shape (n, n_out), each value in [0, 1].

        Args:
            x: Pictures, shape (n, n_in); whatever is above 0 is ink.

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        check_batch(x, self.n_in)
        pictures = x.reshape(-1, self.side, self.side)
        inked = pictures > 0
        top, bottom = _ends(np.any(inked, axis=2))
        left, right = _ends(np.any(inked, axis=1))
        longer = np.maximum(bottom - top, right - left) + 1
        step = np.maximum(longer / (self.filled * self.side), 1 / LARGEST)
        step[np.abs(np.log(step)) < NEARLY] = 1.0
        rows = self._readings((top + bottom) / 2, step, x.dtype)
        columns = self._readings((left + right) / 2, step, x.dtype)
        centred: Array = rows @ pictures @ columns.transpose(0, 2, 1)
        return centred.reshape(len(x), self.n_out)

    def _readings(
        self, middle: npt.NDArray[np.float64], step: npt.NDArray[np.float64], dtype: npt.DTypeLike
    ) -> Array:
        """Return how much each row of a picture counts in each row of its result, (n, side, side).

        Between two rows both count, the nearer more; where the picture shrinks,
        all rows that fall together count.
        """
        away = np.arange(self.side) - (self.side - 1) / 2
        whole = np.floor(middle) + (self.side - 1) / 2 % 1  # where reading falls on pixels
        middle = np.where(step == 1.0, whole, middle)
        read = middle[:, None] + step[:, None] * away
        reach = np.maximum(step, 1.0)[:, None, None]
        far = np.abs(read[:, :, None] - np.arange(self.side)) / reach
        return (np.maximum(1.0 - far, 0.0) / reach).astype(dtype)

    def gradient(self, x: Array, d_z: Array) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Refuse: a box does not change little by little with a pixel, so there is no slope.

        Raises:
            ValueError: Always; a network is trained behind its centring.
        """
        raise ValueError("there is no slope through centring; train the layers behind it")

    def parameters(self) -> tuple[()]:
        """Return nothing: there is nothing to learn here."""
        return ()

    def copy(self) -> "Centring":
        """Return another one like it."""
        return Centring(self.side, self.filled)


def _ends(inked: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], ...]:
    """Return the first and the last place with ink, (n,) each; the middle where there is none."""
    n = inked.shape[1]
    first, last = inked.argmax(axis=1), n - 1 - inked[:, ::-1].argmax(axis=1)
    some = np.any(inked, axis=1)
    return np.where(some, first, (n - 1) / 2), np.where(some, last, (n - 1) / 2)
