"""``train --folds``: a score without giving up drawings, by training several times."""

import argparse

import numpy as np

from cli.evaluate import class_lines
from cli.output import result
from cli.sweeping import swept
from data.labelled import Labelled
from models.errors import ModelError
from models.experiments import fold_tasks
from models.plan import Plan
from models.scores import Score, interval, words
from models.tasks import packed


def score_by_folds(plan: Plan, drawings: Labelled, options: argparse.Namespace) -> None:
    """Train once for each fold of the training drawings, and print what the others say of it.

    Every training drawing is scored once, by a network that never saw it. The
    held-out drawings are left alone.

    Raises:
        ModelError: If there is nothing to learn, or a training runs away.
    """
    part = drawings.part(held_out=False)
    pack = packed(part.images, part.labels, part.names)
    todo = fold_tasks(plan, options.folds, pack, drawings.vary)
    trials = swept(todo, options, None, [])
    for trial in trials:
        if trial.train_accuracy is None:
            raise ModelError(trial.complaint)
    confusion = sum((np.array(trial.confusion) for trial in trials), np.zeros((1, 1), np.int64))
    found = Score(confusion, 0.0)
    per_class = dict(zip(part.names, found.per_class(), strict=True))
    values = {
        "accuracy": found.accuracy,
        "interval_95": interval(found.accuracy, found.count),
        "count": found.count,
        "folds": len(trials),
        "names": list(part.names),
        "per_class": per_class,
        "confusion": confusion.tolist(),
    }
    lines = [
        f"{words(found.accuracy, found.count)} of {found.count:,} training drawings,"
        f" each scored by a network that never saw it ({len(trials)} trainings)"
    ]
    lines += class_lines(part.names, found)
    result(options.json, values, lines)
