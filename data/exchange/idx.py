"""IDX, the format of MNIST: a file of images and, beside it, a file of labels.

The layout is described at http://yann.lecun.com/exdb/mnist/: two zero bytes, 8
for unsigned bytes, the number of dimensions, each dimension as four bytes, the
highest first, then the bytes. Class names, which IDX cannot hold, go to a text
file beside them, one a line.
"""

import gzip
import math
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from data.errors import DataError
from data.exchange.arrays import Pixels
from data.exchange.batch import Batch
from data.exchange.found import Found

IMAGES, LABELS, NAMES = "images-idx3-ubyte", "labels-idx1-ubyte", "names.txt"
AT_ONCE, AT_ONCE_BYTES = 1000, 16 << 20  # drawings
BAD = (OSError, EOFError, ValueError, zlib.error)


def scan_idx(path: Path, found: Found) -> Iterator[float]:
    """Read images and the labels and names beside them.

    Args:
        path: The file whose name has ``images-idx3-ubyte`` in it, ``.gz`` or not.
        found: Takes them.
    """
    beside = path.with_name(path.name.replace(IMAGES, LABELS))
    parts = [part.astype(np.int64) for _, part in _parts(beside, 1)]
    labels = np.concatenate([np.zeros(0, np.int64), *parts])
    ours = _names_file(path).exists()  # then ink is what is light, whatever there is more of
    names = _names(path, int(labels.max(initial=-1)) + 1)
    if len(labels) and int(labels.max()) >= len(names):
        raise DataError(f"{path.name} has labels outside its {len(names)} class names.")
    found_places = [found.label_of(name) for name in names]
    places = np.array([-1 if each is None else each for each in found_places], np.int64)
    pixels, done = Pixels(path.name, found, turn=not ours), 0
    for n, part in _parts(path, 3):
        if n != len(labels):
            raise DataError(
                f"{path.name} does not have one whole number as label for each drawing."
            )
        ink, mine = pixels.of(part), places[labels[done : done + len(part)]]
        found.add(ink[mine >= 0], mine[mine >= 0])
        done += len(part)
        yield done / n


def write_idx(batch: Batch, path: Path) -> None:
    """Write images, labels and names; ``path`` is the one of the images."""
    if len(batch.names) > 256:
        raise DataError(f"IDX holds at most 256 classes, these are {len(batch.names)}; use .npz.")
    _write(path, np.where(batch.images, np.uint8(255), np.uint8(0)))
    _write(path.with_name(path.name.replace(IMAGES, LABELS)), batch.labels.astype(np.uint8))
    _names_file(path).write_text("\n".join(batch.names) + "\n", encoding="utf-8")


def _names_file(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".gz").replace(IMAGES, NAMES))


def _names(path: Path, n_classes: int) -> list[str]:
    try:
        return _names_file(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return [str(i) for i in range(n_classes)]


def _parts(path: Path, dimensions: int) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    """Yield how many items there are, and some of them, until all are read."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            yield from _items(path, file, dimensions)
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except DataError:
        raise
    except BAD as error:
        raise DataError(f"{path.name} is damaged, or not an IDX file.") from error


def _items(
    path: Path, file: IO[bytes] | gzip.GzipFile, dimensions: int
) -> Iterator[tuple[int, npt.NDArray[np.uint8]]]:
    head = file.read(4 + 4 * dimensions)
    shape = tuple(int(n) for n in np.frombuffer(head[4:], ">u4"))
    if head[:4] != bytes([0, 0, 8, dimensions]) or len(shape) != dimensions:
        raise DataError(f"{path.name} is not an IDX file of {dimensions} dimensions.")
    width = math.prod(shape[1:])
    if dimensions == 3 and not 0 < width <= 1 << 24:
        raise DataError(f"{path.name} has drawings of {shape[2]:,} x {shape[1]:,} pixels.")
    at_once = max(1, min(AT_ONCE, AT_ONCE_BYTES // width)) if dimensions > 1 else 1 << 20
    for start in range(0, shape[0], at_once):
        wanted = min(at_once, shape[0] - start)
        body = file.read(wanted * width)
        if len(body) < wanted * width:
            raise DataError(f"{path.name} ends before the {shape[0]:,} items it promises.")
        yield shape[0], np.frombuffer(body, np.uint8).reshape(wanted, *shape[1:])


def _write(path: Path, array: npt.NDArray[np.uint8]) -> None:
    head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    body = head + array.tobytes()
    path.write_bytes(gzip.compress(body, mtime=0) if path.suffix == ".gz" else body)
