"""CSV: a line a drawing, its class and then its pixels, 784 of them or another square number."""

import csv
import io
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data.drawing import PIXELS
from data.errors import DataError
from data.exchange.arrays import Pixels
from data.exchange.batch import Batch
from data.exchange.found import Found

AT_ONCE = 100  # lines: a few milliseconds
LONGEST = 32  # characters of a pixel
MOST_PIXELS = 512 * 512  # in a line


def scan_csv(path: Path, found: Found) -> Iterator[float]:
    """Read lines of a class and its pixels, with or without a line of titles."""
    size = max(path.stat().st_size, 1) if path.exists() else 1
    pixels, waiting = Pixels(path.name, found), _Waiting(found)
    try:
        with path.open("rb") as raw:
            file = io.TextIOWrapper(raw, "utf-8-sig", newline="")  # Excel marks the start
            for number, row in enumerate(csv.reader(file), start=1):
                if number == 1 and row and row[0] == "label":
                    continue
                waiting.read(path.name, number, row)
                if len(waiting.rows) >= AT_ONCE:
                    waiting.take(pixels)
                    yield min(raw.tell() / size, 0.99)
            waiting.take(pixels)
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path.name} is damaged, or not a table of pixels.") from error
    yield 1.0


def write_csv(batch: Batch, path: Path) -> None:
    """Write a line of titles, then a line a drawing; ink 1, paper 0."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["label", *(f"pixel{i}" for i in range(PIXELS))])
        flat = batch.images.reshape(-1, PIXELS).astype(int)
        for label, row in zip(batch.labels, flat, strict=True):
            writer.writerow([batch.names[label], *row.tolist()])


class _Waiting:
    """Lines that were read and not yet taken; a line that will not do is left out."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._width = 0  # pixels of a line, as the first good one has them
        self.rows: list[np.ndarray] = []
        self._labels: list[int] = []

    def read(self, source: str, number: int, row: list[str]) -> None:
        where = f"{source}, line {number}"
        width = len(row) - 1
        square = 4 <= width <= MOST_PIXELS and math.isqrt(width) ** 2 == width
        if not square or width != (self._width or width):
            self._found.refuse(f"{where}: {len(row)} values; a drawing has a class and 784 pixels.")
            return
        if max(map(len, row[1:])) > LONGEST:
            self._found.refuse(f"{where} has a pixel that is no number.")
            return
        try:
            values = np.array(row[1:]).astype(np.float32)
        except (ValueError, OverflowError):
            self._found.refuse(f"{where} has a pixel that is no number.")
            return
        if not ((values >= 0) & (values <= 255)).all():
            self._found.refuse(f"{where} has a pixel that is not from 0 to 255.")
            return
        label = self._found.label_of(row[0])
        if label is not None:
            self._width = width
            self.rows.append(values)
            self._labels.append(label)

    def take(self, pixels: Pixels) -> None:
        if self.rows:
            self._found.add(pixels.of(np.stack(self.rows)), np.array(self._labels))
        self.rows, self._labels = [], []
