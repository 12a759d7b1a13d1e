"""NumPy's arrays read some rows at a time, so that no file needs more memory than its drawings."""

from collections.abc import Iterator
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from data.errors import DataError

AT_ONCE_BYTES = 16 << 20
MOST_ROWS = 50_000_000  # more are no file of drawings


def rows(source: str, file: IO[bytes], at_once: int) -> Iterator[tuple[int, npt.NDArray[Any]]]:
    """Yield how many rows there are, and some of them, until all are read.

    Args:
        source: What to call the file in a message.
        file: Open at the beginning of an ``.npy``.
        at_once: Rows at a time.

    Raises:
        DataError: If it holds Python objects, which are never read, or no rows.
        ValueError: If it is damaged.
    """
    shape, fortran, kind = _header(file)
    if kind.hasobject:
        raise DataError(f"{source} is damaged, or not a file of drawings.")
    if not shape:
        raise DataError(f"{source} has drawings of no pixels; Inkling's are 28 x 28.")
    if fortran and len(shape) > 1:
        raise DataError(f"{source} lies column by column; save it with np.ascontiguousarray.")
    n, width = shape[0], int(np.prod(shape[1:], dtype=np.float64)) * kind.itemsize
    if n > MOST_ROWS or width > MOST_ROWS:
        raise DataError(f"{source} promises {n:,} drawings of {width:,} bytes; that is no drawing.")
    if not n:
        yield 0, np.zeros(shape, kind)
    at_once = max(1, min(at_once, AT_ONCE_BYTES // max(width, 1)))
    for start in range(0, n, at_once):
        wanted = min(at_once, n - start)
        raw = file.read(wanted * width)
        if len(raw) < wanted * width:
            raise ValueError("ends too early")
        yield n, np.frombuffer(raw, kind).reshape(wanted, *shape[1:])


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        return np.lib.format.read_array_header_1_0(file)
    if version == (2, 0):
        return np.lib.format.read_array_header_2_0(file)
    raise ValueError("an unknown version")
