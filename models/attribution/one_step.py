"""One step: back-propagation for a single drawing, every number of it kept to be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from activation import Array
from loss import Loss
from models.architecture import is_centred, learner
from models.attribution.reading import in_doubles
from network import Network, one_hot

LARGEST, OTHERS = 3, 3  # weights of each array whose slopes are measured: steepest, and by chance
APART = 1e-5  # by how much a weight is moved to either side
NO_SLOPE = 1e-7  # slopes below it are too small to be compared
AGREES = 1e-4  # relative difference up to which computed and measured slopes are the same
SEED = 0  # of the weights chosen by chance


@dataclass(frozen=True)
class OneStep:
    """What one step of plain descent on one drawing would do.

    ``network`` is the part that learns, in float64: a centring is left out, as it
    is in training. Depths are those of its layers.
    """

    network: Network
    stages: list[Array]  # (size,) each: what the first layer sees, then every layer's outputs
    targets: Array  # (N,), 1.0 at the class, 0.0 elsewhere
    slopes: list[Array]  # (n_out,) each: of the loss at every layer's sums
    gradients: list[tuple[Array, ...]]  # of every layer: of weights and biases, or none
    rate: float
    loss: float  # as it is
    predicted: float  # after the step, if the loss were a plane
    measured: float  # after the step

    def nudges(self, depth: int) -> tuple[Array, ...]:
        """Return by how much the step moves a layer's weights and biases."""
        return tuple(-self.rate * gradient for gradient in self.gradients[depth])


def one_step(network: Network, image: Array, wanted: int, loss: Loss, rate: float) -> OneStep:
    """Return what a step on one drawing would do; nothing is changed.

    Args:
        network: Which would learn.
        image: The drawing, shape (n_in,); ink 1.0, paper 0.0.
        wanted: The output that should be 1, all others 0.
        loss: What is to become small.
        rate: Learning rate, above 0.

    Equations BP1 to BP4 of Nielsen, "Neural Networks and Deep Learning", ch. 2. The
    loss a small step predicts is the loss less rate times the squared gradient.
    """
    x: Array = image[None].astype(np.float64)
    if is_centred(network):
        x = network.layers[0].forward(x)
    taught = in_doubles(learner(network))
    targets = one_hot(np.array([wanted]), network.sizes[-1]).astype(np.float64)
    stages = taught.activations(x)
    slopes = taught.slopes(stages, targets, loss)
    gradients = [
        layer.gradient(x, d_z) for layer, x, d_z in zip(taught.layers, stages, slopes, strict=False)
    ]
    before = float(loss.value(stages[-1], targets)[0])
    after = taught.copy()
    steepness = 0.0
    for layer, gradient in zip(after.layers, gradients, strict=True):
        for array, slope in zip(layer.parameters(), gradient, strict=True):
            array -= rate * slope
            steepness += float((slope**2).sum())
    measured = float(loss.value(after.forward(x), targets)[0])
    return OneStep(
        taught, [stage[0] for stage in stages], targets[0], [d_z[0] for d_z in slopes],
        gradients, rate, before, before - rate * steepness, measured,
    )  # fmt: skip


class GradientCheck:
    """Slopes measured by moving single weights, beside those that were computed."""

    def __init__(self, step: OneStep, loss: Loss) -> None:
        """Prepare to measure.

        Args:
            step: Whose gradient.
            loss: The same as for it.
        """
        self._step, self._loss = step, loss
        # A measured slope is off by so much because the loss has 16 digits only: the closer an
        # output is to 0 or 1, the fewer of them are left in its logarithm.
        outputs = step.stages[-1]
        room = np.maximum(np.minimum(outputs, 1 - outputs), np.finfo(np.float64).tiny)
        rounding = float(np.finfo(np.float64).eps * (1 / room).sum() / APART)
        self._least = max(NO_SLOPE, rounding / AGREES)  # smaller slopes cannot be compared
        self.count = 0  # weights compared so far
        self.largest = 0.0  # relative difference
        self.over = False

    def steps(self) -> Iterator[None]:
        """Measure, yielding after every weight."""
        rng = np.random.default_rng(SEED)
        twin = self._step.network.copy()
        for layer, gradient in zip(twin.layers, self._step.gradients, strict=True):
            for array, slopes in zip(layer.parameters(), gradient, strict=True):
                flat = array.reshape(-1)
                steepest = np.argsort(-np.abs(slopes), axis=None)[:LARGEST]
                for place in {*steepest.tolist(), *rng.integers(0, len(flat), OTHERS).tolist()}:
                    self._compare(twin, flat, place, float(slopes.reshape(-1)[place]))
                    yield
        self.over = True

    def _compare(self, twin: Network, flat: Array, place: int, computed: float) -> None:
        losses, weight = [], flat[place]
        for moved in (weight + APART, weight - APART):
            flat[place] = moved
            outputs = twin.forward(self._step.stages[0][None])
            losses.append(float(self._loss.value(outputs, self._step.targets[None])[0]))
        flat[place] = weight
        measured = (losses[0] - losses[1]) / (2 * APART)
        size = max(abs(measured), abs(computed))
        if size > self._least:
            self.count += 1
            self.largest = max(self.largest, abs(measured - computed) / size)
