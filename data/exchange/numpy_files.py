"""NumPy's files: ``.npz`` with images, labels and names; Quick, Draw!'s ``.npy``, one a class."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from data.drawing import PIXELS
from data.errors import DataError
from data.exchange.batch import Batch, checked, ink_of, joined
from data.exchange.paths import from_file_name, to_file_name

LARGEST_BYTES = 4 << 30  # unpacked; four times a million drawings at a byte a pixel
MOST_NUMBERED = 1_000  # classes that only have numbers
QUICK_DRAW_PREFIX = "full_numpy_bitmap_"  # of the files as published


def read_npz(path: Path) -> Batch:
    """Read ``images``, ``labels`` and, if there are any, ``names``."""

    def load(file: Any) -> Batch:
        if not isinstance(file, np.lib.npyio.NpzFile) or file.zip is None:
            raise ValueError("not an archive")
        if sum(info.file_size for info in file.zip.infolist()) > LARGEST_BYTES:
            raise DataError(f"{path.name} unpacks to more than 4 GB; split it.")
        for wanted in ("images", "labels"):
            if wanted not in file:
                raise DataError(f"{path.name} has no array “{wanted}”; it needs images and labels.")
        labels = file["labels"]
        names = _names(path.name, file["names"]) if "names" in file else _numbers(labels)
        return checked(path.name, file["images"], labels, names)

    batch: Batch = _loaded(path, load)
    return batch


def write_npz(batch: Batch, path: Path) -> None:
    """Write what ``read_npz`` reads back to the bit."""
    images, names = batch.images.astype(np.uint8), np.array(batch.names, str)
    with path.open("wb") as file:
        np.savez_compressed(file, images=images, labels=batch.labels, names=names)


def read_quick_draw(path: Path) -> Batch:
    """Read one ``.npy`` named after its class, or a folder of them."""
    files = sorted(path.glob("*.npy")) if path.is_dir() else [path]
    return joined([(_class_of(file), _loaded(file, _pixels_of(file))) for file in files])


def write_quick_draw(batch: Batch, folder: Path) -> None:
    """Write one ``.npy`` a class: (n, 784), ink 255, paper 0."""
    folder.mkdir()
    for label, name in enumerate(batch.names):
        grey = batch.of_class(label).reshape(-1, PIXELS).astype(np.uint8) * 255
        np.save(folder / f"{to_file_name(name)}.npy", grey, allow_pickle=False)


def _names(source: str, names: Any) -> list[str]:
    if names.ndim != 1 or names.dtype.kind not in "US":
        raise DataError(f"{source} does not have its class names as a row of texts.")
    return [n.decode("utf-8") if isinstance(n, bytes) else str(n) for n in names.tolist()]


def _numbers(labels: Any) -> list[str]:
    """Return the numbers as names, for a file that has none; not for a nonsense label."""
    if labels.dtype.kind not in "iu" or not labels.size:
        return []
    return [str(i) for i in range(min(int(labels.max()) + 1, MOST_NUMBERED))]


def _class_of(file: Path) -> str:
    return from_file_name(file.stem.removeprefix(QUICK_DRAW_PREFIX))


def _pixels_of(path: Path) -> Callable[[Any], Any]:
    def load(array: Any) -> Any:
        if not isinstance(array, np.ndarray):
            raise ValueError("not an array")
        return ink_of(path.name, array)

    return load


def _loaded(path: Path, load: Callable[[Any], Any]) -> Any:
    try:
        with path.open("rb") as raw:  # opened here, so that it is closed whatever happens
            file = np.load(raw, allow_pickle=False)  # never run a file
            return load(file)
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except MemoryError as error:
        raise DataError(f"{path.name} is too large for this machine's memory; split it.") from error
    except DataError:
        raise
    except Exception as error:  # NumPy lets through whatever zipfile, zlib, tokenize... raise
        raise DataError(f"{path.name} is damaged, or not a file of drawings.") from error
