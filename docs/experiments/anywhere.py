"""Shrinks every drawing of a file and lays it anywhere: ``python -m docs.experiments.anywhere``."""

import argparse
from pathlib import Path

import numpy as np

from data.drawing import SIDE, Bits
from data.exchange import Batch, read, write


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(
        prog="python -m docs.experiments.anywhere", description=__doc__
    )
    parser.add_argument("source", type=Path, help="a file of drawings")
    parser.add_argument("target", type=Path, help="where the small ones go")
    parser.add_argument("--size", type=float, default=0.6, help="of a side, 0 to 1")
    parser.add_argument("--ink-from", type=float, default=0.35, help="mean that is ink")
    parser.add_argument("--seed", type=int, default=0, help="decides where they lie")
    options = parser.parse_args()
    batch, rng = read(options.source), np.random.default_rng(options.seed)
    small = shrunk(batch.images, round(options.size * SIDE), options.ink_from)
    images = np.stack([laid(image, rng) for image in small])
    print(write(Batch(images, batch.labels, batch.names), options.target, replace=True))


def shrunk(images: Bits, side: int, ink_from: float) -> Bits:
    """Return drawings (n, 28, 28) as (n, side, side): each pixel the mean of what it covers."""
    edges = np.linspace(0, SIDE, side + 1)
    pixels = np.arange(SIDE)
    ends = np.minimum(edges[1:, None], pixels + 1)
    covered = np.maximum(ends - np.maximum(edges[:-1, None], pixels), 0)
    share = covered / covered.sum(axis=1, keepdims=True)
    result: Bits = share @ images.astype(float) @ share.T >= ink_from
    return result


def laid(small: Bits, rng: np.random.Generator) -> Bits:
    """Return a sheet with the ink of a small drawing anywhere on it; an empty one stays empty."""
    sheet = np.zeros((SIDE, SIDE), bool)
    rows, columns = np.flatnonzero(small.any(axis=1)), np.flatnonzero(small.any(axis=0))
    if not len(rows):
        return sheet
    ink = small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    top, left = (int(rng.integers(0, SIDE - n + 1)) for n in ink.shape)
    sheet[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return sheet


if __name__ == "__main__":
    main()
