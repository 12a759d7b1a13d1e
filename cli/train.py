"""``train``: make a network from the home drawings, or from a file of drawings."""

import argparse
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from cli.folds import score_by_folds
from cli.output import bar, percent, result, say
from data import labelled
from data.errors import DataError
from data.held_out import SHARE
from data.home import home_folder, open_drawings
from data.labelled import Labelled
from models.ahead import processes
from models.errors import ModelError
from models.examples import split
from models.files import check_target, save
from models.library import Library
from models.model import Model, model_of
from models.plan import Plan
from models.run import Run
from models.runs.record import LEFT
from models.runs.recorder import Recorder, begin
from models.runs.runs import Runs
from models.scores import interval, words
from models.settings import SETTINGS
from stepwise import at_once


def plan_of(options: argparse.Namespace) -> Plan:
    """Return the plan that the command line asks for; a preset first, then what departs from it."""
    plan = Plan(augment=options.augment)
    if options.network is not None:
        plan = plan.with_setting("network", options.network)
    for name, value in said(options).items():
        plan = plan.with_setting(name, value)
    return plan


def said(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that the command line names, the network left out."""
    names = [setting.name for setting in SETTINGS if setting.name != "network"]
    values = {name: getattr(options, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def train(options: argparse.Namespace) -> None:
    """Train, save, and print the scores.

    Raises:
        DataError, ModelError: If it could not be done.
    """
    plan, home = plan_of(options), home_folder(options.home)
    if options.save is not None:
        check_target(options.save)
    drawings = labelled_drawings(options, plan, home)
    if options.folds:
        score_by_folds(plan, drawings, options)
        return
    run = run_of(plan, drawings)
    recorder = _recorder(run, drawings, options, home)
    try:
        seconds = _take_all_steps(run, recorder)
        model = model_of(run, drawings.batch.names)
        path = _keep(model, options, home)
        if recorder is not None:
            recorder.end("stopped" if run.share < 1 else "done", path.stem)
    except ModelError:
        if recorder is not None and recorder.record.status in LEFT:
            recorder.end("stopped")
        raise
    finally:
        if recorder is not None:
            recorder.close()
            if recorder.complaint:
                say(recorder.complaint)
    _report(options.json, model, path, seconds)


def run_of(plan: Plan, drawings: Labelled) -> Run:
    """Return a run of the plan on the drawings, ready to take its first step.

    Raises:
        ModelError: If there is nothing to learn.
    """
    batch = drawings.batch
    training, held_out = at_once(split(batch.images, batch.labels, drawings.held_out))
    names = batch.names
    return Run(plan, len(names), training, held_out, drawings.vary, processes=processes())


def labelled_drawings(options: argparse.Namespace, plan: Plan, home: Path) -> Labelled:
    """Return the drawings of ``--drawings``, split by the plan's seed, or those at home.

    Raises:
        DataError: If they cannot be read.
    """
    if options.drawings is not None:
        share = SHARE if options.held_out is None else options.held_out
        drawings = labelled.from_file(options.drawings, share, np.random.default_rng(plan.seed))
        return _mirrored(drawings, options.mirror)
    if options.held_out is not None:
        say("--held-out is for --drawings; which home drawings are held out is fixed.")
    with open_drawings(home) as store:
        return _mirrored(labelled.from_store(store), options.mirror)


def _mirrored(drawings: Labelled, wish: str) -> Labelled:
    """Return the drawings with what ``--mirror`` says of their classes.

    Raises:
        DataError: If it names a class that is not there.
    """
    names = drawings.batch.names
    if wish == "auto":
        return drawings
    if wish in ("all", "none"):
        return replace(drawings, mirror=(wish == "all",) * len(names))
    wanted = [name.strip() for name in wish.split(",")]
    strange = [name for name in wanted if name not in names]
    if strange:
        raise DataError(
            f"--mirror: there is no class {strange[0]}; there are {', '.join(names)},"
            " or say auto, all or none."
        )
    return replace(drawings, mirror=tuple(name in wanted for name in names))


def _recorder(
    run: Run, drawings: Labelled, options: argparse.Namespace, home: Path
) -> Recorder | None:
    """Return what keeps the run among the home runs; None where its network is kept elsewhere."""
    if options.save is not None or options.drawings is not None:
        return None
    with open_drawings(home) as store:
        classes = [(label.id, label.name) for label in store.labels()]
    return begin(Runs(home / "runs"), run, drawings.batch.names, classes)


def _take_all_steps(run: Run, recorder: Recorder | None) -> float:
    """Train to the end, or until Ctrl+C; return the seconds."""
    started, seen, complaint = time.perf_counter(), 0, ""
    steps = recorder.steps() if recorder else run.steps()
    try:
        with bar(run.plan.epochs, "epoch") as shown:
            for _ in steps:
                progress = run.progress
                if progress is None:
                    continue
                shown.update(progress.epoch - 1 - shown.n)
                if recorder is not None:
                    recorder.worked_s = time.perf_counter() - started
                if len(run.curves.points) > seen:
                    seen, complaint = len(run.curves.points), _said(run, complaint)
                    shown.set_postfix_str(_standing(run), refresh=False)
            shown.update(run.plan.epochs - shown.n)
        _said(run, complaint)
    except KeyboardInterrupt:
        if not run.curves.points:
            raise ModelError("Stopped before its first score; nothing was saved.") from None
        epoch = run.curves.points[-1].epoch
        say(f"Stopped after epoch {epoch:,}; the best network so far is kept.")
    seconds = time.perf_counter() - started
    try:
        for _ in recorder.finish() if recorder else run.curves.finish():
            pass
    except KeyboardInterrupt:
        say("Stopped while the network was scored; its score is that of a part of the drawings.")
    return seconds


def _said(run: Run, before: str) -> str:
    """Say what goes wrong, once; return it."""
    if run.curves.complaint and run.curves.complaint != before:
        say(f"epoch {run.curves.points[-1].epoch:,}: {run.curves.complaint}")
    return run.curves.complaint or before


def _standing(run: Run) -> str:
    point = run.curves.points[-1]
    return (
        f"training {percent(point.trained.accuracy)}, held-out {percent(point.held_out.accuracy)}"
    )


def _keep(model: Model, options: argparse.Namespace, home: Path) -> Path:
    """Save the network where --save says, or among the home networks.

    Only a network made from the home drawings comes into use by itself.
    """
    if options.save is not None:
        save(model, options.save)
        return Path(options.save)
    return Library(home / "models").keep(model, use=options.drawings is None)[1]


def _report(as_json: bool, model: Model, path: Path, seconds: float) -> None:
    story = model.story
    values = asdict(story) | {
        "names": list(model.names),
        "held_out_interval": interval(story.held_out_accuracy, story.held_out_count),
        "seconds": round(seconds, 3),
        "model": str(path),
    }
    lines = [
        f"training {percent(story.train_accuracy)} of {story.train_count:,} drawings",
        f"held-out {words(story.held_out_accuracy, story.held_out_count)}"
        f" of {story.held_out_count:,} drawings",
        f"{story.epochs:,} epochs, {story.steps:,} steps in {seconds:.1f} s",
        f"saved as {path}",
    ]
    result(as_json, values, lines)
