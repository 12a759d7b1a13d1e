"""A network compiled for training: it takes the steps that ``Network.step`` takes, faster."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from activation import NONE, Array
from compiled.pooled_convolution import PooledConvolution
from compiled.stages import AsItIs, Dense, Stage
from convolution import Convolution
from descent import Descent
from layer import AnyLayer, Gradient, Layer
from loss import Loss
from network import Network
from pooling import Pooling

CACHED = 80_000  # values of a layer's outputs worked on together; a processor's cache holds them


class Compiled:
    """The layers of a network as stages over arrays made once.

    It trains the network itself: the parameters are the network's own, so that the
    network can be looked at between two steps. Nothing is taken from what
    ``Network`` computes, only from how: a test holds the two to the same weights.
    """

    def __init__(self, network: Network) -> None:
        """Prepare to train a network; the stages are made when the first drawings come."""
        self._network = network
        self._at_once = max(1, CACHED // max(network.sizes[1:]))
        self._parameters = network.parameters()
        ends = np.cumsum([0, *(array.size for array in self._parameters)])
        self._found, self._sum = np.zeros((2, ends[-1]), network.dtype)
        self._found_views, self._sum_views = (
            [flat[a:b].reshape(array.shape) for (a, b), array in places]
            for flat in (self._found, self._sum)
            for places in [list(zip(pairwise(ends), self._parameters, strict=True))]
        )
        self._stages: dict[int, list[Stage]] = {}

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, then the values that every layer puts out."""
        return self._network.sizes

    def forward(self, images: Array) -> Array:
        """Return the outputs, shape (n, N); see ``Network.forward``."""
        images = np.asarray(images, self._network.dtype)
        outputs = np.empty((len(images), self.sizes[-1]), self._network.dtype)
        for start in range(0, len(images), self._at_once):
            part = slice(start, start + self._at_once)
            outputs[part] = self._outputs(images[part])[-1]
        return outputs

    def step(
        self, images: Array, targets: Array, descent: Descent, loss: Loss, share: float = 0.0
    ) -> float:
        """Go one step down; return the mean loss before it. See ``Network.step``.

        A batch is worked through a few drawings at a time where their maps are
        large: what a processor has in its cache it need not fetch again.

        Raises:
            ValueError: If ``images`` or ``targets`` do not fit the network.
        """
        n, value = len(images), 0.0
        if targets.shape != (n, self.sizes[-1]):
            raise ValueError(f"expected {self.sizes[-1]} targets for each of {n} drawings")
        self._sum.fill(0.0)
        for start in range(0, n, self._at_once):
            part = slice(start, start + self._at_once)
            value += self._find(images[part], targets[part], loss, n)
            np.add(self._sum, self._found, out=self._sum)
        descent.step(self._parameters, self._sum_views, share)
        return value / n

    def _find(self, images: Array, targets: Array, loss: Loss, n: int) -> float:
        """Find these drawings' part in the gradient of a batch of n; return their losses' sum."""
        outputs, stages = self._outputs(images), self._stages[len(images)]
        d_z: Array = loss.slope(outputs[-1], targets) / n
        for depth in range(len(stages) - 1, 0, -1):
            stages[depth].gradient(d_z)
            d_z, curve = stages[depth].backward(), stages[depth - 1].activation
            if curve is not NONE:
                d_z = d_z * curve.slope(outputs[depth])
        stages[0].gradient(d_z)
        return float(loss.value(outputs[-1], targets).sum())

    def _outputs(self, images: Array) -> list[Array]:
        """Return the images and what every stage makes of them."""
        if len(images) not in self._stages:
            self._stages[len(images)] = self._stages_for(len(images))
        outputs = [images]
        for stage in self._stages[len(images)]:
            outputs.append(stage.forward(outputs[-1]))
        return outputs

    def _stages_for(self, n: int) -> list[Stage]:
        """Return stages that take n drawings."""
        stages: list[Stage] = []
        layers, places = list(self._network.layers), list(self._found_views)
        while layers:
            layer = layers.pop(0)
            slopes = [places.pop(0) for _ in layer.parameters()]
            if isinstance(layer, Layer):
                stages.append(Dense(layer, n, Gradient(*slopes)))
            elif isinstance(layer, Convolution) and _is_pooled(layer, layers):
                layers.pop(0)
                stages.append(PooledConvolution(layer, n, Gradient(*slopes)))
            else:
                stages.append(AsItIs(layer, tuple(slopes)))
        return stages


def _is_pooled(convolution: Convolution, behind: Sequence[AnyLayer]) -> bool:
    return convolution.stride == 1 and bool(behind) and isinstance(behind[0], Pooling)
