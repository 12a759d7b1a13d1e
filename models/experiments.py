"""Experiments: many plans tried one after the other, several seeds each."""

import itertools
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.errors import ModelError
from models.plan import Plan
from models.run import Run


@dataclass(frozen=True)
class Trial:
    """One plan trained once."""

    plan: Plan
    train_accuracy: float | None  # None where the training ran away
    held_out_accuracy: float | None  # None also where nothing is held out
    loss: float | None


def grid(plan: Plan, variations: Mapping[str, Sequence[Any]]) -> list[Plan]:
    """Return the plan with every combination of the varied settings.

    Args:
        plan: What all have in common.
        variations: For each field of the plan the values to try.
    """
    plans = []
    for values in itertools.product(*variations.values()):
        varied = plan
        for name, value in zip(variations, values, strict=True):
            varied = varied.with_setting(name, value)
        plans.append(varied)
    return list(dict.fromkeys(plans))  # each once, whatever was said twice


def trials(plans: Sequence[Plan], seeds: int, make_run: Callable[[Plan], Run]) -> Iterator[Trial]:
    """Train every plan with the seeds 0 to ``seeds`` - 1, yielding as each one ends.

    Args:
        plans: What to try.
        seeds: How often each.
        make_run: Makes a run of a plan, on drawings split by its seed or fixed.
    """
    for plan in plans:
        for seed in range(seeds):
            yield _trial(make_run(plan.with_setting("seed", seed)))


def _trial(run: Run) -> Trial:
    try:
        for _ in run.steps():
            pass
    except ModelError:
        return Trial(run.plan, None, None, None)
    point = run.best_point
    if point is None:
        return Trial(run.plan, None, None, None)
    trained, held_out = point.trained, point.held_out
    return Trial(run.plan, trained.accuracy, held_out.accuracy, trained.loss)


@dataclass(frozen=True)
class Row:
    """What the seeds of one plan gave: the median, and from where to where."""

    plan: Plan
    train_accuracy: tuple[float, float, float] | None  # median, least, most
    held_out_accuracy: tuple[float, float, float] | None
    failed: int  # trainings that ran away


def summary(found: Sequence[Trial]) -> list[Row]:
    """Return a row for each plan, in the order in which they were tried."""
    by_plan: dict[Plan, list[Trial]] = {}
    for trial in found:
        by_plan.setdefault(trial.plan.with_setting("seed", 0), []).append(trial)
    return [
        Row(
            plan,
            _spread([trial.train_accuracy for trial in group]),
            _spread([trial.held_out_accuracy for trial in group]),
            sum(trial.train_accuracy is None for trial in group),
        )
        for plan, group in by_plan.items()
    ]


def _spread(values: Sequence[float | None]) -> tuple[float, float, float] | None:
    known = [value for value in values if value is not None]
    return (statistics.median(known), min(known), max(known)) if known else None
