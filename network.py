"""A network: layers in a row, and how it learns from drawings.

The last layer is a sigmoid, so every output lies between 0 and 1 and can be
read without knowing the others. Hidden layers may use any activation.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from activation import NONE, SIGMOID, Activation, Array
from chance import Chance
from descent import Descent
from epochs import START, Part, Place, batches_left, parts_with_next
from layer import AnyLayer, Layer
from loss import CROSS_ENTROPY, Loss

# Called with the part to vary, and the one that comes next, to get ready for it. Gives None as
# long as the variants are being made, and them at last.
Variants = Callable[[Part, Part | None], Iterable[npt.NDArray[Any] | None]]
# See Network.step. What it returns is still to be done, part by part; None: it is done.
Step = Callable[[Array, Array, Descent, Loss, float], Iterable[object] | None]


PRODUCTS = 1 << 27  # in a pass forward at most: a twentieth of a second


class Progress(NamedTuple):
    """Where training stands after one mini-batch, or a part of one."""

    epoch: int  # from 1
    step: int  # mini-batches learnt from since the beginning
    steps: int  # mini-batches in the whole training
    epoch_done: bool  # whether this was the last batch of its epoch
    place: Place  # from which to go on


class Network:
    """Layers in a row, each fed with what the one before it puts out."""

    def __init__(self, layers: Sequence[AnyLayer]) -> None:
        """Join layers that fit one another.

        Raises:
            ValueError: If there is no layer, if one does not fit the next, or if
                the last is not a sigmoid.
        """
        if not layers:
            raise ValueError("a network needs at least one layer")
        for below, above in zip(layers, layers[1:], strict=False):
            if below.n_out != above.n_in:
                raise ValueError(
                    f"a layer of {below.n_out} neurons cannot feed {above.n_in} inputs"
                )
        if layers[-1].activation is not SIGMOID:
            raise ValueError(f"the last layer is a sigmoid, got {layers[-1].activation.name}")
        self.layers = list(layers)

    @classmethod
    def dense(
        cls,
        sizes: Sequence[int],
        rng: np.random.Generator,
        activation: Activation = SIGMOID,
        dtype: npt.DTypeLike = np.float32,
    ) -> "Network":
        """Return an untrained network of fully connected layers.

        Args:
            sizes: Inputs, neurons of each hidden layer, outputs: (784, 16, 16, 8).
            rng: Source of the weights; the same seed gives the same network.
            activation: Curve of the hidden layers; the outputs are sigmoids.
            dtype: Precision, float32 or float64.

        Raises:
            ValueError: If there are fewer than two sizes, or one is below 1.
        """
        if len(sizes) < 2:
            raise ValueError(f"a network needs inputs and outputs, got sizes {tuple(sizes)}")
        curves = [activation] * (len(sizes) - 2) + [SIGMOID]
        shapes = zip(sizes, sizes[1:], curves, strict=False)
        return cls([Layer(n_in, n_out, rng, curve, dtype) for n_in, n_out, curve in shapes])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, then the neurons of every layer."""
        return (self.layers[0].n_in, *(layer.n_out for layer in self.layers))

    @property
    def products(self) -> int:
        """How many products of two numbers an answer needs, at least 1."""
        return 1 + sum(layer.products for layer in self.layers)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The precision of the parameters."""
        return self.layers[-1].parameters()[0].dtype

    def parameters(self) -> list[npt.NDArray[Any]]:
        """Return the arrays that training changes, layer by layer, not copies of them."""
        return [array for layer in self.layers for array in layer.parameters()]

    def activations(self, images: Array) -> list[Array]:
        """Return what every stage puts out, the images first, the outputs last.

        Args:
            images: Shape (n, n_in); 1.0 for ink, 0.0 for paper.

        Returns:
            Arrays of shape (n, size), one for each of ``sizes``.

        Raises:
            ValueError: If ``images`` is not a batch of rows of n_in values.
        """
        stages: list[Array] = [np.asarray(images, self.dtype)]
        for layer in self.layers:
            stages.append(layer.forward(stages[-1]))
        return stages

    def forward(self, images: Array) -> Array:
        """Return the outputs, shape (n, N), each in [0, 1].

        Raises:
            ValueError: If ``images`` is not a batch of rows of n_in values.
        """
        return self.activations(images)[-1]

    def slopes(self, stages: Sequence[Array], targets: Array, loss: Loss) -> list[Array]:
        """Return the slopes of the batch's mean loss at every layer's sums, (n, n_out) each.

        Args:
            stages: What ``activations`` returned for the batch.
            targets: Wanted outputs, shape (n, N), each 0.0 or 1.0.
            loss: What is to become small.

        Raises:
            ValueError: If there is not one target for every output.

        Equations BP1 and BP2 of Nielsen, ch. 2.
        """
        outputs = stages[-1]
        if targets.shape != outputs.shape:
            raise ValueError(f"expected targets of shape {outputs.shape}, got {targets.shape}")
        d_z: Array = loss.slope(outputs, targets) / len(outputs)
        slopes = [d_z]
        for depth in range(len(self.layers) - 1, 0, -1):
            d_a = self.layers[depth].backward(stages[depth], stages[depth + 1], d_z)
            curve = self.layers[depth - 1].activation
            d_z = d_a if curve is NONE else d_a * curve.slope(stages[depth])
            slopes.append(d_z)
        return slopes[::-1]

    def backward(
        self, stages: Sequence[Array], targets: Array, loss: Loss
    ) -> list[tuple[Array, ...]]:
        """Return the gradient of the batch's mean loss, one entry per layer.

        Takes and raises what ``slopes`` does. Equations BP3 and BP4 of Nielsen, ch. 2.
        """
        slopes = self.slopes(stages, targets, loss)
        return [
            layer.gradient(x, d_z)
            for layer, x, d_z in zip(self.layers, stages, slopes, strict=False)
        ]

    def step(
        self, images: Array, targets: Array, descent: Descent, loss: Loss, share: float = 0.0
    ) -> None:
        """Go one step down the slope of the loss.

        Args:
            images: One mini-batch, shape (n, n_in).
            targets: Wanted outputs, shape (n, N).
            descent: How far, and what carries over.
            loss: What is to become small.
            share: How much of the training is done, 0 to 1.
        """
        stages = self.activations(images)
        gradients = self.backward(stages, targets, loss)
        slopes = [array for gradient in gradients for array in gradient]
        descent.step(self.parameters(), slopes, share)

    def train(
        self,
        images: Array,
        targets: Array,
        *,
        epochs: int,
        batch_size: int,
        descent: Descent,
        chance: Chance,
        loss: Loss = CROSS_ENTROPY,
        variants: Variants | None = None,
        step: Step | None = None,
        begin: Place = START,
    ) -> Iterator[Progress]:
        """Improve the network in place, yielding after every mini-batch and where it takes long.

        The caller sets the pace: the window takes the steps that fit in a frame,
        the command line takes them all, a test takes three. To stop, stop asking. To
        go on, begin at the last place; what carries over is in ``descent``.

        Args:
            images: Shape (n, n_in), n at least 1.
            targets: Wanted outputs, shape (n, N).
            epochs: How many times each drawing is learnt from, from the beginning.
            batch_size: Drawings per step; the last batch of an epoch may be shorter.
            descent: How far each step goes, and what carries over to the next.
            chance: Regroups the drawings before every epoch.
            loss: What is to become small.
            variants: Makes a fresh variant of each drawing of a part, (n, n_in), or None
                to show the images as they are.
            step: Takes a step, if not this network's own: that of one compiled.
            begin: Where an earlier training by the same settings ended.

        Raises:
            ValueError: If there are no images, or not one target for each.
        """
        n = len(images)
        if n == 0 or len(targets) != n:
            raise ValueError(f"expected as many targets as images, got {len(targets)} for {n}")
        images = np.asarray(images, self.dtype)
        targets = np.asarray(targets, self.dtype)
        place, step = begin, step or self.step
        steps = begin.step + batches_left(n, epochs, batch_size, begin)
        for part, following in parts_with_next(n, epochs, batch_size, chance, begin):
            wanted, shown = targets.take(part.rows, 0), None
            if variants is not None:
                for made in variants(part, following):
                    shown = made
                    yield Progress(part.epoch, place.step, steps, False, place)
            done = place.start - part.start if place.epoch == part.epoch else 0
            for start in range(max(done, 0), len(part.rows), batch_size):
                end = min(start + batch_size, len(part.rows))
                x = images.take(part.rows[start:end], 0) if shown is None else shown[start:end]
                share = place.share(n, epochs)
                for _ in step(x, wanted[start:end], descent, loss, share) or ():
                    yield Progress(part.epoch, place.step, steps, False, place)
                place = place.after(part, end)
                over = place.epoch > part.epoch
                yield Progress(part.epoch, place.step, steps, over, place)

    def copy(self) -> "Network":
        """Return a network with the same numbers in arrays of its own."""
        return Network([layer.copy() for layer in self.layers])

    def twin(self) -> "Network":
        """Return a network of layers of its own with the same arrays; it can be given others."""
        return Network([copy(layer) for layer in self.layers])


def one_hot(labels: npt.NDArray[np.integer[Any]], n_classes: int) -> Array:
    """Return targets of shape (n, n_classes): 1.0 at each label, 0.0 elsewhere.

    Args:
        labels: Class numbers, shape (n,), each from 0 to n_classes - 1.
        n_classes: Columns of the result.
    """
    targets: Array = np.eye(n_classes, dtype=np.float32)[labels]
    return targets
