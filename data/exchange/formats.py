"""Which format a file is in, and one way to read and write them all."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import DataError
from data.exchange.batch import Batch
from data.exchange.found import Found
from data.exchange.idx import IMAGES, scan_idx, write_idx
from data.exchange.numpy_files import scan_npz, scan_quick_draw, write_npz, write_quick_draw
from data.exchange.pictures import ENDINGS, scan_folders, scan_picture, write_folders
from data.exchange.strokes import is_strokes, scan_strokes
from data.exchange.tables import scan_csv, write_csv

Scan = Callable[[Path, Found], Iterator[float]]


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    scan: Scan  # reads a source into what was found, yielding how much is done
    write: Callable[[Batch, Path], None]


FORMATS = {
    "npz": Format(scan_npz, write_npz),
    "idx": Format(scan_idx, write_idx),
    "quickdraw": Format(scan_quick_draw, write_quick_draw),
    "png": Format(scan_folders, write_folders),
    "csv": Format(scan_csv, write_csv),
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
        " .npz, .csv, .npy, MNIST's …-images-idx3-ubyte, and folders of pictures;"
        " it reads .ndjson and single pictures too."
    )


def scan(path: Path, found: Found) -> Iterator[float]:
    """Read a file or folder, yielding how much is done, 0 to 1; a part that will not do is named.

    A single picture counts under its folder's name.

    Raises:
        DataError: If it is missing, empty, damaged, or not what its name says.
    """
    n, refused = len(found), len(found.refused)
    try:
        if not path.exists():
            raise DataError(f"There is no file {path}.")
        yield from _scan_of(path)(path, found)
    except OSError as error:
        raise DataError(f"{path} could not be read ({error.strerror}).") from error
    except MemoryError as error:
        raise DataError(f"{path.name} is too large for this machine's memory; split it.") from error
    if len(found) == n:
        why = found.refused[refused:] or [f"{path} has no drawings in it."]
        raise DataError(why[0])


def read(path: Path) -> Batch:
    """Return the drawings of a file or folder, all of them.

    Raises:
        DataError: If a part of it will not do.
    """
    found = Found()
    for _ in scan(path, found):
        if found.refused:
            break
    if found.refused:
        raise DataError(found.refused[0])
    return found.batch()


def _scan_of(path: Path) -> Scan:
    if path.suffix.lower() in ENDINGS and path.is_file():
        return scan_picture
    if is_strokes(path):
        return scan_strokes
    return FORMATS[format_for(path)].scan


def write(
    batch: Batch,
    target: Path,
    name: str | None = None,
    *,
    replace: bool = False,
    beside: str = "",
) -> Path:
    """Write drawings, whole or not at all; return where, for IDX adds to the name.

    Args:
        batch: What to write.
        target: File or folder; its ending decides the format unless ``name`` does.
        name: A key of ``FORMATS``.
        replace: Whether a file, or a folder of drawings, that is at ``target`` may go.
        beside: Name of the folder beside it where it is made, for who may have to clear it away.

    Raises:
        DataError: If it cannot be written, or something is there already.
    """
    work = target.absolute().parent / (beside or f".{uuid.uuid4().hex}")
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
