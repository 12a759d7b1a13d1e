"""The lab: an experiment under way, on this machine's other cores."""

import datetime
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from data.labelled import Labelled
from models.errors import ModelError
from models.executors import cores, pool
from models.experiments import Row, fold_tasks, grid, left_out_tasks, summary, tasks
from models.learning_curve import PARTS, Gain, curve_tasks, gains
from models.plan import Plan
from models.results import Results
from models.scores import Score
from models.settings import SETTINGS
from models.sweep import Sweep
from models.tasks import Task, Trial, packed

# What stands beside the settings in the list of what can be tried.
FOLDS, CURVE, DRAWERS = "k-fold score", "learning curve", "a person left out"
STUDIES = (FOLDS, CURVE, DRAWERS)
VARIED = (
    "learning_rate", "batch_size", "epochs", "hidden", "filters", "activation", "loss", "momentum",
    "weight_decay", "schedule", "dropout", "network", "centred",
)  # fmt: skip
SUGGESTED = {
    "learning_rate": "0.05 0.2 0.8",
    "batch_size": "8 32 128",
    "epochs": "100 400 1600",
    "hidden": "8 16,16 64 256",
    "filters": "8,16 8,16,32",
    "activation": "sigmoid tanh relu",
    "loss": "cross-entropy squared-error",
    "momentum": "0 0.9",
    "weight_decay": "0 0.0004 0.004",
    "schedule": "constant cosine",
    "dropout": "0 0.3",
    "network": "classic wide",
    "centred": "on off",
    FOLDS: "5",
    CURVE: "25 50 75 100 %",
    DRAWERS: "each in turn",
}
MOST_FOLDS = 50


@dataclass(frozen=True)
class Wish:
    """What a person wants to try."""

    name: str = "learning_rate"  # of a setting, or one of STUDIES
    text: str = SUGGESTED["learning_rate"]  # values with spaces between them, or how many folds
    seeds: int = 2


class Lab:
    """Owns one sweep at a time. It learns on other cores, so that the window stays free."""

    def __init__(self) -> None:
        self.wish = Wish()
        self.varied: tuple[str, ...] = ()  # settings of the experiment that is shown
        self.trials: list[Trial] = []
        self.total = 0
        self.study = ""  # the one of STUDIES that is shown, "" for an experiment
        self._names: tuple[str, ...] = ()  # of the classes of a study
        self._counts: list[int] = []  # how many drawings of each there are to learn from
        self.version = 0  # grows with every result
        self._sweep: Sweep | None = None
        self._results: Results | None = None
        self._started_s = 0.0

    def change(self, name: str, value: Any) -> None:
        """Change one value of the wish; another setting brings values to try along."""
        self.wish = replace(self.wish, **{name: value})
        if name == "name":
            self.wish = replace(self.wish, text=SUGGESTED[value])

    @property
    def left_s(self) -> float | None:
        """Seconds until the end at the pace so far, None before there is one."""
        if not self.trials:
            return None
        so_far = time.perf_counter() - self._started_s
        return so_far * (self.total - len(self.trials)) / len(self.trials)

    @property
    def busy(self) -> bool:
        """Whether an experiment is under way."""
        return self._sweep is not None

    def rows(self) -> list[Row]:
        """Return what was found so far, the plans in the order in which they were tried."""
        return summary(self.trials)

    def by_folds(self) -> Score | None:
        """Return the score of all folds together; None if it was no k-fold score, or none yet."""
        counted = [np.array(trial.confusion) for trial in self.trials if trial.confusion]
        if self.study != FOLDS or not counted:
            return None
        return Score(sum(counted[1:], counted[0]), 0.0)

    def lines(self) -> list[tuple[str, Score]]:
        """Return the score of each part of a study so far, all its trainings together."""
        parts: dict[str, list[Any]] = {}
        for trial in self.trials:
            if trial.confusion:
                parts.setdefault(trial.part, []).append(np.array(trial.confusion))
        found = [(part, Score(np.sum(each, axis=0), 0.0)) for part, each in parts.items()]
        if self.study == CURVE:  # they end as they like
            found.sort(key=lambda line: int(line[0].split()[0]))
        return found

    def gains(self) -> list[Gain]:
        """Return what more drawings may be worth, as far as a learning curve tells."""
        return gains(self.trials, self._names, self._counts) if self.study == CURVE else []

    def start(
        self, plan: Plan, drawings: Labelled, folder: Path, drawers: Mapping[int, str]
    ) -> None:
        """Begin what is wished, on the training drawings; those held out are left alone.

        Args:
            plan: What is not varied.
            drawings: To learn from.
            folder: Where what is found is kept.
            drawers: The names of people who draw, by id.

        Raises:
            ModelError: If the values will not do, or there is nothing to learn.
        """
        part = drawings.part(held_out=False)
        pack = packed(part.images, part.labels, part.names)
        wish = self.wish
        varied: tuple[str, ...] = ()
        self._names = part.names
        learnt = np.bincount(part.labels, minlength=len(part.names)) * (PARTS - 1) // PARTS
        self._counts = learnt.tolist()
        if wish.name == FOLDS:
            todo = fold_tasks(plan, _folds(wish.text), pack, drawings.vary)
        elif wish.name == CURVE:
            todo = curve_tasks(plan, wish.seeds, pack, drawings.vary)
        elif wish.name == DRAWERS:
            groups = np.zeros(len(part), np.int64)
            if drawings.drawers is not None:
                groups = drawings.drawers[~drawings.held_out]
            todo = left_out_tasks(plan, groups, drawers, pack, drawings.vary)
        else:
            plans, varied = grid(plan, {wish.name: _values(wish.name, wish.text)}), (wish.name,)
            todo = tasks(plans, wish.seeds, pack, drawings.vary)
        name = f"{datetime.datetime.now():%Y-%m-%d %H.%M.%S} {wish.name}.csv"
        self.study = wish.name if wish.name in STUDIES else ""
        self._begin(todo, varied, Results(folder / name, pack.digest))

    def _begin(self, todo: Sequence[Task], varied: tuple[str, ...], results: Results) -> None:
        workers = max(1, min(cores(), len(todo)))
        self._sweep = Sweep(todo, partial(pool, workers), workers)
        self._results, self.varied, self.total = results, varied, len(todo)
        self.trials, self._started_s = [], time.perf_counter()
        self.version += 1

    def work(self) -> bool:
        """Take what has ended; return whether anything has changed.

        Raises:
            ModelError: If the workers went away, or the results cannot be written.
        """
        if self._sweep is None:
            return False
        try:
            found = self._sweep.poll()
            for trial in found:
                self.trials.append(trial)
                if self._results:
                    self._results.add(trial)
            if found and self._results:
                self._results.write_summary(self.varied, self.trials)
        except ModelError:
            self.stop()
            raise
        over = self._sweep.over
        if over:
            self.stop()
        self.version += bool(found) or over
        return bool(found) or over

    def stop(self) -> None:
        """End it; what was found stays."""
        if self._sweep is not None:
            self._sweep.stop()
        if self._results is not None:
            self._results.close()
        self._sweep = self._results = None
        self.version += 1


def _values(name: str, text: str) -> list[Any]:
    """Return the values of a setting that were typed, with spaces between them.

    Raises:
        ModelError: If there are none, or one will not do.
    """
    setting = next(setting for setting in SETTINGS if setting.name == name)
    if any(word.startswith(",") or word.endswith(",") for word in text.split()):
        raise ModelError(f"{setting.title}: no spaces after commas; they stand between values.")
    try:
        values = [setting.parse(word) for word in text.split()]
    except ValueError as error:
        raise ModelError(f"{setting.title}: {error}") from None
    if not values:
        raise ModelError(f"{setting.title}: type the values to try, with spaces between them.")
    return values


def _folds(text: str) -> int:
    if not text.strip().isdigit() or not 2 <= int(text) <= MOST_FOLDS:
        raise ModelError(f"Folds: type a whole number from 2 to {MOST_FOLDS}.")
    return int(text)
