"""``evaluate``: score a network on drawings it was not trained on."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cli.output import percent, result, say, watched
from data import exchange, labelled
from data.exchange import Batch
from data.home import home_folder, open_drawings
from loss import LOSSES, Loss
from models.errors import ModelError
from models.examples import Examples, examples
from models.files import load
from models.library import Library
from models.model import Model
from models.scores import FEWEST, Score, score_slices, slice_of, words


def chosen_model(options: argparse.Namespace) -> Model:
    """Return the network that ``--model`` names, or the one in use at home.

    Raises:
        ModelError: If it cannot be read.
    """
    if options.model is not None:
        return load(options.model)
    model, notice = Library(home_folder(options.home) / "models").current()
    if notice:
        say(notice)
    return model


def evaluate(options: argparse.Namespace) -> None:
    """Score the network and print what it takes for what.

    Raises:
        DataError, ModelError: If it could not be done.
    """
    model = chosen_model(options)
    batch = _drawings(options.drawings, home_folder(options.home))
    if not len(batch):
        raise ModelError("No drawings are held out at home; keep more, or name a file of drawings.")
    asked = matched(batch, model.names)
    if not len(asked):
        raise ModelError(
            f"None of these drawings shows what the network knows: {', '.join(model.names)}."
        )
    if asked.digest() == model.story.digest:
        say("The network was trained on these very drawings; this is no score for others.")
    slices = score_slices(model.compiled, asked.images, asked.labels, _loss(model))
    *_, found = watched(slices, 1 + -(-len(asked) // slice_of(model.network)), "slice")
    _report(options.json, model, found)


def _drawings(path: Path | None, home: Path) -> Batch:
    if path is not None:
        return exchange.read(path)
    with open_drawings(home) as store:
        return labelled.from_store(store).part(held_out=True)


def matched(batch: Batch, names: tuple[str, ...]) -> Examples:
    """Return the drawings whose class a network knows, labelled by its outputs."""
    output = np.array([names.index(name) if name in names else -1 for name in batch.names])
    labels = output[batch.labels] if len(batch) else batch.labels
    known = labels >= 0
    if not known.all():
        strange = sorted(set(batch.names) - set(names))
        say(f"Left out: {int((~known).sum()):,} drawings of {', '.join(strange)}.")
    return examples(batch.images[known], labels[known])


def _loss(model: Model) -> Loss:
    return LOSSES.get(str(model.story.plan.get("loss")), LOSSES["cross-entropy"])


def _report(as_json: bool, model: Model, found: Score) -> None:
    per_class = dict(zip(model.names, found.per_class(), strict=True))
    interval = found.interval()
    values = {
        "accuracy": found.accuracy,
        "interval_95": interval,
        "count": found.count,
        "loss": found.loss,
        "names": list(model.names),
        "per_class": per_class,
        "confusion": found.confusion.tolist(),
    }
    low, high = interval or (0.0, 1.0)
    head = f"{percent(found.accuracy)} of {found.count:,} drawings (95 %: {low:.1%} to {high:.1%})"
    if found.count < FEWEST:
        head = f"{words(found.accuracy, found.count)}; {FEWEST} drawings are the fewest"
    lines = [head, *class_lines(model.names, found)]
    result(as_json, values, lines)


def class_lines(names: Sequence[str], found: Score) -> list[str]:
    """Return a line for each class: how many are right, and their share if they are enough."""
    wide, lines = max(map(len, names)), []
    rights, counts = np.diag(found.confusion), found.confusion.sum(axis=1)
    for name, right, count in zip(names, rights, counts, strict=True):
        share = percent(right / count) if count >= FEWEST else ""
        lines.append(f"  {name:{wide}}  {share:>7}  {right:,} of {count:,}")
    return lines
