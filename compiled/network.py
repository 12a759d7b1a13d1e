"""A network compiled for training: it takes the steps that ``Network.step`` takes, faster."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from activation import NONE, Array
from compiled.dense import Dense
from compiled.parameters import Parameters
from compiled.stages import AsItIs, Stage, stages_of
from descent import Descent
from dropout import Dropout
from layer import Layer
from loss import Loss
from network import PRODUCTS, Network

CACHED = 80_000  # values of a layer's outputs worked on together; a processor's cache holds them
PREPARED = 1 << 24  # values of images at most; of more a second copy would need too much room


class Compiled:
    """The layers of a network as stages over arrays made once.

    It trains the network itself, whose parameters become views of one row of
    numbers: the network can be looked at between two steps. Nothing is changed of
    what ``Network`` computes, only how: a test holds the two to the same weights.
    """

    def __init__(self, network: Network) -> None:
        """Prepare to train a network. Of several made of one network only the last trains it."""
        self._network = network
        self._parameters = Parameters(network.layers)
        most = min(CACHED // max(network.sizes[1:]), PRODUCTS // network.products)
        self._at_once = max(1, most)
        self._n_in, self._n_classes = network.sizes[0], network.sizes[-1]
        self._sum: Array | None = None  # of the slopes of a step that is taken in parts
        self._dtype = network.dtype
        self._scale = np.empty((), self._dtype)  # of the losses; an array, see negated.MINUS_ONE
        self._scaled = math.nan  # the same as a number: filling an array takes longer than a look
        self._stages: dict[int, tuple[list[Stage], Stage]] = {}

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, then the values that every layer puts out."""
        return self._network.sizes

    @property
    def products(self) -> int:
        """See ``Network.products``."""
        return self._network.products

    def forward(self, images: Array) -> Array:
        """Return the outputs, shape (n, N), with nothing left out. See ``Network.forward``.

        Raises:
            ValueError: If ``images`` is not a batch of rows of n_in values.
        """
        n = len(images)
        if images.dtype is not self._dtype:
            images = np.asarray(images, self._dtype)
        if images.shape != (n, self._n_in):
            raise ValueError(f"expected a batch of shape (n, {self._n_in}), got {images.shape}")
        with np.errstate(over="ignore"):  # see activation.py
            if 0 < n <= self._at_once:
                return self._outputs(images)
            outputs = np.empty((n, self._n_classes), self._dtype)
            for start in range(0, n, self._at_once):
                part = slice(start, start + self._at_once)
                outputs[part] = self._outputs(images[part])
            return outputs

    def row(self, arrays: Sequence[Array]) -> Array:
        """Return arrays shaped like the parameters as one row, as its descent knows them."""
        row = np.zeros_like(self._parameters.values)
        for part, array in zip(self._parameters.apart(row), arrays, strict=True):
            np.copyto(part, array)
        return row

    def apart(self, row: Array) -> list[Array]:
        """Return the arrays of which a row is made, not copies of them."""
        return self._parameters.apart(row)

    def _outputs(self, images: Array) -> Array:
        """Return what ``forward`` does; a sigmoid is the last of all, which has its own array."""
        below, last = self._stages_for(len(images))
        a = images
        for stage in (*below, last):
            if not isinstance(stage, AsItIs) or not isinstance(stage.layer, Dropout):
                a = stage.forward(a)
        return a

    def prepared(self, images: Array) -> Array:
        """Return images as ``step`` takes them fastest, row for row; it takes others too.

        Args:
            images: Shape (n, n_in), of the network's precision.
        """
        if isinstance(self._network.layers[0], Layer) and images.size <= PREPARED:
            return Dense.prepared(images)
        return images

    def step(
        self, images: Array, targets: Array, descent: Descent, loss: Loss, share: float = 0.0
    ) -> None:
        """Go one step down the slope of the loss. See ``Network.step``."""
        for _ in self.begin(images, targets, descent, loss, share) or ():
            pass

    def begin(
        self, images: Array, targets: Array, descent: Descent, loss: Loss, share: float = 0.0
    ) -> Iterator[object] | None:
        """Take a step, or return what is to be done of it, part by part.

        Where a network's maps are large a batch is worked through a few drawings at
        a time: what a processor has in its cache it need not fetch again. Whoever
        has other things to do, a window, does them in between; but nothing may be asked
        of this object until the step is over. Nothing is learnt before the last part.

        Raises:
            ValueError: If ``images`` or ``targets`` do not fit the network.
        """
        n = len(images)
        if images.dtype is not self._dtype:
            images = np.asarray(images, self._dtype)
        if targets.shape != (n, self._n_classes):
            raise ValueError(f"expected {self._n_classes} targets for each of {n} drawings")
        scale = (descent.rate(share) if descent.plain else 1.0) / n
        if scale != self._scaled:
            self._scale.fill(scale)
            self._scaled = scale
        if n > self._at_once:
            return self._in_parts(images, targets, descent, loss, share)
        self._find(images, targets, loss)
        self._descend(descent, share)
        return None

    def _descend(self, descent: Descent, share: float) -> None:
        values, slopes = self._parameters.values, self._parameters.slopes
        if descent.plain:  # the rate is in the slopes already: a pass less over all parameters
            np.subtract(values, slopes, values)
        else:
            descent.step([values], [slopes], share, self._decaying(descent))

    def _decaying(self, descent: Descent) -> list[Array] | None:
        return [self._parameters.decaying] if descent.weight_decay else None

    def _in_parts(
        self, images: Array, targets: Array, descent: Descent, loss: Loss, share: float
    ) -> Iterator[object]:
        """Take a step a few drawings at a time."""
        slopes, whole, first = self._parameters.slopes, self._sum, self._sum is None
        if whole is None:  # a system gives memory when it is first written to, which takes long
            whole = self._sum = np.zeros_like(slopes)
            yield whole
            slopes.fill(0.0)
            yield slopes
        whole.fill(0.0)
        for start in range(0, len(images), self._at_once):
            part = slice(start, start + self._at_once)
            outputs = self._find_outputs(images[part])
            yield part
            self._find_slopes(outputs, targets[part], loss)
            np.add(whole, slopes, whole)
            yield part
        if first and not descent.plain:
            decaying = self._decaying(descent)
            yield decaying
            yield from descent.prepare([self._parameters.values], decaying)
        np.copyto(slopes, whole)
        self._descend(descent, share)

    def _find(self, images: Array, targets: Array, loss: Loss) -> None:
        """Find the gradient of the losses of these drawings, times the scale."""
        self._find_slopes(self._find_outputs(images), targets, loss)

    def _find_outputs(self, images: Array) -> list[Array]:
        """Return the images and what each stage makes of them, but for the last one."""
        below, _ = self._stages_for(len(images))
        outputs = [images]
        for stage in below:
            outputs.append(stage.forward(outputs[-1]))
        return outputs

    def _find_slopes(self, outputs: Sequence[Array], targets: Array, loss: Loss) -> None:
        """Find the gradient, of what ``_find_outputs`` has returned."""
        below, last = self._stages_for(len(targets))
        if isinstance(last, Dense):
            last.run(outputs[-1])
            last.gradient_of(loss, targets, self._scale)
        else:
            last.gradient(loss.slope(last.forward(outputs[-1]), targets) * self._scale)
        above: Stage = last
        for depth in range(len(below) - 1, -1, -1):
            d_z, curve = above.backward(), below[depth].activation
            if curve is not NONE:
                d_z = d_z * curve.slope(outputs[depth + 1])
            above = below[depth]
            above.gradient(d_z)

    def _stages_for(self, n: int) -> tuple[list[Stage], Stage]:
        """Return the stages that take n drawings, the last one apart; made the first time."""
        if n not in self._stages:
            *below, last = stages_of(self._network.layers, self._parameters.places, n)
            self._stages[n] = below, last
        return self._stages[n]
