"""IDX, the format of MNIST: a file of images and, beside it, a file of labels.

The layout is described at http://yann.lecun.com/exdb/mnist/: two zero bytes, 8
for unsigned bytes, the number of dimensions, each dimension as four bytes, the
highest first, then the bytes. Class names, which IDX cannot hold, go to a text
file beside them, one a line.
"""

import gzip
import math
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.errors import DataError
from data.exchange.batch import Batch, checked

IMAGES, LABELS, NAMES = "images-idx3-ubyte", "labels-idx1-ubyte", "names.txt"


def read_idx(path: Path) -> Batch:
    """Read images and the labels and names beside them.

    Args:
        path: The file whose name has ``images-idx3-ubyte`` in it, ``.gz`` or not.
    """
    beside = path.with_name(path.name.replace(IMAGES, LABELS))
    labels = _array(beside, 1).astype(np.int64)
    names = _names(path, int(labels.max(initial=-1)) + 1)
    return checked(path.name, _array(path, 3), labels, names)


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


def _array(path: Path, dimensions: int) -> npt.NDArray[np.uint8]:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            head = file.read(4 + 4 * dimensions)
            shape = tuple(int(n) for n in np.frombuffer(head[4:], ">u4"))
            if head[:4] != bytes([0, 0, 8, dimensions]) or len(shape) != dimensions:
                raise DataError(f"{path.name} is not an IDX file of {dimensions} dimensions.")
            size = math.prod(shape)
            body = file.read(min(size, 4 << 30))
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise DataError(f"{path.name} is damaged, or not an IDX file.") from error
    if len(body) < size:
        raise DataError(f"{path.name} ends before the {shape[0]:,} items it promises.")
    return np.frombuffer(body, np.uint8).reshape(shape)


def _write(path: Path, array: npt.NDArray[np.uint8]) -> None:
    head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    body = head + array.tobytes()
    path.write_bytes(gzip.compress(body, mtime=0) if path.suffix == ".gz" else body)
