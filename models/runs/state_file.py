"""The state of a run on disk: ``state.npz``, an array for each of its numbers, and a header."""

import contextlib
import json
import math
import uuid
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from epochs import Place
from layer import Weighted
from models import archive
from models.curves import Measured, Point
from models.errors import ModelError
from models.layer_files import entry, layer_of
from models.runs.moments import FILE as MOMENTS
from models.runs.moments import MomentReader
from models.scores import Score
from models.settings import plan_from
from models.state import Changed, State
from models.waiting import in_thread
from network import Network

FORMAT = 1
FILE = "state.npz"


def save(state: State, folder: Path) -> Iterator[None]:
    """Write a state into its run's folder, yielding between its arrays; then put it in place.

    Raises:
        OSError: If it cannot be written; the state before is still there.
    """
    beside = folder / f".{uuid.uuid4().hex}"
    try:
        with zipfile.ZipFile(beside, "w") as file:
            for name, array in _arrays(state):
                with file.open(f"{name}.npy", "w") as member:
                    np.lib.format.write_array(member, array, allow_pickle=False)
                yield
        # Where a file takes another's place some systems write all of it to the disk first.
        yield from in_thread(lambda: beside.replace(folder / FILE), whole=True)
    finally:
        beside.unlink(missing_ok=True)


def load(folder: Path) -> State:
    """Return the state in a run's folder, with the points that its moments tell.

    Raises:
        ModelError: If it is missing, damaged, or of a newer version.
    """
    name = folder.name
    try:
        with archive.opened(folder / FILE, FORMAT) as (header, file):
            return _state(header, file, folder)
    except FileNotFoundError:
        raise ModelError(f"The run {name} has no state to go on from.") from None
    except archive.Newer:
        raise ModelError(f"The run {name} is of a newer version; update Inkling.") from None
    except (ModelError, MemoryError):
        raise
    except Exception as error:
        raise ModelError(f"The state of the run {name} is damaged; it cannot go on.") from error


def held_out_score(folder: Path) -> Score | None:
    """Return the held-out score of the best network alone; None if there is none.

    Raises:
        ModelError: If it is missing or damaged.
    """
    try:
        with archive.opened(folder / FILE, FORMAT) as (header, file):
            if header["losses"]:
                counts = file["held_out"].astype(np.int64)
                return Score(counts.reshape(len(counts), len(counts)), float(header["losses"][1]))
        state = load(folder)
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(f"The state of the run {folder.name} is damaged.") from error
    point = state.measured.best_point
    return None if point is None else point.held_out


def _arrays(state: State) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    measured = state.measured
    header = {
        "format": FORMAT,
        "plan": asdict(state.plan),
        "layers": [entry(layer) for layer in state.network.layers],
        "place": list(state.place),
        "since": list(state.since),
        "velocities": len(state.velocities),
        "digest": state.digest,
        "scored_digest": state.scored_digest,
        "changes": [asdict(change) for change in state.changes],
        "points": len(measured.points),
        "best_at": measured.best_at,
        "best_loss": measured.best_loss if math.isfinite(measured.best_loss) else None,
        "losses": [],
    }
    if measured.whole is not None:
        header["losses"] = [measured.whole.trained.loss, measured.whole.held_out.loss]
    yield "header", np.array(json.dumps(header))
    yield from _numbered("now", state.network.parameters())
    yield from _numbered("velocity", state.velocities)
    if measured.best is not None:
        yield from _numbered("best", measured.best.parameters())
    if measured.whole is not None:
        yield "trained", measured.whole.trained.confusion
        yield "held_out", measured.whole.held_out.confusion


def _numbered(
    name: str, arrays: Sequence[npt.NDArray[Any]]
) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    for i, array in enumerate(arrays):
        yield f"{name}{i}", np.ascontiguousarray(array)


def _state(header: dict[str, Any], file: Any, folder: Path) -> State:
    network = _network(header["layers"], file, "now", folder.name)
    velocities = tuple(file[f"velocity{i}"] for i in range(header["velocities"]))
    if velocities:
        shapes = [array.shape for array in network.parameters()]
        if [array.shape for array in velocities] != shapes:
            raise ValueError("velocities of other shapes")
    changes = tuple(
        Changed(int(each["epoch"]), dict(each["settings"]), bool(each["drawings"]))
        for each in header["changes"]
    )
    return State(
        plan_from(header["plan"]), network, _place(header["place"]), _place(header["since"]),
        velocities, _measured(header, file, folder, network), str(header["digest"]),
        str(header["scored_digest"]), changes,
    )  # fmt: skip


def _network(layers: Sequence[Any], file: Any, name: str, run: str) -> Network:
    """Return a network of the arrays of a name, two for each layer with weights."""
    made, i = [], 0
    for said in layers:
        layer = layer_of(said, _pair(file, name, i), run)
        i += 2 * isinstance(layer, Weighted)
        made.append(layer)
    return Network(made)


def _pair(file: Any, name: str, i: int) -> Callable[[str], Any]:
    """Return what finds the weights and biases of a layer, arrays ``i`` and the next."""
    return lambda which: file[f"{name}{i + (which == 'biases')}"]


def _place(numbers: Sequence[Any]) -> Place:
    place = Place(*numbers)
    if not all(type(n) is int and n >= 0 for n in place) or place.epoch < 1:
        raise ValueError("no place")
    return place


def _measured(header: dict[str, Any], file: Any, folder: Path, network: Network) -> Measured:
    """Return what was measured; of points that are lost nothing is known any more."""
    points: list[Point] = []
    with contextlib.suppress(ModelError):  # damaged: the run goes on without them
        points = MomentReader(folder / MOMENTS, network).points[: int(header["points"])]
    best_at = header["best_at"]
    if best_at is None:
        return Measured(tuple(points))
    best = _network(header["layers"], file, "best", folder.name)
    if not 0 <= best_at < len(points):
        return Measured(tuple(points), best)
    whole, n = None, network.sizes[-1]
    if header["losses"]:
        trained, held_out = (
            Score(file[name].astype(np.int64).reshape(n, n), float(loss))
            for name, loss in zip(("trained", "held_out"), header["losses"], strict=True)
        )
        whole = Point(points[best_at].epoch, trained, held_out)
    best_loss = math.inf if header["best_loss"] is None else float(header["best_loss"])
    return Measured(tuple(points), best, best_at, best_loss, whole)
