"""``import`` and ``export``: bring drawings in, take drawings or a network out."""

import argparse
from pathlib import Path

import numpy as np

from cli.output import result, say, watched
from data import exchange, labelled
from data.errors import DataError
from data.exchange import Batch
from data.home import home_folder, open_drawings
from data.store import Store
from models.errors import ModelError
from models.files import check_target, load, save

CHUNK = 10_000  # drawings stored at once: 980 kB, and a bar that moves


def import_drawings(options: argparse.Namespace) -> None:
    """Store the drawings of every source; a source that cannot be read is named.

    Raises:
        DataError: If a source would not do, after all others were taken in.
    """
    counts: dict[str, int] = {}
    refused: list[str] = []
    with open_drawings(home_folder(options.home)) as store:
        for source in options.source:
            try:
                batch = exchange.read(source)
                with store.together():  # a source comes in whole or not at all
                    _take_in(store, batch)
            except DataError as error:
                refused.append(str(error))
                continue
            for label, name in enumerate(batch.names):
                counts[name] = counts.get(name, 0) + int((batch.labels == label).sum())
    total = sum(counts.values())
    lines = [f"{n:6,}  {name}" for name, n in counts.items()] + [f"{total:6,}  drawings imported"]
    values = {"imported": total, "classes": counts, "refused": refused}
    result(options.json, values, lines if total else ["Nothing was imported."])
    for sentence in refused[:-1]:
        say(sentence)
    if refused:
        raise DataError(refused[-1])


def _take_in(store: Store, batch: Batch) -> None:
    ids = np.array([store.add_label(name).id for name in batch.names])
    starts = range(0, len(batch), CHUNK)
    for start in watched(starts, len(starts), "chunk"):
        part = slice(start, start + CHUNK)
        store.add(batch.images[part], ids[batch.labels[part]].tolist(), "imported")


def export(options: argparse.Namespace) -> None:
    """Write the home drawings, or with ``--model`` a network, to a file or folder.

    Raises:
        DataError, ModelError: If it cannot be written, or something is there already.
    """
    target: Path = options.target
    if options.model is not None:
        _export_network(options.model, target, force=options.force)
        result(options.json, {"model": str(target)}, [f"The network is in {target}."])
        return
    with open_drawings(home_folder(options.home)) as store:
        batch = labelled.from_store(store).batch
    if not len(batch):
        raise DataError("There are no drawings to export.")
    target = exchange.write(batch, target, options.format, replace=options.force)
    values = {"exported": len(batch), "target": str(target)}
    result(options.json, values, [f"{len(batch):,} drawings are in {target}."])


def _export_network(source: Path, target: Path, *, force: bool) -> None:
    model = load(source)
    check_target(target)
    if target.exists() and not force:
        raise ModelError(f"{target} is there already; choose another name, or say --force.")
    save(model, target)
