"""``python -m tests.benchmarks.suspects``: how many wrong labels come to the top of the suspects.

Of 640 drawings, 64 of each of ten classes, one label in twenty is changed at random; counted is
how many of the changed ones are in the first tenth of the list.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from data.quality.oriented import oriented
from data.starter_set import FILE
from models.suspects import doubts, ranked

SHARE, TENTH = 0.05, 0.1


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.suspects", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--drawings", type=Path, default=FILE, help="an .npz; the starter set")
    parser.add_argument("--each", type=int, default=64, help="drawings of each class")
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args()
    with np.load(options.drawings) as file:
        images, labels = file["images"].reshape(-1, 28, 28) > 0, file["labels"].astype(np.int64)
    found, seconds = [], []
    for seed in range(options.seeds):
        share, passed = trial(images, labels, options.each, seed)
        found.append(share)
        seconds.append(passed)
    low, middle, high = np.percentile(found, (25, 50, 75))
    print("| changed labels in the first tenth | |\n|---|---:|")
    print(f"| median (quartiles) | {middle:.0%} ({low:.0%} to {high:.0%}) |")
    print(f"| mean, least, most | {np.mean(found):.0%}, {min(found):.0%}, {max(found):.0%} |")
    print(f"| seconds | {np.median(seconds):.2f} |")


def trial(images: np.ndarray, labels: np.ndarray, each: int, seed: int) -> tuple[float, float]:
    """Return the share of changed labels that were found, and the seconds it took."""
    rng, classes = np.random.default_rng(seed), np.unique(labels)
    rows = [rng.permutation(np.flatnonzero(labels == label))[:each] for label in classes]
    rows = rng.permutation(np.concatenate(rows))
    own = np.searchsorted(classes, labels[rows])
    changed = rng.permutation(len(rows))[: round(SHARE * len(rows))]
    own[changed] = (own[changed] + rng.integers(1, len(classes), len(changed))) % len(classes)
    started = time.perf_counter()
    *_, doubt = doubts(oriented(images[rows]), own, np.random.default_rng(0))
    top = ranked(doubt)[: round(TENTH * len(rows))]
    return float(np.isin(changed, top).mean()), time.perf_counter() - started


if __name__ == "__main__":
    main()
