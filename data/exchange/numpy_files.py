"""NumPy's files: ``.npz`` with images, labels and names; Quick, Draw!'s ``.npy``, one a class."""

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import PIXELS
from data.errors import DataError
from data.exchange.arrays import Pixels
from data.exchange.batch import Batch
from data.exchange.found import Found, Labels
from data.exchange.npy import rows
from data.exchange.paths import from_file_name, to_file_name

LARGEST_BYTES = 4 << 30  # unpacked; four times a million drawings at a byte a pixel
AT_ONCE = 1000  # drawings: under 10 ms
MOST_NUMBERED = 1_000  # classes that only have numbers
QUICK_DRAW_PREFIX = "full_numpy_bitmap_"  # of the files as published


def scan_npz(path: Path, found: Found) -> Iterator[float]:
    """Read ``images``, ``labels`` and, if there are any, ``names``."""

    def load() -> Iterator[float]:
        with path.open("rb") as raw, zipfile.ZipFile(raw) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST_BYTES:
                raise DataError(f"{path.name} unpacks to more than 4 GB; split it.")
            members = archive.namelist()
            for wanted in ("images", "labels"):
                if f"{wanted}.npy" not in members:
                    raise DataError(
                        f"{path.name} has no array “{wanted}”; it needs images and labels."
                    )
            labels = _whole(path.name, archive, "labels")
            named = "names.npy" in members
            names = _names(path.name, _whole(path.name, archive, "names")) if named else None
            places = _places(path.name, labels, names, found)
            with archive.open("images.npy") as file:
                yield from _take(path.name, file, Pixels(path.name, found), places, found)

    yield from guarded(path, load)


def write_npz(batch: Batch, path: Path) -> None:
    """Write what is read back to the bit."""
    images, names = batch.images.astype(np.uint8), np.array(batch.names, str)
    with path.open("wb") as file:
        np.savez_compressed(file, images=images, labels=batch.labels, names=names)


def scan_quick_draw(path: Path, found: Found) -> Iterator[float]:
    """Read one ``.npy`` named after its class, or a folder of them."""
    files = sorted(path.glob("*.npy")) if path.is_dir() else [path]
    for number, file in enumerate(files):
        for share in guarded(file, partial(_scan_class, file, found)):
            yield (number + share) / len(files)


def write_quick_draw(batch: Batch, folder: Path) -> None:
    """Write one ``.npy`` a class: (n, 784), ink 255, paper 0."""
    folder.mkdir()
    for label, name in enumerate(batch.names):
        grey = batch.of_class(label).reshape(-1, PIXELS).astype(np.uint8) * 255
        np.save(folder / f"{to_file_name(name)}.npy", grey, allow_pickle=False)


def guarded(path: Path, load: Callable[[], Iterator[float]]) -> Iterator[float]:
    """Yield what ``load`` does; whatever goes wrong in it is a sentence."""
    try:
        yield from load()
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except MemoryError as error:
        raise DataError(f"{path.name} is too large for this machine's memory; split it.") from error
    except DataError:
        raise
    except Exception as error:  # whatever zipfile, zlib, tokenize... raise on what is damaged
        raise DataError(f"{path.name} is damaged, or not a file of drawings.") from error


def _scan_class(path: Path, found: Found) -> Iterator[float]:
    label = found.label_of(from_file_name(path.stem.removeprefix(QUICK_DRAW_PREFIX)))
    if label is None:
        return
    with path.open("rb") as file:
        pixels = Pixels(path.name, found, turn=False)  # the format says which is ink
        yield from _take(path.name, file, pixels, label, found)


def _take(
    source: str, file: Any, pixels: Pixels, labels: Labels | int, found: Found
) -> Iterator[float]:
    """Take all rows of an array; labels below 0 are left out."""
    done = 0
    for n, part in rows(source, file, AT_ONCE):
        if not isinstance(labels, int) and len(labels) != n:
            raise DataError(f"{source} does not have one whole number as label for each drawing.")
        ink = pixels.of(part)
        mine = (
            np.full(len(ink), labels) if isinstance(labels, int) else labels[done : done + len(ink)]
        )
        found.add(ink[mine >= 0], mine[mine >= 0])
        done += len(ink)
        yield done / max(n, 1)


def _whole(source: str, archive: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    with archive.open(f"{name}.npy") as file:
        parts = [part for _, part in rows(source, file, 1 << 16)]
    return np.concatenate(parts)


def _places(source: str, labels: Any, names: list[str] | None, found: Found) -> Labels:
    """Return the number of each label's class in ``found``, -1 where its name will not do."""
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise DataError(f"{source} does not have one whole number as label for each drawing.")
    if names is None:
        most = int(labels.max()) if len(labels) else -1
        names = [str(i) for i in range(min(most + 1, MOST_NUMBERED))]
    if len(labels) and not (int(labels.min()) >= 0 and int(labels.max()) < len(names)):
        raise DataError(f"{source} has labels outside its {len(names)} class names.")
    if len(set(names)) < len(names):
        raise DataError(f"{source} names a class twice; give each class a name of its own.")
    places = [found.label_of(name) for name in names]
    table = np.array([-1 if each is None else each for each in places], np.int64)
    own: Labels = table[labels.astype(np.int64)] if len(labels) else np.zeros(0, np.int64)
    return own


def _names(source: str, names: Any) -> list[str]:
    if names.ndim != 1 or names.dtype.kind not in "US":
        raise DataError(f"{source} does not have its class names as a row of texts.")
    return [n.decode("utf-8") if isinstance(n, bytes) else str(n) for n in names.tolist()]
