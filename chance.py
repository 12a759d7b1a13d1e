"""Chance: what is drawn by chance in a training, by its seed and by where it stands."""

from typing import Literal

import numpy as np

Use = Literal["weights", "order", "variants", "dropout", "examples"]
USES: tuple[Use, ...] = ("weights", "order", "variants", "dropout", "examples")


class Chance:
    """Gives a stream of its own to every use and every place.

    Nothing is carried from one place to the next. So a training can go on from anywhere,
    in another process too, as if it had never stopped, and one use never disturbs another.
    """

    def __init__(self, seed: int) -> None:
        """Begin anywhere; the same seed gives the same streams.

        Args:
            seed: From 0.
        """
        self.seed = seed

    def stream(self, use: Use, *place: int) -> np.random.Generator:
        """Return the stream for a use at a place, from its beginning.

        Args:
            use: What is drawn.
            place: Whole numbers from 0: an epoch, a mini-batch.
        """
        return np.random.default_rng((self.seed, USES.index(use), *place))
