"""``python -m tests.benchmarks.experiment``: several settings at once, on one core and on two."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent
# Eight trainings.
TASK = "--network classic --vary learning-rate 0.05 0.1 0.2 0.4 --seeds 2 --no-augment"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.experiment", description=__doc__
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=2000, help="of each training")
    options = parser.parse_args()
    took = np.array([[seconds(n, options.epochs) for n in (1, 2)] for _ in range(options.rounds)])
    low, middle, high = np.percentile(took[:, 0] / took[:, 1], (25, 50, 75))
    print("| processes | seconds |\n|---|---:|")
    for n, column in zip((1, 2), took.T, strict=True):
        print(f"| {n} | {np.median(column):.1f} |")
    print(f"| ratio (quartiles) | {middle:.2f} ({low:.2f} to {high:.2f}) |")


def seconds(processes: int, epochs: int) -> float:
    """Return how long an experiment takes from the command to its table."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "main.py", "experiment", "--home", home, *TASK.split()]
        command += ["--epochs", str(epochs), "--workers", str(processes)]
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
