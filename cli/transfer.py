"""``import`` and ``export``: bring drawings in, take drawings or a network out."""

import argparse
from pathlib import Path

import numpy as np

from cli.output import bar, result, say
from data import exchange, labelled
from data.errors import DataError
from data.exchange import Found
from data.home import home_folder, open_drawings
from data.store import Store
from data.store.intake import Intake
from models.errors import ModelError
from models.export import formats
from models.files import check_target, load


def import_drawings(options: argparse.Namespace) -> None:
    """Store the drawings of every source; what cannot be read of it is named.

    Raises:
        DataError: If something would not do, after all else was taken in.
    """
    counts: dict[str, int] = {}
    refused: list[str] = []
    with open_drawings(home_folder(options.home)) as store:
        for source in options.source:
            found = Found()
            try:
                _read(source, found)
                with store.together():  # a source comes in whole or not at all
                    _take_in(store, found, counts)
            except DataError as error:
                refused.append(str(error))
                continue
            refused += found.left_out()
            for note in found.notes:
                say(f"{source.name}: {note}")
    total = sum(counts.values())
    lines = [f"{n:6,}  {name}" for name, n in counts.items()] + [f"{total:6,}  drawings imported"]
    values = {"imported": total, "classes": counts, "refused": refused}
    result(options.json, values, lines if total else ["Nothing was imported."])
    for sentence in refused[:-1]:
        say(sentence)
    if refused:
        raise DataError(refused[-1])


def _read(source: Path, found: Found) -> None:
    with bar(100, "%") as shown:
        for share in exchange.scan(source, found):
            shown.update(int(100 * share) - shown.n)


def _take_in(store: Store, found: Found, counts: dict[str, int]) -> None:
    known = {label.name.casefold(): label for label in store.labels()}
    labels = [known.get(name.casefold()) or store.add_label(name) for name in found.names]
    ids = np.array([label.id for label in labels], np.int64)
    intake = Intake(store, found.packed, ids[found.labels], found.orders)
    with bar(len(found), "drawing") as shown:
        for some in intake.steps():
            shown.update(len(some))
    for label, n in zip(labels, found.counts(), strict=True):
        counts[label.name] = counts.get(label.name, 0) + n


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
    if target.suffix == ".npz":
        check_target(target)
    if target.exists() and not force:
        raise ModelError(f"{target} is there already; choose another name, or say --force.")
    formats.export(model, target)
