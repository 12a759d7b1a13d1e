"""``python -m tests.benchmarks.start``: from the command to the first picture."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.pilot import Screen, missing_programs

ROOT = Path(__file__).parent.parent.parent
IMPORTS = "import numpy, pygame"
# The program as it is, but that it ends with its first picture and says how much memory it has.
PROGRAM = """
import os, sys
import main, ui.start
opened = ui.start._window
def window(workspace):
    window = opened(workspace)
    show = window._show
    def shown(*args, **kwargs):
        show(*args, **kwargs)
        if window._drawn_version >= 0:
            import resource
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            os._exit(0)
    window._show = shown
    return window
ui.start._window = window
sys.exit(main.main([]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    if missing_programs():
        times, memory = measured(options.rounds, {"SDL_VIDEODRIVER": "dummy", **os.environ})
    else:
        with Screen() as screen:
            times, memory = measured(options.rounds, screen.env)
    started, imported = np.array(times).T
    low, middle, high = np.percentile(started / imported, (25, 50, 75))
    print("| | seconds |\n|---|---:|")
    print(f"| `{IMPORTS}` | {np.median(imported):.2f} |")
    print(f"| to the first picture | {np.median(started):.2f} |")
    print(f"| ratio (quartiles) | {middle:.2f} ({low:.2f} to {high:.2f}) |")
    print(f"| memory at the first picture | {np.median(memory):.0f} MB |")


def measured(rounds: int, env: dict[str, str]) -> tuple[list[tuple[float, float]], list[float]]:
    """Start both in turns; return seconds of each round, and the program's megabytes."""
    env = {k: v for k, v in env.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as NumPy's is, once
    times, memory = [], []
    with tempfile.TemporaryDirectory() as home:
        env["INKLING_HOME"] = home
        seconds_of(PROGRAM, env)  # the first start of all makes the home folder
        for _ in range(rounds):
            started, said = seconds_of(PROGRAM, env)
            times.append((started, seconds_of(IMPORTS, env)[0]))
            memory.append(float(said))
    return times, memory


def seconds_of(code: str, env: dict[str, str]) -> tuple[float, str]:
    """Run Python code in a process of its own; return how long it took, and what it said last."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return time.perf_counter() - started, done.stdout.rpartition("\n")[0].rpartition("\n")[2]


if __name__ == "__main__":
    main()
