"""Which format a file is in, and one way to read and write them all."""

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.errors import DataError
from data.exchange.batch import Batch, joined
from data.exchange.idx import IMAGES, read_idx, write_idx
from data.exchange.numpy_files import read_npz, read_quick_draw, write_npz, write_quick_draw
from data.exchange.paths import from_file_name
from data.exchange.pictures import ENDINGS, read_folders, read_picture, write_folders
from data.exchange.tables import read_csv, write_csv


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    read: Callable[[Path], Batch]
    write: Callable[[Batch, Path], None]


FORMATS = {
    "npz": Format(read_npz, write_npz),
    "idx": Format(read_idx, write_idx),
    "quickdraw": Format(read_quick_draw, write_quick_draw),
    "png": Format(read_folders, write_folders),
    "csv": Format(read_csv, write_csv),
}


def format_for(path: Path) -> str:
    """Return the name of the format that a file's or folder's name, or its content, tells.

    Raises:
        DataError: If none does.
    """
    if IMAGES in path.name:
        return "idx"
    ending = path.suffix.lower()
    if ending == ".npy" or (path.is_dir() and any(path.glob("*.npy"))):
        return "quickdraw"
    if ending in (".npz", ".csv"):
        return ending[1:]
    if path.is_dir() or not (path.suffix or path.exists()):
        return "png"
    raise DataError(
        f"{path.name}: the ending “{path.suffix}” is none that Inkling knows; it reads and writes"
        " .npz, .csv, .npy, MNIST's …-images-idx3-ubyte, and folders of pictures."
    )


def read(path: Path) -> Batch:
    """Read the drawings of a file or folder; a single picture counts under its folder's name.

    Raises:
        DataError: If it is missing, empty, damaged, or not what its name says.
    """
    try:
        if not path.exists():
            raise DataError(f"There is no file {path}.")
        batch = _read(path)
    except OSError as error:
        raise DataError(f"{path} could not be read ({error.strerror}).") from error
    if not len(batch):
        raise DataError(f"{path} has no drawings in it.")
    return batch


def _read(path: Path) -> Batch:
    if path.suffix.lower() in ENDINGS and path.is_file():
        name = from_file_name(path.absolute().parent.name)
        return joined([(name, read_picture(path)[None])])
    return FORMATS[format_for(path)].read(path)


def write(batch: Batch, target: Path, name: str | None = None, *, replace: bool = False) -> Path:
    """Write drawings, whole or not at all; return where, for IDX adds to the name.

    Args:
        batch: What to write.
        target: File or folder; its ending decides the format unless ``name`` does.
        name: A key of ``FORMATS``.
        replace: Whether a file, or a folder of drawings, that is at ``target`` may go.

    Raises:
        DataError: If it cannot be written, or something is there already.
    """
    work = target.absolute().parent / f".{uuid.uuid4().hex}"
    try:
        name = name or format_for(target)
        if name == "idx" and IMAGES not in target.name:
            target = target.with_name(f"{target.name}-{IMAGES}")
        work.mkdir()
        FORMATS[name].write(batch, work / target.name)
        places = [(made, target.with_name(made.name)) for made in work.iterdir()]
        for _, place in places:
            _refuse_to_lose(place, replace=replace)
        for made, place in places:
            _put(made, place, work)
    except OSError as error:
        raise DataError(f"{target} could not be written ({error.strerror}).") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _refuse_to_lose(place: Path, *, replace: bool) -> None:
    if not place.exists():
        return
    if not replace:
        raise DataError(f"{place} is there already; choose another name, or say --force.")
    if place.is_dir() and not all(_is_drawings(inner) for inner in place.iterdir()):
        raise DataError(f"{place} holds other things than drawings; choose another folder.")


def _is_drawings(path: Path) -> bool:
    """Return whether a part of a folder can come from an export: pictures by class, or .npy."""
    if path.is_dir():
        return all(inner.suffix.lower() in ENDINGS for inner in path.iterdir())
    return path.suffix == ".npy"


def _put(made: Path, target: Path, work: Path) -> None:
    """Move a finished file or folder to its place; a folder that was there goes last."""
    if target.is_dir():
        target.replace(work / "replaced")  # goes with the work, once the new one is there
    made.replace(target)
