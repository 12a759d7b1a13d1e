"""Networks on disk: one ``.npz`` each, the arrays and a JSON header. Nothing in it is ever run."""

import io
import json
import os
import uuid
import zipfile
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from activation import SIGMOID, activation_named
from layer import Layer
from models.errors import ModelError
from models.model import Model, Story
from network import Network

FORMAT = 1
INPUTS = 784  # pixels of a sheet
LARGEST_BYTES = 1 << 30  # unpacked; ten layers of a thousand neurons are 40 MB


def save(model: Model, path: Path) -> None:
    """Write a model beside ``path``, then put it in its place in one step.

    Raises:
        ModelError: If it cannot be written; what was at ``path`` is still there.
    """
    arrays: dict[str, Any] = {"header": np.array(json.dumps(_header(model)))}
    for i, layer in enumerate(model.network.layers):
        arrays[f"weights{i}"], arrays[f"biases{i}"] = layer.parameters()
    content = io.BytesIO()
    np.savez(content, **arrays)
    beside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content.getvalue())
        os.replace(beside, path)  # noqa: PTH105 (replaces on Windows too)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ModelError(f"{path} could not be written ({error.strerror}).") from error


def load(path: Path) -> Model:
    """Read a model.

    Raises:
        ModelError: If it is missing, damaged, foreign, of a newer version, or its
            arrays do not fit together.
    """
    try:
        with path.open("rb") as raw:  # opened here, so that it is closed whatever happens
            file: Any = np.load(raw, allow_pickle=False)  # never run a file
            if sum(info.file_size for info in file.zip.infolist()) > LARGEST_BYTES:
                raise ModelError(f"{path.name} is too large for a network of Inkling's.")
            header = json.loads(str(file["header"]))
            if header["format"] > FORMAT:
                raise ModelError(f"{path.name} was saved by a newer version; update Inkling.")
            return _model(header, file, path)
    except FileNotFoundError:
        raise ModelError(f"There is no network at {path}.") from None
    except ModelError:
        raise
    except (OSError, EOFError, LookupError, TypeError, ValueError, AttributeError,
            RecursionError, MemoryError, zipfile.BadZipFile) as error:  # fmt: skip
        raise ModelError(f"{path.name} is damaged, or not a network of Inkling's.") from error


def _header(model: Model) -> dict[str, Any]:
    layers = [
        {"kind": "dense", "n_in": la.n_in, "n_out": la.n_out, "activation": la.activation.name}
        for la in model.network.layers
    ]
    return {
        "format": FORMAT,
        "layers": layers,
        "names": list(model.names),
        "story": asdict(model.story),
    }


def _model(header: dict[str, Any], file: Any, path: Path) -> Model:
    layers = [_layer(i, entry, file, path) for i, entry in enumerate(header["layers"])]
    if layers and layers[-1].activation is not SIGMOID:
        raise ModelError(f"{path.name} does not end in a sigmoid, as a network of Inkling's does.")
    network = Network(layers)
    if network.sizes[0] != INPUTS:
        raise ModelError(f"{path.name} reads {network.sizes[0]:,} pixels; a sheet has {INPUTS}.")
    names = tuple(str(name) for name in header["names"])
    if len(names) != network.sizes[-1] or len(set(names)) < len(names):
        raise ModelError(f"{path.name} does not have one class name for each of its outputs.")
    known = {field.name for field in fields(Story)}
    story = Story(**{key: value for key, value in header["story"].items() if key in known})
    return Model(network, names, story, path.stem)


def _layer(i: int, entry: dict[str, Any], file: Any, path: Path) -> Layer:
    if entry["kind"] != "dense":
        raise ModelError(f"{path.name} has a layer of a kind this version does not know.")
    n_in, n_out = int(entry["n_in"]), int(entry["n_out"])
    weights, biases = file[f"weights{i}"], file[f"biases{i}"]
    # NumPy would stretch an array of another shape without a word.
    if weights.shape != (n_in, n_out) or biases.shape != (n_out,):
        raise ModelError(f"{path.name} has arrays of other shapes than its header says.")
    if weights.dtype.kind != "f" or not (np.isfinite(weights).all() and np.isfinite(biases).all()):
        raise ModelError(f"{path.name} has weights that are no numbers (NaN or infinite).")
    curve = activation_named(entry["activation"])
    layer = Layer(n_in, n_out, np.random.default_rng(0), curve, weights.dtype)
    layer.weights[:], layer.biases[:] = weights, biases
    return layer


def titled(model: Model, path: Path) -> Model:
    """Return the model under the name of its file."""
    return replace(model, title=path.stem)
