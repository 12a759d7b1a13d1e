"""``python -m tests.benchmarks.idle``: what the window costs while nobody touches it, by screen."""

import argparse
import os
import tempfile
import time
from pathlib import Path

from tests.pilot import Pilot, Screen
from ui.state.view import SCREENS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.idle", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="on each screen")
    options = parser.parse_args()
    print("| screen | of a core | memory |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as home, Screen() as screen:
        pilot = Pilot(screen, home)
        try:
            for number, name in enumerate(SCREENS, start=1):
                pilot.key(f"F{number}")
                pilot.settle(2.0)  # until what it does first is done
                share = busy(pilot.process.pid, options.seconds)
                print(
                    f"| {name} | {share:.2%} | {memory_mb(pilot.process.pid):.0f} MB |", flush=True
                )
            pilot.close()
        finally:
            pilot.kill()


def busy(pid: int, seconds: float) -> float:
    """Return which share of a core a process takes, 0 to 1."""
    before, started = processor_s(pid), time.perf_counter()
    time.sleep(seconds)
    return (processor_s(pid) - before) / (time.perf_counter() - started)


def processor_s(pid: int) -> float:
    """Return how long a process has had a processor, in seconds, as Linux counts it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return what a process has in memory, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
