"""Strokes: Quick, Draw!'s ``.ndjson``, drawn with the sheet's own pen, so that the order is known.

A line is a JSON object with ``word`` and ``drawing``, a list of strokes ``[[x...], [y...]]``,
raw ones with times as a third list; see https://github.com/googlecreativelab/quickdraw-dataset.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from data.brush import line, tip
from data.drawing import PIXELS, SIDE
from data.errors import DataError
from data.exchange.found import Found
from data.pixel_order import encode

ENDINGS = (".ndjson", ".ndjson.gz")
SPAN = 24  # of the 28 pixels: what the longer side of a drawing takes
BRUSH = 2  # the size that the window begins with
MOST_POINTS = 20_000  # of a drawing
LONGEST = 1 << 24  # bytes of a line


def is_strokes(path: Path) -> bool:
    """Return whether a file's name says that it holds strokes."""
    return path.name.lower().endswith(ENDINGS)


def scan_strokes(path: Path, found: Found) -> Iterator[float]:
    """Read a file; a line that will not do is left out."""
    size = max(path.stat().st_size, 1)
    try:
        with path.open("rb") as raw, gzip.open(raw) if path.suffix == ".gz" else raw as file:
            number = 0
            while text := file.readline(LONGEST):
                number += 1
                if text.strip():
                    _take(f"{path.name}, line {number}", text, found)
                yield min(raw.tell() / size, 0.99)
    except (OSError, EOFError, zlib.error) as error:
        if not len(found):
            raise DataError(f"{path.name} is damaged, or not a file of strokes.") from error
        found.refuse(f"{path.name} is damaged after line {number}; the rest of it is lost.")
    yield 1.0


def _take(where: str, text: bytes, found: Found) -> None:
    try:
        content = json.loads(text)
        word, strokes = content["word"], [_points(stroke) for stroke in content["drawing"]]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        found.refuse(f"{where} is no drawing of strokes.")
        return
    n = sum(map(len, strokes))
    if not 0 < n <= MOST_POINTS:
        found.refuse(f"{where} has {n:,} points; a drawing has 1 to {MOST_POINTS:,}.")
        return
    label = found.label_of(word) if isinstance(word, str) else None
    if label is None:
        found.refuse(f"{where} has no word for its class.")
        return
    order = drawn(strokes)
    image = np.zeros(PIXELS, bool)
    image[order] = True
    found.add(image.reshape(1, SIDE, SIDE), np.array([label]), [encode(order)])


def _points(stroke: Any) -> np.ndarray:
    points = np.array(stroke[:2], np.float64).T
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
        raise ValueError("no points")
    return points


def drawn(strokes: list[np.ndarray]) -> list[int]:
    """Return the pixels that the pen inks, in order, each once.

    Args:
        strokes: Each (n, 2), x and y in any unit; the drawing is fitted into the sheet.
    """
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (SPAN - 1) / max(float((high - low).max()), 1e-9)
    order: dict[int, None] = {}
    for stroke in strokes:
        placed = np.rint((SIDE - 2) / 2 + (stroke - (low + high) / 2) * scale).astype(int).tolist()
        cells = [(y, x) for x, y in placed]
        for start, end in zip(cells, cells[1:] or cells, strict=False):
            for spot in line(start, end):
                for row, column in tip(spot, BRUSH):
                    order.setdefault(row * SIDE + column)
    return list(order)
