"""Layers: what one of any kind is, and the fully connected one.

Shapes, here and everywhere in the core: n drawings form a batch of shape
(n, n_in), one row per drawing. A single drawing is a batch of one. Where a layer
sees pictures, a row is the picture laid flat: row by row from the top left, with
the values of all maps at a pixel beside one another, ``(side, side, maps)``.

A layer holds parameters and nothing else. What a forward pass produced is given
back by the caller when it asks for slopes, so a drawing can be read while
training is halfway through a batch.
"""

from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from activation import SIGMOID, Activation, Array


class Gradient(NamedTuple):
    """Slopes of the loss at one layer's parameters, shaped like them."""

    weights: Array
    biases: Array


class AnyLayer(Protocol):
    """What a network needs of a layer of any kind."""

    kind: ClassVar[str]  # what files call it

    @property
    def activation(self) -> Activation:
        """Curve applied to every sum."""

    @property
    def n_in(self) -> int:
        """Values in one input row."""

    @property
    def n_out(self) -> int:
        """Values in one output row."""

    @property
    def products(self) -> int:
        """Products of two numbers for each input row."""

    def sums(self, x: Array) -> Array:
        """Return what the activation is applied to, (n, n_out), for inputs x (n, n_in)."""

    def forward(self, x: Array) -> Array:
        """Return the outputs a, (n, n_out), for inputs x (n, n_in)."""

    def gradient(self, x: Array, d_z: Array) -> tuple[Array, ...]:
        """Return the slopes of the loss at the parameters, summed over the batch."""

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Return the slopes of the loss at the inputs x; d_z are those at the sums."""

    def parameters(self) -> tuple[npt.NDArray[Any], ...]:
        """Return the arrays that training changes, not copies of them."""

    def copy(self) -> "AnyLayer":
        """Return a layer with the same numbers in arrays of its own."""


def check_batch(x: Array, n_in: int) -> None:
    """Raise ValueError if ``x`` is not a batch of rows of ``n_in`` values."""
    if x.ndim != 2 or x.shape[1] != n_in:
        raise ValueError(f"expected a batch of shape (n, {n_in}), got {x.shape}")


Own = TypeVar("Own", bound="Weighted")


class Weighted:
    """What layers with weights have in common."""

    weights: Array
    biases: Array
    activation: Activation

    def _draw(self, shape: tuple[int, int], rng: np.random.Generator, dtype: npt.DTypeLike) -> None:
        """Draw small random weights, as far apart as the activation likes; start biases at zero."""
        spread = self.activation.gain / np.sqrt(shape[0])
        self.weights = rng.normal(0.0, spread, shape).astype(dtype)
        self.biases = np.zeros(shape[1], dtype)

    def sums(self, x: Array) -> Array:
        """Return the weighted sums z before the activation, shape (n, n_out)."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """Return the outputs, shape (n, n_out), each in [0, 1] for a sigmoid.

        Args:
            x: Inputs, shape (n, n_in); a pixel is 1.0 for ink, 0.0 for paper.

        Raises:
            ValueError: If ``x`` is not a batch of rows of n_in values.
        """
        return self.activation.apply(self.sums(x))

    def parameters(self) -> Gradient:
        """Return the arrays that training changes, not copies of them."""
        return Gradient(self.weights, self.biases)

    def copy(self: Own) -> Own:
        """Return a layer with the same numbers in arrays of its own."""
        twin = object.__new__(type(self))
        vars(twin).update(vars(self))
        twin.weights, twin.biases = self.weights.copy(), self.biases.copy()
        return twin


class Layer(Weighted):
    """Fully connected: computes ``activation(x @ weights + biases)``."""

    kind: ClassVar[str] = "dense"

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
        """
        if n_in < 1 or n_out < 1:
            raise ValueError(f"a layer needs at least 1 input and 1 neuron, got {n_in} and {n_out}")
        self.activation = activation
        self._draw((n_in, n_out), rng, dtype)

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
        check_batch(x, self.n_in)
        z: Array = x @ self.weights + self.biases
        return z

    @property
    def products(self) -> int:
        """Products of two numbers for each input row."""
        return self.weights.size

    def gradient(self, x: Array, d_z: Array) -> Gradient:
        """Return the slopes of the loss at the parameters, summed over the batch.

        Args:
            x: The inputs of the forward pass, shape (n, n_in).
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).

        Equations BP3 and BP4 of Nielsen, ch. 2, for a whole batch.
        """
        return Gradient(x.T @ d_z, d_z.sum(axis=0))

    def backward(self, x: Array, a: Array, d_z: Array) -> Array:
        """Return the slopes of the loss at the inputs, shape (n, n_in).

        Args:
            x: The inputs of the forward pass; not looked at here.
            a: The outputs of the forward pass; not looked at here.
            d_z: Slopes of the loss at this layer's sums, shape (n, n_out).

        The matrix half of equation BP2 of Nielsen, ch. 2; the other half is the
        slope of the layer below, which that layer knows.
        """
        d_x: Array = d_z @ self.weights.T
        return d_x
