"""Layers in a network's file: an entry of the header each, and the arrays of those with weights."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from activation import activation_named
from centring import Centring
from convolution import Convolution
from layer import AnyLayer, Layer, Weighted
from models.errors import ModelError
from pooling import Pooling

LARGEST = 1 << 20  # of a size in a header; no layer of Inkling's comes near it

Arrays = Mapping[str, npt.NDArray[Any]]


def entry(layer: AnyLayer) -> dict[str, Any]:
    """Return what the header says of a layer."""
    said: dict[str, Any] = {"kind": layer.kind}
    if isinstance(layer, Weighted):
        said["activation"] = layer.activation.name
    return said | {name: getattr(layer, name) for name in _KINDS[layer.kind][0]}


def layer_of(said: Mapping[str, Any], arrays: Callable[[str], Any], file: str) -> AnyLayer:
    """Return the layer that a header's entry describes.

    Args:
        said: The entry.
        arrays: Returns the array of a name, "weights" or "biases".
        file: Its name, for what has to be said.

    Raises:
        ModelError: If the kind is unknown, or an array is not what the entry says.
        KeyError, TypeError, ValueError: If the entry is no such entry.
    """
    kind = said["kind"]
    if kind not in _KINDS:
        raise ModelError(f"{file} has a layer of a kind this version does not know.")
    sizes, make = _KINDS[kind]
    if kind == Convolution.kind and "padding" not in said:  # a file of format 2
        said = {**said, "padding": said["size"] // 2}
    numbers = {name: said[name] for name in sizes}
    least = dict.fromkeys(sizes, 1) | {"padding": 0}
    if not all(type(n) is int and least[name] <= n <= LARGEST for name, n in numbers.items()):
        raise ValueError("a size out of range")
    layer: AnyLayer = make(numbers, said)
    if layer.n_out > LARGEST:
        raise ValueError("too large")
    if isinstance(layer, Weighted):
        _fill(layer, arrays("weights"), arrays("biases"), file)
    return layer


def _fill(layer: Weighted, weights: Any, biases: Any, file: str) -> None:
    # NumPy would stretch an array of another shape without a word.
    if weights.shape != layer.weights.shape or biases.shape != layer.biases.shape:
        raise ModelError(f"{file} has arrays of other shapes than its header says.")
    kinds = {weights.dtype.kind, biases.dtype.kind}
    if kinds != {"f"} or not (np.isfinite(weights).all() and np.isfinite(biases).all()):
        raise ModelError(f"{file} has weights that are no numbers (NaN or infinite).")
    layer.weights, layer.biases = weights.copy(), biases.astype(weights.dtype)


def _dense(n: Mapping[str, int], said: Mapping[str, Any]) -> AnyLayer:
    if n["n_in"] * n["n_out"] > LARGEST * 16:
        raise ValueError("too large")
    return Layer(n["n_in"], n["n_out"], _no_matter(), activation_named(said["activation"]))


def _convolution(n: Mapping[str, int], said: Mapping[str, Any]) -> AnyLayer:
    if n["size"] ** 2 * n["n_maps"] * n["n_filters"] > LARGEST * 16 or n["size"] > 2 * n["side"]:
        raise ValueError("too large")
    return Convolution(
        n["side"], n["n_maps"], n["n_filters"], _no_matter(), size=n["size"], stride=n["stride"],
        padding=n["padding"], activation=activation_named(said["activation"]),
    )  # fmt: skip


def _no_matter() -> np.random.Generator:
    """Return a source of first weights; those of the file take their place."""
    return np.random.default_rng(0)


# For each kind the sizes in its entry, and how it is made of them.
_KINDS: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, int], Mapping[str, Any]], Any]]] = {
    Layer.kind: (("n_in", "n_out"), _dense),
    Convolution.kind: (
        ("side", "n_maps", "n_filters", "size", "stride", "padding"),
        _convolution,
    ),  # fmt: skip
    Pooling.kind: (("side", "n_maps"), lambda n, _: Pooling(n["side"], n["n_maps"])),
    Centring.kind: (("side",), lambda n, _: Centring(n["side"])),
}
