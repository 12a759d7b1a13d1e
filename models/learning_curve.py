"""The learning curve: how a plan does on a part of the drawings, on half, on all of them.

It tells whether more drawings would help, and of which classes.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from models.errors import ModelError
from models.examples import check_classes
from models.plan import Plan
from models.scores import Labels
from models.seen import Vary
from models.tasks import Pack, Task, Trial, folds

SHARES = (25, 50, 75, 100)  # per cent of what there is to learn from
PARTS = 5  # one of them is set apart for the score
MORE = 10  # drawings more of a class, for ``gains``


class Gain(NamedTuple):
    """What ten more drawings of a class may be worth."""

    name: str
    accuracy: float  # of its drawings set apart, with all there is to learn from
    gain: float  # how much of that, 0 to 1
    drawings: int  # to learn from now


def curve_tasks(plan: Plan, repeats: int, pack: Pack, vary: Vary) -> list[Task]:
    """Return a training for each share, all once, then all once more with other parts.

    Args:
        plan: What is trained by.
        repeats: How often.
        pack: Drawings to learn from and to score on; none that are held out.
        vary: Makes variants.

    Raises:
        ModelError: If there are too few drawings, or one class only.
    """
    check_classes(pack.labels)
    tasks = []
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        scored = folds(pack.labels, PARTS, rng) == 0
        left = np.flatnonzero(~scored)
        turn = _turns(pack.labels[left], rng)
        for share in SHARES:
            learnt = left[turn < share / 100]
            if not scored.any() or len(np.unique(pack.labels[learnt])) < len(
                np.unique(pack.labels)
            ):
                raise ModelError(
                    "There are too few drawings for a learning curve; five of each class at least."
                )
            rows = np.sort(np.concatenate([learnt, np.flatnonzero(scored)]))
            part = Pack(pack.bits[rows], pack.n_pixels, pack.labels[rows], pack.names, pack.digest)
            with_seed = plan.with_setting("seed", seed)
            tasks.append(Task(with_seed, part, scored[rows], vary, f"{share} %"))
    return tasks


def _turns(labels: Labels, rng: np.random.Generator) -> np.ndarray:
    """Return each drawing's turn among those of its class, shuffled: 0 to 1, the first is 0."""
    turn = np.empty(len(labels))
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        turn[members] = np.arange(len(members)) / len(members)
    return turn


def gains(trials: Sequence[Trial], names: Sequence[str], counts: Sequence[int]) -> list[Gain]:
    """Return what ten more drawings of each class may be worth, the most first.

    Errors fall as a power of the number of drawings (Hestness et al., "Deep learning scaling
    is predictable, empirically", 2017); the power is that between a half and all of them, a
    rough one where few drawings are scored.

    Args:
        trials: Of ``curve_tasks``.
        names: Of the classes.
        counts: How many drawings of each there are to learn from.
    """
    half, whole = (_errors(trials, part) for part in ("50 %", "100 %"))
    if half is None or whole is None:
        return []
    found = []
    for name, n, few, many in zip(names, counts, half, whole, strict=True):
        power = max(np.log2(max(few, 1e-3) / max(many, 1e-3)), 0.0)
        gain = many * (1 - (n / (n + MORE)) ** power) if n else 0.0
        found.append(Gain(name, 1 - many, float(gain), n))
    return sorted(found, key=lambda each: -each.gain)


def _errors(trials: Sequence[Trial], part: str) -> list[float] | None:
    """Return the share of wrong answers for each class, with one of each added: few say little."""
    counted = [np.array(t.confusion) for t in trials if t.part == part and t.confusion]
    if not counted:
        return None
    total = np.sum(counted, axis=0)
    errors = (total.sum(axis=1) - np.diag(total) + 0.5) / (total.sum(axis=1) + 1)
    return [float(error) for error in errors]
