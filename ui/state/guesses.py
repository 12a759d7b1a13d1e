"""The guesses: what the network in use says to every drawing of a collection."""

import numpy as np
import numpy.typing as npt

from activation import Array
from data.drawings import Drawings

UNKNOWN = -1  # the guess for a drawing the network has not been asked about yet
LEAST = np.float32(1e-7)  # an output of 0 would have a loss without bound

COLUMNS = ("answers", "sure", "losses")

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]


class Guesses:
    """One for each drawing, in the same order as the drawings."""

    def __init__(self, n: int, version: int = 0) -> None:
        """Begin with none.

        Args:
            n: Drawings.
            version: Later than that of those before, so that nobody takes these for them.
        """
        self.answers = np.full(n, UNKNOWN, np.int16)  # (n,), index of the model's names
        self.sure: Floats = np.zeros(n, np.float32)  # (n,), the highest output
        self.losses: Floats = np.zeros(n, np.float32)  # (n,), cross-entropy at the own class
        self.left = n  # without a guess
        self.version = version  # grows with every change

    def __len__(self) -> int:
        return len(self.answers)

    @property
    def unknown(self) -> Rows:
        """Rows without a guess."""
        return np.flatnonzero(self.answers == UNKNOWN)

    def put(self, rows: Rows, outputs: Array, own: npt.NDArray[np.int64]) -> None:
        """Write down what the network says.

        Args:
            rows: Which drawings, (m,).
            outputs: Shape (m, N).
            own: The output of each one's class, (m,), UNKNOWN where the network has none.
        """
        self.answers[rows] = outputs.argmax(axis=1)
        self.sure[rows] = outputs.max(axis=1)
        mine = np.where(own >= 0, outputs[np.arange(len(rows)), own], 0)
        self.losses[rows] = -np.log(np.maximum(mine, LEAST))
        self.left = len(self.unknown)
        self.version += 1

    def moved(self, n_before: int, n_after: int) -> None:
        """Make room for drawings before and after those that are here."""
        for name in COLUMNS:
            array, fill = getattr(self, name), UNKNOWN if name == "answers" else 0
            wider = np.full(n_before + len(array) + n_after, fill, array.dtype)
            wider[n_before : n_before + len(array)] = array
            setattr(self, name, wider)
        self.left += n_before + n_after
        self.version += 1

    def forget(self, rows: Rows) -> None:
        """Ask about these drawings again."""
        self.answers[rows] = UNKNOWN
        self.left = len(self.unknown)
        self.version += 1

    def take(self, rows: Rows, others: "Guesses", places: Rows) -> None:
        """Write down for some rows what is known of others at these places."""
        for name in COLUMNS:
            getattr(self, name)[rows] = getattr(others, name)[places]
        self.left = len(self.unknown)
        self.version += 1

    def wrong(self, drawings: Drawings, label_of: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Return which drawings are answered wrong, (n,); unasked ones are not.

        Args:
            drawings: They.
            label_of: The class of each of the network's answers, UNKNOWN where there is none.
        """
        if not len(label_of):
            return np.zeros(len(self), bool)
        wrong: npt.NDArray[np.bool_] = label_of[self.answers] != drawings.label_ids
        wrong &= self.answers != UNKNOWN
        return wrong
