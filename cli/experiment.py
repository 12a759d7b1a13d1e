"""``experiment``: try many plans, compare them in a table, keep every run's scores."""

import argparse
import datetime
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any

from cli.output import result
from cli.sweeping import swept
from cli.train import labelled_drawings, plan_of, said
from data.errors import DataError
from data.home import home_folder
from models.experiments import Row, grid, summary, tasks
from models.results import Results, table
from models.settings import AUGMENT, SETTINGS
from models.tasks import packed

LAYERS = {"hidden", "filters", "centred"}  # what a preset says too


def experiment(options: argparse.Namespace) -> None:
    """Train every combination of the varied settings with every seed.

    Raises:
        DataError, ModelError: If it could not be done; what was found until then is saved.
    """
    home = home_folder(options.home)
    variations = _variations(options.vary or [["network", "classic", "wide"]], set(said(options)))
    base = plan_of(options)
    plans = grid(base, variations, said(options))
    drawings = labelled_drawings(options, base, home)
    training = drawings.part(held_out=False)
    pack = packed(training.images, training.labels, training.names)
    todo = tasks(plans, options.seeds, pack, drawings.vary, options.each)
    target = options.save or home / "experiments" / f"{_now()}.csv"
    results = Results(target, f"{pack.digest} {_mirror_words(drawings.mirror)}")
    try:
        found = swept(todo, options, results, list(variations))
        results.write_summary(list(variations), found)
    finally:
        results.close()
    _report(options.json, list(variations), summary(found), results.path)


def _report(as_json: bool, varied: list[str], rows: list[Row], path: Path) -> None:
    lines = table(varied, rows)
    lines.append(f"medians, and least to most; every run is in {path}, table and plot beside")
    values = [
        {
            "plan": vars(row.plan),
            "train_accuracy": row.train_accuracy,
            "accuracy": row.accuracy,
            "runs": row.done,
            "failed": row.failed,
        }
        for row in rows
    ]
    result(as_json, {"rows": values, "results": str(path)}, lines)


def _variations(wishes: Sequence[Sequence[str]], fixed: Set[str]) -> dict[str, list[Any]]:
    """Return setting and values of each ``--vary``; ``fixed`` settings have one for all."""
    names = {name for name, *_ in wishes}
    for name in sorted((names | fixed) & LAYERS if "network" in names else ()):
        raise DataError(f"--vary: network and {name} both say the layers; vary one of them.")
    settings = {setting.name.replace("_", "-"): setting for setting in (*SETTINGS, AUGMENT)}
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


def _mirror_words(mirror: Sequence[bool | None]) -> str:
    """Return what is said of mirrors in a letter a class: results with another are others."""
    return "".join({None: "a", True: "y", False: "n"}[allowed] for allowed in mirror)


def _now() -> str:
    return f"{datetime.datetime.now():%Y-%m-%d %H.%M.%S}"
