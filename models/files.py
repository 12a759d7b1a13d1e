"""Networks on disk: one ``.npz`` each, the arrays and a JSON header. Nothing in it is ever run."""

import contextlib
import json
import math
import uuid
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from activation import SIGMOID
from layer import Weighted
from models import archive
from models.errors import ModelError
from models.layer_files import entry, layer_of
from models.model import Model, Story
from network import Network

FORMAT = 3  # 2 added layers other than dense ones; 3 says how a convolution is padded
LONGEST_NAME = 100  # characters of a class name
INPUTS = 784  # pixels of a sheet


def save(model: Model, path: Path) -> None:
    """Write a model beside ``path``, then put it in its place in one step.

    Raises:
        ModelError: If it cannot be written; what was at ``path`` is still there.
    """
    arrays: dict[str, Any] = {"header": np.array(json.dumps(_header(model)))}
    for i, layer in enumerate(model.network.layers):
        if isinstance(layer, Weighted):
            arrays[f"weights{i}"], arrays[f"biases{i}"] = layer.parameters()
    beside = path.with_name(f".{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.savez(file, **arrays)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise ModelError(f"{path} could not be written ({error.strerror}).") from error


def check_target(path: Path) -> None:
    """Make sure that a network can be saved at ``path``, before one is trained for it.

    Raises:
        ModelError: If it does not end in .npz, cannot be written, or would replace
            something that is no network.
    """
    if path.suffix != ".npz":
        raise ModelError(f"“{path}” is no name for a network; let it end in .npz.")
    try:
        if path.exists():
            load(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}")
        beside.touch()
        beside.unlink()
    except ModelError:
        raise ModelError(f"{path} is there already, and no network; choose another name.") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be written; choose another place.") from error


def load(path: Path) -> Model:
    """Read a model.

    Raises:
        ModelError: If it is missing, damaged, foreign, of a newer version, or its
            arrays do not fit together.
    """
    try:
        with archive.opened(path, FORMAT) as (header, file):
            return _model(header, file, path)
    except FileNotFoundError:
        raise ModelError(f"There is no network at {path}.") from None
    except archive.TooLarge:
        raise ModelError(f"{path.name} is too large for a network of Inkling's.") from None
    except archive.Newer:
        raise ModelError(f"{path.name} was saved by a newer version; update Inkling.") from None
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"{path.name} is damaged, or not a network of Inkling's.") from error


def _header(model: Model) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "layers": [entry(layer) for layer in model.network.layers],
        "names": list(model.names),
        "story": asdict(model.story),
    }


def _model(header: dict[str, Any], file: Any, path: Path) -> Model:
    layers = [
        layer_of(said, _numbered(file, i), path.name) for i, said in enumerate(header["layers"])
    ]
    if layers and layers[-1].activation is not SIGMOID:
        raise ModelError(f"{path.name} does not end in a sigmoid, as a network of Inkling's does.")
    network = Network(layers)
    if network.sizes[0] != INPUTS:
        raise ModelError(f"{path.name} reads {network.sizes[0]:,} pixels; a sheet has {INPUTS}.")
    names = header["names"]
    if not _are_names(names) or len(names) != network.sizes[-1]:
        raise ModelError(f"{path.name} does not have one class name for each of its outputs.")
    return Model(network, tuple(names), _story(header["story"]), path.stem)


def _numbered(file: Any, i: int) -> Callable[[str], Any]:
    """Return what finds an array of layer ``i`` by its name."""
    return lambda name: file[f"{name}{i}"]


def _are_names(names: Any) -> bool:
    texts = isinstance(names, list) and all(isinstance(name, str) for name in names)
    fit = texts and all(1 <= len(name) <= LONGEST_NAME and name.isprintable() for name in names)
    return fit and len(set(names)) == len(names)


def _story(told: Any) -> Story:
    """Return the story, as far as it is one; raise ValueError if a value is no such value."""
    known = {field.name: field.default for field in fields(Story) if field.name != "plan"}
    values: dict[str, Any] = {"plan": dict(told["plan"])}
    for name, default in known.items():
        value = told.get(name, default)
        if isinstance(default, tuple):
            values[name] = tuple(str(each) for each in value)
            continue
        wanted = (float, int, type(None)) if default is None else type(default)
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise ValueError(name)
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(name)
        values[name] = value
    return Story(**values)


def titled(model: Model, path: Path) -> Model:
    """Return the model under the name of its file."""
    return replace(model, title=path.stem)
