"""Taking a network out of the house: the target's ending decides how."""

import contextlib
import uuid
from pathlib import Path

from models.errors import ModelError
from models.export import onnx_graph, page
from models.files import save
from models.model import Model

ENDINGS = (".npz", ".onnx", ".html")


def export(model: Model, target: Path) -> None:
    """Write a network to a file, in one step.

    Raises:
        ModelError: If the ending is none of ``ENDINGS``, a package is missing, or it cannot
            be written; what was at ``target`` is still there.
    """
    ending = target.suffix.lower()
    if ending == ".npz":
        save(model, target)
        return
    if ending == ".onnx":
        content = onnx_graph.written(model)
    elif ending == ".html":
        content = page.written(model).encode("utf-8")
    else:
        raise ModelError(f"“{target.name}”: a network is written as {', '.join(ENDINGS)}.")
    beside = target.with_name(f".{uuid.uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise ModelError(f"{target} could not be written ({error.strerror}).") from error
