"""Imagined: what a network alone would draw for a class, flip by flip from the empty sheet."""

from collections.abc import Iterator

import numpy as np

from activation import Array
from compiled.flips import flips_of
from models.architecture import learner
from models.attribution.counterfactual import cooled, flipped
from network import Network

MOST_FLIPS = 160  # more than a drawing has pixels; a network may want more without end
PATIENCE = 12  # flips in a row that need not help: a first dot may show nothing yet


class Imagined:
    """A drawing in the making: each flip is the one that raises the class's output most.

    It ends where no flip, nor a few in a row, raises it any more. Gradient ascent
    would need greys; here every step is exact, and the result is black and white as
    a person's drawing is. The question is that of Erhan et al., "Visualizing
    higher-layer features of a deep network", 2009.
    """

    def __init__(self, network: Network, wanted: int) -> None:
        """Begin with the empty sheet.

        Args:
            network: Which is not changed. Of one that centres what it is shown, the part
                behind is asked: it draws what that sees, large and in the middle.
            wanted: The output to raise.
        """
        network = learner(network)
        self.image: Array = np.zeros(network.sizes[0], network.dtype)
        self._wanted, self._network = wanted, network
        self._flips = flips_of(cooled(network, self.image))
        self.output = self._output_of(self.image)
        self.over = False

    def steps(self) -> Iterator[None]:
        """Draw, yielding every few milliseconds; ``image`` is the best so far."""
        image, since = self.image, list[int]()  # flipped since it was best
        for _ in range(MOST_FLIPS):
            parts = []
            for part in self._flips.in_parts(image):
                parts.append(part[:, self._wanted])
                yield
            changes = np.concatenate(parts)
            changes[since] = -np.inf  # or it would go to and fro
            since.append(int(changes.argmax()))
            image = flipped(image, (since[-1],))
            output = self._output_of(image)
            if output > self.output:
                self.image, self.output, since = image, output, []
            elif len(since) > PATIENCE:
                break
        self.over = True

    def _output_of(self, image: Array) -> float:
        return float(self._network.forward(image[None])[0, self._wanted])
