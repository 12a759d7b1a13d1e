"""Teaches a class from five drawings, each class of a file in turn; see teaching.md.

    python -m docs.experiments.teaching quickdraw_dev.npz --network wide

The network learns from 64 drawings of every other class. Then five drawings of the class that
it has never seen are taught one after the other, as the window does, each kept as it is taught.
The score is on 200 other drawings of each class.
"""

import argparse
from functools import partial
from pathlib import Path

import numpy as np

from data.augmentation import vary
from data.exchange import Batch, read
from models.examples import Examples, examples
from models.model import Model, model_of
from models.plan import PRESETS, Plan
from models.run import Run
from models.teaching import Lesson, Teaching

LEARNT, SCORED, TAUGHT = 64, 200, 5


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="python -m docs.experiments.teaching")
    parser.add_argument("drawings", type=Path)
    parser.add_argument("--network", choices=list(PRESETS), default="classic")
    parser.add_argument("--epochs", type=int, help="instead of the preset's")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--which", type=int, default=0, help="five drawings: the first, the next")
    options = parser.parse_args()
    batch = read(options.drawings)
    plan = PRESETS[options.network].with_setting("seed", options.seed)
    if options.epochs:
        plan = plan.with_setting("epochs", options.epochs)
    print("| taught | the five | others of it | the other classes | before | points |")
    print("|---|---:|---:|---:|---:|---:|")
    found = []
    for place, name in enumerate(batch.names):
        line = taught(batch, place, plan, options.which)
        found.append(line)
        five, new, after, before = line
        points = (after - before) * 100
        print(
            f"| {name} | {five:.0%} | {new:.0%} | {after:.1%} | {before:.1%} | {points:+.1f} |",
            flush=True,
        )
    five, new, after, before = np.median(np.array(found), axis=0)
    lost = np.median([(line[2] - line[3]) * 100 for line in found])
    print(f"| median | {five:.0%} | {new:.0%} | {after:.1%} | {before:.1%} | {lost:+.1f} |")


def taught(
    batch: Batch, place: int, plan: Plan, which: int = 0
) -> tuple[float, float, float, float]:
    """Return the shares answered right: the five, others of it, other classes after and before.

    Args:
        batch: All drawings.
        place: Of the class that is taught.
        plan: By which the network learns the others, and is taught.
        which: Five of its drawings, 0 for the first ones.
    """
    rng, n = np.random.default_rng(plan.seed), len(batch.names)
    rows = [rng.permutation(np.flatnonzero(batch.labels == label)) for label in range(n)]
    others = [label for label in range(n) if label != place]
    names = tuple(batch.names[label] for label in others)
    stored = _examples(batch, [rows[label][:LEARNT] for label in others])
    scored = _examples(batch, [rows[label][-SCORED:] for label in others])
    new = _examples(batch, [rows[place][-SCORED:]])
    run = Run(plan, n - 1, stored, scored, partial(vary, mirror=(None,) * (n - 1)))
    for _ in run.steps():
        pass
    model = model_of(run, names)
    before = _right(model, scored)
    five = _examples(batch, [rows[place][which * TAUGHT : (which + 1) * TAUGHT]])
    for round_, image in enumerate(five.images):
        lesson = Lesson(image, batch.names[place], seed=round_)
        teaching = Teaching(model, plan, lesson, stored, partial(vary, mirror=(None,) * n))
        for _ in teaching.steps():
            pass
        model = teaching.after
        stored = Examples(
            np.concatenate([stored.images, image[None]]), np.append(stored.labels, n - 1)
        )
    own = [Examples(group.images, np.full(len(group), n - 1)) for group in (five, new)]
    return _right(model, own[0]), _right(model, own[1]), _right(model, scored), before


def _examples(batch: Batch, groups: list[np.ndarray]) -> Examples:
    """Return drawings, each group numbered by its place."""
    rows = np.concatenate(groups)
    return examples(batch.images[rows], np.repeat(np.arange(len(groups)), list(map(len, groups))))


def _right(model: Model, group: Examples) -> float:
    answers = model.compiled.forward(group.images).argmax(axis=1)
    return float((answers == group.labels).mean())


if __name__ == "__main__":
    main()
