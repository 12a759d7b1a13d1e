"""One fully connected layer: weights, biases and an activation.

Shapes, here and everywhere in the core: n drawings form a batch of shape
(n, n_in), one row per drawing. A single drawing is a batch of one.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from activation import SIGMOID, Activation, Array


class Gradient(NamedTuple):
    """Slopes of the loss at one layer's parameters, shaped like them."""

    weights: Array
    biases: Array


class Layer:
    """Computes ``activation(x @ weights + biases)``.

    A layer holds parameters and nothing else. What a forward pass produced is
    given back by the caller when it asks for slopes, so a drawing can be read
    while training is halfway through a batch.
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        rng: np.random.Generator,
        activation: Activation = SIGMOID,
        dtype: npt.DTypeLike = np.float32,
    ) -> None:
        """Draw small random weights; start every bias at zero.

        Args:
            n_in: Values in one input row, at least 1.
            n_out: Neurons, at least 1.
            rng: Source of the weights; the same seed gives the same layer.
            activation: Curve applied to every neuron.
            dtype: Precision of the parameters, float32 or float64.

        Raises:
            ValueError: If either size is below 1.

        The spread 1/sqrt(n_in) keeps a sigmoid off its flat ends at the start
        (Nielsen, "Neural Networks and Deep Learning", ch. 3).
        """
        if n_in < 1 or n_out < 1:
            raise ValueError(f"a layer needs at least 1 input and 1 neuron, got {n_in} and {n_out}")
        spread = 1.0 / np.sqrt(n_in)
        self.weights: Array = rng.normal(0.0, spread, (n_in, n_out)).astype(dtype)
        self.biases: Array = np.zeros(n_out, dtype)
        self.activation = activation

    @property
    def n_in(self) -> int:
        """Values in one input row."""
        return int(self.weights.shape[0])

    @property
    def n_out(self) -> int:
        """Neurons, and so values in one output row."""
        return int(self.weights.shape[1])

    def sums(self, x: Array) -> Array:
        """Return the weighted sums z before the activation, shape (n, n_out).

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        if x.ndim != 2 or x.shape[1] != self.n_in:
            raise ValueError(f"expected a batch of shape (n, {self.n_in}), got {x.shape}")
        z: Array = x @ self.weights + self.biases
        return z

    def forward(self, x: Array) -> Array:
        """Return the outputs, shape (n, n_out), each in [0, 1] for a sigmoid.

        Args:
            x: Inputs, shape (n, n_in); a pixel is 1.0 for ink, 0.0 for paper.

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        return self.activation.apply(self.sums(x))

    def gradient(self, x: Array, d_z: Array) -> Gradient:
        """Return the slopes of the loss at the parameters, summed over the batch.

        Args:
            x: The inputs of the forward pass, shape (n, n_in).
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).

        Equations BP3 and BP4 of Nielsen, ch. 2, for a whole batch.
        """
        return Gradient(x.T @ d_z, d_z.sum(axis=0))

    def backward(self, d_z: Array) -> Array:
        """Return the slopes of the loss at the inputs, shape (n, n_in).

        Args:
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).

        The matrix half of equation BP2 of Nielsen, ch. 2; the other half is the
        slope of the layer below, which that layer knows.
        """
        d_x: Array = d_z @ self.weights.T
        return d_x

    def copy(self) -> "Layer":
        """Return a layer with the same numbers in arrays of its own."""
        twin = object.__new__(type(self))
        twin.weights, twin.biases = self.weights.copy(), self.biases.copy()
        twin.activation = self.activation
        return twin

    def parameters(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the arrays that training changes, not copies of them."""
        return self.weights, self.biases
