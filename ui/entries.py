"""Changes as text, for the journal, and back: JSON, in which each change has its kind's name."""

import base64
import dataclasses
import json
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from data.drawing import SIDE, pack, unpack
from models.model import Model
from ui.changes import KINDS, Change, steps_of
from ui.state.sheet import Picture

KIND = "kind"
LONGEST = 1 << 26  # bytes that numbers may unpack to: eight million of them


def written(change: Change) -> str:
    """Return a change as text.

    Raises:
        ValueError: If it is about a network that could not be saved.
    """
    return json.dumps(_plain(change), separators=(",", ":"))


def read(text: str) -> Change:
    """Return a change that was written.

    Raises:
        ValueError: If it is none.
    """
    try:
        change = _meant(json.loads(text))
    except (KeyError, TypeError, AttributeError, zlib.error, RecursionError) as error:
        raise ValueError("no change") from error
    steps = steps_of(change)
    if not isinstance(steps, list) or any(type(step).__name__ not in KINDS for step in steps):
        raise ValueError("no change")
    return change  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        if not value.title:
            raise ValueError("the network was not saved")
        return value.title
    if isinstance(value, Picture):
        pixels = base64.b64encode(pack(value.pixels[None]).tobytes()).decode()
        return {
            KIND: "Picture",
            "pixels": pixels,
            "order": _packed(value.order),
            "known": value.known,
        }
    if dataclasses.is_dataclass(value):
        fields = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        return {KIND: type(value).__name__} | {name: _plain(v) for name, v in fields.items()}
    if isinstance(value, str | int | float | None):
        return value
    if value and not isinstance(value[0], int | np.integer):
        return [_plain(each) for each in value]
    return {KIND: "ints", "ints": _packed(value)}


def _meant(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_meant(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    values = dict(plain)
    kind = values.pop(KIND)
    if kind == "ints":
        return _unpacked(values["ints"])
    if kind == "Picture":
        pixels = np.frombuffer(base64.b64decode(values["pixels"]), np.uint8)
        order = tuple(_unpacked(values["order"]))
        return Picture(unpack(pixels[None])[0].reshape(SIDE, SIDE), order, bool(values["known"]))
    return KINDS[kind](**{name: _meant(value) for name, value in values.items()})


def _packed(numbers: Sequence[int]) -> str:
    """Return whole numbers as text, a byte or so each where they follow one another."""
    differences = np.diff(np.asarray(numbers, np.int64), prepend=0)
    return base64.b64encode(zlib.compress(differences.astype("<i8").tobytes(), 1)).decode()


def _unpacked(text: str) -> list[int]:
    unpacker = zlib.decompressobj()
    raw = unpacker.decompress(base64.b64decode(text), LONGEST)
    if unpacker.unconsumed_tail:
        raise ValueError("too many numbers")
    numbers: list[int] = np.cumsum(np.frombuffer(raw, "<i8")).tolist()
    return numbers
