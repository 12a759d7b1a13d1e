"""``python -m tests.benchmarks``: all contests, side by side in one run, as Markdown tables."""

import argparse
import platform
import sys
from pathlib import Path

import numpy as np

from tests.benchmarks import conv, dense
from tests.benchmarks.referee import Entry, Outcome, contest

DIFFERENT = 1e-3  # of a weight after 1,000 steps: more than rounding in float32


def main() -> int:
    """Read the command line, hold the contests, print; 1 if somebody learnt something else."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--drawings", type=Path, help="instead of the starter set")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.5, help="of a turn")
    options = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    failed = 0
    for hold in (training, convolution):
        print(f"## {hold.__doc__}\n")
        failed = max(failed, hold(options))
        print()
    return failed


def convolution(options: argparse.Namespace) -> int:
    """Training ``conv``, batches of 64, momentum and weight decay: drawings a second"""
    makers = {
        "Inkling": conv.Inkling,
        "Inkling, Network.step": conv.Readable,
        "PyTorch": conv.PyTorch,
    }
    return side_by_side(makers, "drawings/s", "Inkling, Network.step", options)


def training(options: argparse.Namespace) -> int:
    """Training ``classic`` on 500 drawings, batches of 10: steps a second"""
    makers = {
        "Inkling": dense.Inkling,
        "Inkling, Network.step": dense.Readable,
        "PyTorch": dense.PyTorch,
        "scikit-learn": dense.ScikitLearn,
        "JAX, an epoch": dense.Jax,
        "C, inked pixels only": dense.SparseC,
        "textbook, float64": dense.Textbook,
    }
    return side_by_side(makers, "steps/s", "textbook, float64", options)


def side_by_side(
    makers: dict[str, type], unit: str, reference: str, options: argparse.Namespace
) -> int:
    """Hold one contest and print its table; 1 if somebody learnt something else."""
    entries = [Entry(name, make, (options.drawings,)) for name, make in makers.items()]
    outcome = contest(entries, rounds=options.rounds, seconds=options.seconds)
    print("\n".join(table(outcome, unit, "Inkling")), flush=True)
    return check(outcome, reference)


def table(outcome: Outcome, unit: str, ours: str) -> list[str]:
    """Return the medians, and how many times as fast we are, as Markdown."""
    lines = [f"| | {unit} | {ours} against it (quartiles) |", "|---|---:|---:|"]
    for name in outcome.rates:
        middle, low, high = outcome.ratio(ours, name)
        lines.append(
            f"| {name} | {outcome.median(name):,.0f} | {middle:.2f} ({low:.2f} to {high:.2f}) |"
        )
    lines += [f"| {name} | not here: {why} | |" for name, why in outcome.missing.items()]
    return lines


def check(outcome: Outcome, reference: str) -> int:
    """Compare what all have learnt with the reference; say who differs."""
    failed = 0
    for name, end in outcome.ends.items():
        if end is None:
            print(f"{name}: cannot be given weights, so they are not compared", file=sys.stderr)
            continue
        pairs = zip(end, outcome.ends[reference], strict=True)
        far = np.max([np.abs(a - b).max() for a, b in pairs])  # NaN if one of them is
        print(f"{name}: weights differ by {far:.1e} at most", file=sys.stderr)
        if not far <= DIFFERENT:
            print(f"{name} has learnt something else than {reference}", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
