"""What the window remembers between two starts: a JSON file in the home folder."""

import base64
import json
import os
import typing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.drawing import PACKED_BYTES, pack, unpack
from data.pixel_order import decode, encode
from models.plan import SETTINGS, Plan, shown
from ui.state.sheet import Picture
from ui.state.view import SCALES, View

FORGOTTEN = ("overlay", "aimed", "focus")  # of the view


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
    }
    content = {"view": view, "plan": asdict(settings.plan), "sheet": sheet}
    beside = path.with_name(f".{path.name}")
    beside.write_text(json.dumps(content, indent=1), encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 (replaces on Windows too)


def load(path: Path) -> tuple[Settings, str]:
    """Return the settings, and a sentence for the person if they could not all be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Settings(
            _view(content["view"]), _plan(content["plan"]), _picture(content["sheet"])
        ), ""
    except FileNotFoundError:
        return defaults(), ""
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return defaults(), f"{path.name} is damaged; the window starts as it did the first time."


def _view(values: dict[str, Any]) -> View:
    view = View(**{key: _fitting(key, value) for key, value in values.items()})
    if view.scale not in SCALES or not 1 <= view.brush <= 4 or not 1 <= view.strongest <= 40:
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
    width, height = value
    return int(width), int(height)


def _plan(values: dict[str, Any]) -> Plan:
    plan = Plan(augment=bool(values.get("augment", True)))
    for setting in SETTINGS:
        value = values[setting.name]
        text = shown(tuple(value) if isinstance(value, list) else value)
        if setting.name != "network":  # the layers say which preset it is
            plan = plan.with_setting(setting.name, setting.parse(text))
    return plan


def _picture(values: dict[str, str]) -> Picture:
    packed = np.frombuffer(base64.b64decode(values["pixels"]), np.uint8)
    if packed.shape != (PACKED_BYTES,):
        raise ValueError("not a sheet")
    order = decode(base64.b64decode(values["order"]))
    return Picture(unpack(packed[None])[0], () if order is None else tuple(order.tolist()))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
