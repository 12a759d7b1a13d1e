"""Experiments: many plans compared, several seeds each, on a part of the training drawings.

Plans are chosen by what comes out, and a score on drawings that something was
chosen by is no score. So the held-out drawings are not looked at: of the others,
a part is set apart (validation), another one for every seed.
"""

import itertools
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.errors import ModelError
from models.examples import check_classes
from models.plan import Plan
from models.scores import Labels
from models.seen import Vary
from models.tasks import Pack, Task, Trial, all_but, folds

MOST_TASKS = 10_000  # of one experiment: a day's work
PARTS = 5  # one of them is set apart for the score

Spread = tuple[float, float, float]  # median, least, most


def grid(
    plan: Plan, variations: Mapping[str, Sequence[Any]], fixed: Mapping[str, Any] | None = None
) -> list[Plan]:
    """Return the plan with every combination of the varied settings.

    Args:
        plan: What all have in common.
        variations: For each field of the plan the values to try.
        fixed: What holds for all even where a varied preset brings another value.

    Raises:
        ModelError: If there are more than MOST_TASKS combinations.
    """
    _check_number(math.prod(map(len, variations.values())))
    plans = []
    names = sorted(variations, key=lambda name: name != "network")  # a preset comes first
    for values in itertools.product(*(variations[name] for name in names)):
        varied = plan
        for name, value in zip(names, values, strict=True):
            varied = varied.with_setting(name, value)
            if name == "network":
                for other, held in (fixed or {}).items():
                    varied = varied.with_setting(other, held)
        plans.append(varied)
    return list(dict.fromkeys(plans))  # each once, whatever was said twice


def tasks(
    plans: Sequence[Plan], seeds: int, pack: Pack, vary: Vary, each: int | None = None
) -> list[Task]:
    """Return every plan with the seeds 0 to ``seeds`` - 1; all plans once, then all once more.

    Args:
        plans: What to try.
        seeds: How often each.
        pack: Drawings to learn from and to score on; none that are held out.
        vary: Makes variants.
        each: How many drawings of each class to learn from, with all others set
            apart; None to set a fifth apart.

    Raises:
        ModelError: If there would be more than MOST_TASKS, or too few drawings.
    """
    _check_number(len(plans) * seeds)
    check_classes(pack.labels)
    if each:
        _check_enough(each, pack)
    found = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        scored = all_but(each, pack.labels, rng) if each else folds(pack.labels, PARTS, rng) == 0
        if not scored.any() or scored.all():
            raise ModelError("There are too few drawings to set a part of them apart.")
        part = f"all but {each} of each class" if each else ""
        found += [Task(plan.with_setting("seed", seed), pack, scored, vary, part) for plan in plans]
    return found


def _check_enough(each: int, pack: Pack) -> None:
    """Refuse to learn from all drawings of a class: it would have no part in the score."""
    present, counts = np.unique(pack.labels, return_counts=True)
    least = counts.argmin()
    if counts[least] <= each:
        raise ModelError(
            f"“{pack.names[present[least]]}” has {counts[least]:,} drawings to learn from; with"
            f" {each:,} of each class none of it would be left for the score."
        )


def _check_number(n: int) -> None:
    if n > MOST_TASKS:
        raise ModelError(
            f"That would be {n:,} trainings; {MOST_TASKS:,} are the most."
            " Try fewer values, or fewer seeds."
        )


def fold_tasks(plan: Plan, k: int, pack: Pack, vary: Vary) -> list[Task]:
    """Return a training for each of k folds, scored on that fold, learning from the others.

    Raises:
        ModelError: If there are fewer drawings than folds, or of one class only.
    """
    check_classes(pack.labels)
    if k > len(pack.labels):
        raise ModelError(f"{k} folds need as many drawings; there are {len(pack.labels)}.")
    fold = folds(pack.labels, k, np.random.default_rng(plan.seed))
    return [Task(plan, pack, fold == i, vary, f"fold {i + 1} of {k}") for i in range(k)]


def left_out_tasks(
    plan: Plan, groups: Labels, names: Mapping[int, str], pack: Pack, vary: Vary
) -> list[Task]:
    """Return a training for each group, scored on it, learning from all others.

    Args:
        plan: What is trained by.
        groups: The group of each drawing, (n,), such as who drew it.
        names: What a group is called; drawings of groups without a name are learnt from always.
        pack: The drawings.
        vary: Makes variants.

    Raises:
        ModelError: If there are fewer than two groups with names, or nothing to learn.
    """
    check_classes(pack.labels)
    present = [group for group in np.unique(groups).tolist() if group in names]
    if not present or len(np.unique(groups)) < 2:
        raise ModelError("This needs drawings by two people at least; say who is drawing first.")
    return [Task(plan, pack, groups == group, vary, names[group]) for group in present]


@dataclass(frozen=True)
class Row:
    """What the seeds of one plan gave."""

    plan: Plan
    train_accuracy: Spread | None
    accuracy: Spread | None  # on the part set apart
    failed: int  # trainings that ran away, or had nothing to learn
    done: int  # trainings that ended


def summary(found: Iterable[Trial]) -> list[Row]:
    """Return a row for each plan, in the order in which they were tried."""
    by_plan: dict[Plan, list[Trial]] = {}
    for trial in found:
        by_plan.setdefault(trial.plan.with_setting("seed", 0), []).append(trial)
    return [
        Row(
            plan,
            _spread([trial.train_accuracy for trial in group]),
            _spread([trial.accuracy for trial in group]),
            sum(trial.train_accuracy is None for trial in group),
            len(group),
        )
        for plan, group in by_plan.items()
    ]


def _spread(values: Sequence[float | None]) -> Spread | None:
    known = [value for value in values if value is not None]
    return (statistics.median(known), min(known), max(known)) if known else None
