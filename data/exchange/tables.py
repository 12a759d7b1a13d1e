"""CSV: a line a drawing, its class and then its 784 pixels."""

import csv
from pathlib import Path

import numpy as np

from data.drawing import PIXELS
from data.errors import DataError
from data.exchange.batch import Batch, checked


def read_csv(path: Path) -> Batch:
    """Read lines of a class and 784 numbers, with or without a line of titles."""
    names: dict[str, int] = {}
    labels, rows = [], []
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:  # Excel marks the start
            for number, row in enumerate(csv.reader(file), start=1):
                if number == 1 and row and row[0] == "label":
                    continue
                if len(row) != PIXELS + 1:
                    raise DataError(
                        f"{path.name}, line {number}: {len(row)} values;"
                        " a drawing has a class and 784 pixels."
                    )
                labels.append(names.setdefault(row[0], len(names)))
                rows.append(np.array(row[1:]).astype(np.float32))
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except (OSError, ValueError, csv.Error, OverflowError) as error:
        raise DataError(f"{path.name} is damaged, or not a table of pixels.") from error
    images = np.array(rows, np.float32).reshape(-1, PIXELS)
    return checked(path.name, images, np.array(labels, np.int64), list(names))


def write_csv(batch: Batch, path: Path) -> None:
    """Write a line of titles, then a line a drawing; ink 1, paper 0."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["label", *(f"pixel{i}" for i in range(PIXELS))])
        flat = batch.images.reshape(-1, PIXELS).astype(int)
        for label, row in zip(batch.labels, flat, strict=True):
            writer.writerow([batch.names[label], *row.tolist()])
