"""``python -m tests.benchmarks.frames``: how late a frame's work ends while a network trains."""

import argparse
import os
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":  # before NumPy is imported, and for nobody else
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from models.plan import PRESETS
from ui import commands as c
from ui.workspace import Workspace

GIVEN_S = 0.010  # of a frame, to train in


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.frames", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="for each network")
    options = parser.parse_args()
    print("| network | late, median | 99 % | most | epochs |\n|---|---:|---:|---:|---:|")
    for network in PRESETS:
        late, epochs = lateness(network, options.seconds)
        middle, most_of_them = np.percentile(late, (50, 99))
        print(
            f"| `{network}` | {middle:.1f} ms | {most_of_them:.1f} ms | {max(late):.1f} ms"
            f" | {epochs} |"
        )


def lateness(network: str, seconds: float) -> tuple[list[float], int]:
    """Train on the starter set as the window does; return milliseconds, and epochs done."""
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Path(home))
        while workspace.work(time.perf_counter() + GIVEN_S):
            pass  # what the window does first
        workspace.apply(c.ChangePlan("network", network))
        workspace.apply(c.StartOrPause())
        while workspace.trainer.run is None or workspace.trainer.run.progress is None:
            workspace.work(time.perf_counter() + GIVEN_S)  # it gets ready
        late, end = [], time.perf_counter() + seconds
        while not late or time.perf_counter() < end:
            due = time.perf_counter() + GIVEN_S
            workspace.work(due)
            late.append((time.perf_counter() - due) * 1e3)
        epochs = workspace.trainer.run.progress.epoch
        workspace.close()
    return late, epochs


if __name__ == "__main__":
    main()
