"""``experiment``: try many plans, print the table, and save every run's scores."""

import argparse
import csv
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cli.output import result, say, watched
from cli.train import labelled_drawings, plan_of, run_of
from data.errors import DataError
from data.home import home_folder
from models.experiments import Row, Trial, grid, summary, trials
from models.plan import Plan
from models.settings import SETTINGS, shown

SCORES = ("train_accuracy", "held_out_accuracy", "loss")


def experiment(options: argparse.Namespace) -> None:
    """Train every combination of the varied settings with every seed.

    Raises:
        DataError, ModelError: If it could not be done; what was found until then is saved.
    """
    home = home_folder(options.home)
    variations = _variations(options.vary or [["network", "classic", "wide"]])
    base = plan_of(options)
    drawings = labelled_drawings(options, base, home)
    plans = grid(base, variations)
    target = options.save or home / "experiments" / f"{_now()}.csv"
    total = len(plans) * options.seeds
    tried = trials(plans, options.seeds, lambda plan: run_of(plan, drawings))
    found = _saved(watched(tried, total, "run"), target)
    _report(options.json, list(variations), found, target)


def _variations(wishes: Sequence[Sequence[str]]) -> dict[str, list[Any]]:
    """Return setting and values of each ``--vary``."""
    names = {name for name, *_ in wishes}
    if {"network", "hidden"} <= names:
        raise DataError("--vary: network and hidden both say the layers; vary one of them.")
    settings = {setting.name.replace("_", "-"): setting for setting in SETTINGS}
    varied = {}
    for name, *values in wishes:
        if name not in settings or name == "seed" or not values:
            known = ", ".join(name for name in settings if name != "seed")
            raise DataError(f"--vary {name}: say one of {known}, and then the values to try.")
        setting = settings[name]
        try:
            varied[setting.name] = [setting.parse(value) for value in values]
        except ValueError as error:
            raise DataError(f"--vary {name}: {error}") from None
    return varied


def _saved(found: Iterator[Trial], target: Path) -> list[Trial]:
    """Write each run's scores as it ends, so that a stop loses none; return them all."""
    done: list[Trial] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([*asdict(Plan()), *SCORES])
            for trial in found:
                done.append(trial)
                plan = [shown(value) for value in asdict(trial.plan).values()]
                writer.writerow([*plan, *(getattr(trial, score) for score in SCORES)])
                file.flush()
    except KeyboardInterrupt:
        say(f"Stopped after {len(done):,} runs.")
    except FileExistsError:
        raise DataError(f"{target} is there already; choose another name.") from None
    except OSError as error:
        raise DataError(f"{target} could not be written ({error.strerror}).") from error
    return done


def _report(as_json: bool, varied: Sequence[str], found: list[Trial], target: Path) -> None:
    rows = summary(found)
    lines = ["| " + " | ".join([*varied, "training", "held-out", "ran away"]) + " |"]
    lines.append("|" + "---|" * (len(varied) + 3))
    for row in rows:
        values = [shown(getattr(row.plan, name)) for name in varied]
        spreads = [_spread(row.train_accuracy), _spread(row.held_out_accuracy)]
        lines.append("| " + " | ".join([*values, *spreads, str(row.failed)]) + " |")
    lines.append(f"medians, and least to most; every run is in {target}")
    result(as_json, {"rows": [_values(row) for row in rows], "table": str(target)}, lines)


def _values(row: Row) -> dict[str, Any]:
    values = asdict(row)
    values["plan"].pop("seed")
    return values


def _spread(spread: tuple[float, float, float] | None) -> str:
    if spread is None:
        return "no score"
    median, least, most = spread
    return f"{median:.1%} ({least:.1%} to {most:.1%})"


def _now() -> str:
    return datetime.datetime.now().strftime("%Y-%m-%d %H.%M.%S")
