"""Record: what a table shows of a run, and what it takes to go on; ``run.json`` in its folder."""

import functools
import json
import math
import typing
import uuid
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from models.errors import ModelError

FORMAT = 1
FILE = "run.json"
LONGEST_NAME = 80  # characters
LARGEST_BYTES = 1 << 24

# Left in the middle, or while its best network was scored; or ended so or so.
Status = Literal["running", "scoring", "done", "stopped", "failed"]
LEFT: tuple[Status, ...] = ("running", "scoring")


@dataclass(frozen=True)
class Record:
    """One run. What is not known is None or ""."""

    id: str  # the name of its folder
    began: str  # ISO 8601, UTC
    plan: dict[str, Any]  # the fields of models.plan.Plan, as at the end
    names: tuple[str, ...]  # of the classes
    classes: tuple[tuple[int, str], ...] = ()  # all there were when it began: id and name
    name: str = ""  # what a person calls it
    status: Status = "running"
    changes: tuple[dict[str, Any], ...] = ()  # made on the way: epoch, settings, drawings
    digest: str = ""  # of the drawings it learnt from
    train_count: int = 0
    held_out_count: int = 0
    epochs: int = 0  # that it has done
    steps: int = 0
    worked_s: float = 0.0
    loss: float | None = None  # on its training drawings, of the network that is kept
    train_accuracy: float | None = None
    held_out_accuracy: float | None = None
    complaint: str = ""  # what went wrong
    network: str = ""  # the title that its best network is saved under
    removed: bool = False

    @property
    def title(self) -> str:
        """What lists call it."""
        return self.name or self.id


def check_name(text: str) -> str:
    """Return a name for a run as a person typed it, spaces at its ends left out; "" for none.

    Raises:
        ModelError: If it will not do.
    """
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME or not (name.isprintable() or not name):
        raise ModelError(f"A name for a run has at most {LONGEST_NAME} characters, on one line.")
    return name


def write(record: Record, folder: Path) -> None:
    """Write a record into its run's folder, in one step.

    Raises:
        OSError: If it cannot be written.
    """
    values = {"format": FORMAT} | asdict(record)
    del values["id"]
    beside = folder / f".{uuid.uuid4().hex}"
    beside.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / FILE)


def read(folder: Path) -> Record:
    """Return the record in a run's folder.

    Raises:
        ModelError: If it is missing, damaged, or of a newer version.
    """
    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ValueError("too large")
        values = json.loads(path.read_text(encoding="utf-8"))
        if type(values["format"]) is not int or values["format"] < 1:
            raise ValueError("no format number")
        if values["format"] > FORMAT:
            raise ModelError(f"The run {folder.name} is of a newer version; update Inkling.")
        return _record(folder.name, values)
    except FileNotFoundError:
        raise ModelError(f"The run {folder.name} has lost its {FILE}.") from None
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ModelError(f"The run {folder.name} is damaged and cannot be shown.") from error


def _record(name: str, values: dict[str, Any]) -> Record:
    """Return the record, or raise ValueError or the like if a value is no such value."""
    kinds = _kinds()
    given = {
        each.name: _value(kinds[each.name], values[each.name])
        for each in fields(Record)
        if each.name in values
    }
    record = Record(**(given | {"id": name}))
    if not all(isinstance(each, str) for each in record.names) or not record.names:
        raise ValueError("names")
    if not all(type(i) is int and isinstance(label, str) for i, label in record.classes):
        raise ValueError("classes")
    if not all(isinstance(each, dict) for each in record.changes):
        raise ValueError("changes")
    return record


@functools.cache
def _kinds() -> dict[str, Any]:
    return typing.get_type_hints(Record)  # of a thousand runs that takes half a second


def _value(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        if value not in typing.get_args(kind):
            raise ValueError(value)
        return value
    if origin is tuple:
        return tuple(tuple(each) if isinstance(each, list) else each for each in value)
    if kind is float or kind == float | None:
        if value is None and kind is not float:
            return None
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(value)
        return number
    expected = dict if origin is dict else kind
    if type(value) is not expected:
        raise ValueError(value)
    return value
