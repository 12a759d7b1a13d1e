"""Archives: ``.npz`` files with a JSON header, opened without believing or running anything."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

LARGEST_BYTES = 1 << 30  # unpacked; ten layers of a thousand neurons are 40 MB


class Newer(Exception):
    """The file is of a newer version of Inkling."""


class TooLarge(Exception):
    """What is in the file would not fit into memory."""


@contextmanager
def opened(path: Path, newest: int) -> Iterator[tuple[dict[str, Any], Any]]:
    """Open an archive; its arrays are read as they are asked for, by name.

    Args:
        path: The file.
        newest: The format number that is known.

    Yields:
        The header, and what gives the arrays.

    Raises:
        FileNotFoundError: If there is none.
        Newer, TooLarge: If it says so of itself.
        Exception: If it is damaged or no archive: NumPy lets through whatever zipfile, zlib,
            tokenize and others raise.
    """
    with path.open("rb") as raw:  # opened here, so that it is closed whatever happens
        file: Any = np.load(raw, allow_pickle=False)
        if sum(info.file_size for info in file.zip.infolist()) > LARGEST_BYTES:
            raise TooLarge
        header = json.loads(str(file["header"]))
        if type(header["format"]) is not int or header["format"] < 1:
            raise ValueError("no format number")
        if header["format"] > newest:
            raise Newer
        yield header, file
