"""The starter set: which sketches come with the project, and the file they lie in."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.sketches import NAMES, draw_all

SEED = 0  # a plain choice, not a lucky one: README.md has the scores of others
PER_CLASS = 80


def starter_set(seed: int = SEED) -> dict[str, npt.NDArray[Any]]:
    """Draw the starter set, or with another seed another one like it.

    Returns:
        ``images`` (n, 28, 28) uint8, 0 or 1; ``labels`` (n,) int64 that index
        ``names`` (8,); ``order`` uint16, the inked pixels ``row * 28 + col`` of
        all drawings one after the other, each drawing's in the order they were
        first touched; ``order_lengths`` (n,) int64, how many belong to each.
    """
    images, labels, orders = draw_all(PER_CLASS, np.random.default_rng(seed))
    return {
        "images": images.astype(np.uint8),
        "labels": labels,
        "names": np.array(NAMES),
        "order": np.concatenate(orders).astype(np.uint16),
        "order_lengths": np.array([len(order) for order in orders], np.int64),
    }


def write(path: Path, seed: int = SEED) -> None:
    """Write the starter set, the same bytes each time on one system.

    Args:
        path: The file; it is replaced only once the new one is whole.
        seed: Of the drawings.
    """
    partial = path.with_suffix(".partial.npz")
    np.savez_compressed(partial, allow_pickle=False, **starter_set(seed))
    partial.replace(path)
