"""Imagined: what a network alone would draw for a class, flip by flip from the empty sheet."""

from collections.abc import Iterator

import numpy as np

from activation import Array
from compiled.flips import flips_of
from models.attribution.counterfactual import cooled
from network import Network

MOST_PIXELS = 120  # as many as a drawing has; a network may want more without end


class Imagined:
    """A drawing in the making: each flip is the one that raises the class's output most.

    It ends where no flip raises it. Gradient ascent would need greys; here every
    step is exact and the result a black-and-white sheet as a person's are. The
    question is that of Erhan et al., "Visualizing higher-layer features of a deep
    network", 2009.
    """

    def __init__(self, network: Network, wanted: int) -> None:
        """Begin with the empty sheet.

        Args:
            network: Which is copied.
            wanted: The output to raise.
        """
        self.image: Array = np.zeros(network.sizes[0], network.dtype)
        self._wanted, self._network = wanted, network
        self._flips = flips_of(cooled(network, self.image))
        self.output = float(network.forward(self.image[None])[0, wanted])
        self.over = False

    def steps(self) -> Iterator[None]:
        """Draw, yielding every few milliseconds."""
        for _ in range(MOST_PIXELS):
            parts = []
            for part in self._flips.in_parts(self.image):
                parts.append(part[:, self._wanted])
                yield
            changes = np.concatenate(parts)
            pixel = int(changes.argmax())
            if not changes[pixel] > 0:
                break
            self.image = self.image.copy()
            self.image[pixel] = 1 - self.image[pixel]
        self.output = float(self._network.forward(self.image[None])[0, self._wanted])
        self.over = True
