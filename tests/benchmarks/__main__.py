"""``python -m tests.benchmarks``: all contests, side by side in one run, as Markdown tables."""

import argparse
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks import answers, conv, dense, variants
from tests.benchmarks.referee import Entry, Outcome, contest

DIFFERENT = 1e-3  # of a weight or an answer: more than rounding in float32, also after many steps


def main() -> int:
    """Read the command line, hold the contests, print; 1 if somebody learnt something else."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("contests", nargs="*", metavar="NAME", help=f"of {', '.join(CONTESTS)}")
    parser.add_argument("--drawings", type=Path, help="instead of the starter set")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.5, help="of a turn")
    options = parser.parse_args()
    unknown = [name for name in options.contests if name not in CONTESTS]
    if unknown:
        parser.error(f"no contest is called {unknown[0]}; there are {', '.join(CONTESTS)}")
    print(f"{platform.platform()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    failed = 0
    for name in options.contests or CONTESTS:
        failed = max(failed, hold(CONTESTS[name], options))
        print()
    return failed


@dataclass(frozen=True)
class Contest:
    """Who does what, and who is right."""

    title: str
    unit: str
    makers: dict[str, Callable[..., Any]]
    ours: str  # whom the others are compared with
    reference: str  # whose weights, or answers, count


CONTESTS = {
    "training": Contest(
        "Training `classic` on 500 drawings, batches of 10, plain gradient descent",
        "steps/s",
        {
            "Inkling": dense.Inkling,
            "Inkling, `Network.step`": dense.Readable,
            "PyTorch, `nn.Sequential` and SGD": dense.PyTorch,
            "scikit-learn, `MLPClassifier.fit`": dense.ScikitLearn,
            "JAX, `jit` of a whole epoch": dense.Jax,
            "C, inked pixels only": dense.SparseC,
            "textbook loop, float64": dense.Textbook,
        },
        "Inkling",
        "textbook loop, float64",
    ),
    "whole": Contest(
        "From nothing to 50 epochs: everything made anew, 500 drawings, batches of 10",
        "trainings/s",
        {
            "Inkling": partial(dense.FromNothing, dense.Inkling),
            "PyTorch": partial(dense.FromNothing, dense.PyTorch),
            "scikit-learn": partial(dense.FromNothing, dense.ScikitLearn),
            "textbook loop, float64": partial(dense.FromNothing, dense.Textbook),
        },
        "Inkling",
        "textbook loop, float64",
    ),
    "variants": Contest(
        "Fresh variants in every epoch: `classic`, batches of 10, plain gradient descent",
        "drawings/s",
        {
            "with variants": variants.With,
            "made by a process beside it": variants.Beside,
            "without": variants.Without,
        },
        "with variants",
        "without",
    ),
    "preset": Contest(
        "The same with the preset's batches of 32, momentum and weight decay",
        "drawings/s",
        {
            "with variants": variants.PresetWith,
            "made by a process beside it": variants.PresetBeside,
            "without": variants.PresetWithout,
        },
        "with variants",
        "without",
    ),
    "conv": Contest(
        "Training `conv`, batches of 64, momentum and weight decay",
        "drawings/s",
        {
            "Inkling": conv.Inkling,
            "Inkling, `Network.step`": conv.Readable,
            "PyTorch": conv.PyTorch,
        },
        "Inkling",
        "Inkling, `Network.step`",
    ),
    "answer": Contest(
        "One drawing, `classic`",
        "answers/s",
        {
            "Inkling": answers.Inkling,
            "Inkling, `Network.forward`": answers.Readable,
            "PyTorch": answers.PyTorch,
            "ONNX Runtime": answers.Onnx,
        },
        "Inkling",
        "Inkling, `Network.forward`",
    ),
    "what-if": Contest(
        "What if: the exact change of all outputs for each of 784 pixels, `classic`",
        "maps/s",
        {
            "Inkling": answers.WhatIf,
            "`Network.forward`, 784 drawings": answers.WhatIfReadable,
            "PyTorch, 784 drawings": answers.WhatIfPyTorch,
        },
        "Inkling",
        "`Network.forward`, 784 drawings",
    ),
}


def hold(held: Contest, options: argparse.Namespace) -> int:
    """Hold one contest and print its table; 1 if somebody came to something else."""
    print(f"## {held.title}\n")
    entries = [Entry(name, make, (options.drawings,)) for name, make in held.makers.items()]
    outcome = contest(entries, rounds=options.rounds, seconds=options.seconds)
    print("\n".join(table(outcome, held.unit, held.ours)), flush=True)
    return check(outcome, held.reference)


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
            print(f"{name}: nothing to compare", file=sys.stderr)
            continue
        pairs = zip(end, outcome.ends[reference], strict=True)
        far = np.max([np.abs(a - b).max() for a, b in pairs])  # NaN if one of them is
        print(f"{name}: results differ by {far:.1e} at most", file=sys.stderr)
        if not far <= DIFFERENT:
            print(f"{name} has learnt something else than {reference}", file=sys.stderr)
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
