"""What the window remembers between two starts: a JSON file in the home folder."""

import base64
import contextlib
import json
import typing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.brush import SIZES
from data.drawing import PACKED_BYTES, pack, unpack
from data.errors import DataError
from data.names import class_name
from data.pixel_order import decode, encode, leads_to
from models.plan import Plan
from models.settings import plan_from
from ui.state.sheet import Picture
from ui.state.view import (
    LARGEST_WINDOW,
    MOST_LINES,
    PICTURE_SCALES,
    SCALES,
    SMALLEST_WINDOW,
    THUMBNAILS,
    View,
)

FORGOTTEN = ("overlay", "focus", "label_id", "lesson_read")  # of the view


@dataclass(frozen=True)
class Settings:
    """The view, the plan and the sheet."""

    view: View
    plan: Plan
    sheet: Picture


def defaults() -> Settings:
    """Return the settings of the first start."""
    return Settings(View(), Plan(), Picture.empty())


def save(settings: Settings, path: Path) -> None:
    """Write the settings beside ``path``, then put them in its place.

    Raises:
        OSError: If they cannot be written.
    """
    view = {key: value for key, value in asdict(settings.view).items() if key not in FORGOTTEN}
    sheet = {
        "pixels": _text(pack(settings.sheet.pixels[None]).tobytes()),
        "order": _text(encode(settings.sheet.order)),
        "known": settings.sheet.known,
    }
    content = {"view": view, "plan": asdict(settings.plan), "sheet": sheet}
    beside = path.with_name(f".{path.name}")
    beside.write_text(json.dumps(content, indent=1), encoding="utf-8")
    beside.replace(path)


def load(path: Path) -> tuple[Settings, str]:
    """Return the settings, and a sentence for the person if they could not all be read.

    What can be read is taken; a file with something unreadable in it is put aside.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return defaults(), ""
    except (OSError, ValueError, RecursionError):
        content = None
    first, damaged = defaults(), False
    parts: list[Any] = []
    for name, read, otherwise in (
        ("view", _view, first.view),
        ("plan", plan_from, first.plan),
        ("sheet", _picture, first.sheet),
    ):
        try:
            parts.append(read(content[name]))
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError, DataError):
            parts.append(otherwise)
            damaged = True
    return Settings(*parts), _put_aside(path) if damaged else ""


def _put_aside(path: Path) -> str:
    """Keep a damaged file under another name; return a sentence about it."""
    aside = path.with_name("settings-damaged.json")
    with contextlib.suppress(OSError):
        path.replace(aside)
    return f"{path.name} is damaged; what could not be read is as at the first start."


def _view(values: dict[str, Any]) -> View:
    known = typing.get_type_hints(View)  # a newer version may have written more
    view = View(**{name: _fitting(name, value) for name, value in values.items() if name in known})
    in_range = 1 <= view.brush <= SIZES[-1] and 0 <= view.strongest <= MOST_LINES
    if view.picture_scale not in PICTURE_SCALES:
        raise ValueError("out of range")
    if view.scale not in SCALES or view.thumbnail not in THUMBNAILS or not in_range:
        raise ValueError("out of range")
    return view


def _fitting(name: str, value: Any) -> Any:
    """Return a value of the view as its type, or raise ValueError."""
    kind = typing.get_type_hints(View)[name]
    if typing.get_origin(kind) is typing.Literal:
        if value not in typing.get_args(kind):
            raise ValueError(name)
        return value
    if kind is float:
        return float(value)
    if kind in (bool, int):
        if type(value) is not kind:
            raise ValueError(name)
        return value
    if kind is str:
        return class_name(value) if value and name == "drawer" else str(value)
    if name in ("recent", "lessons_done"):
        return tuple(str(each) for each in value)
    least, most = SMALLEST_WINDOW, LARGEST_WINDOW
    width, height = (int(min(max(value[i], least[i]), most[i])) for i in (0, 1))
    return width, height


def _picture(values: dict[str, str]) -> Picture:
    packed = np.frombuffer(base64.b64decode(values["pixels"]), np.uint8)
    if packed.shape != (PACKED_BYTES,):
        raise ValueError("not a sheet")
    order = decode(base64.b64decode(values["order"]))
    pixels, changes = unpack(packed[None])[0], [] if order is None else order.tolist()
    known = bool(values.get("known", True))  # an older version did not say
    if not leads_to(changes, pixels):  # of very many only the last ones are written
        changes, known = np.flatnonzero(pixels).tolist(), False
    return Picture(pixels, tuple(changes), known)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
