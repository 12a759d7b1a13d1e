"""``classes``: list them, add, rename, order, merge, remove; the network in use follows."""

import argparse
from collections.abc import Callable, Sequence

import numpy as np

from cli.output import result
from data.drawing import as_inputs
from data.drawings import Label
from data.errors import DataError
from data.home import home_folder, open_drawings
from data.names import class_name
from data.store import Store
from models.classes import rescored, with_class, with_name, without_class
from models.library import Library
from models.model import Model

Change = Callable[[Model], Model]


def classes(options: argparse.Namespace) -> None:
    """Do what is asked, then list the classes.

    Raises:
        DataError: If a class is not there, or a name will not do; then nothing is changed.
        ModelError: If the network in use cannot be read or saved.
    """
    home = home_folder(options.home)
    with open_drawings(home) as store:
        if options.change is not None:
            library = Library(home / "models")
            with store.together():  # all of it or nothing, a network that cannot be saved too
                follow = CHANGES[options.change](store, options.names)
                _follow(library, store, follow)
        drawings, labels = store.read(), store.labels()
    counts = {label.name: int((drawings.label_ids == label.id).sum()) for label in labels}
    lines = [f"{n:6,}  {name}" for name, n in counts.items()]
    result(options.json, {"classes": counts}, lines or ["There are no classes."])


def _follow(library: Library, store: Store, follow: Change) -> None:
    """Save the network in use with other outputs, scored anew."""
    model, notice = library.current()
    if notice:
        raise DataError(notice)
    changed = follow(model)
    if changed is model:
        return
    drawings = store.read()
    held = drawings.only(drawings.held_out)
    ids = {label.name: label.id for label in store.labels()}
    outputs = [ids.get(name, -1) for name in changed.names]
    library.keep(rescored(changed, as_inputs(held.images), held.label_ids, outputs))


def _add(store: Store, names: Sequence[str]) -> Change:
    (name,) = _exactly(names, 1, "add NAME")
    _check_new(store, name)
    label = store.add_label(name)
    return lambda model: with_class(model, label.name)


def _rename(store: Store, names: Sequence[str]) -> Change:
    old, new = _exactly(names, 2, "rename OLD NEW")
    label = _known(store, old)
    _check_new(store, new, label)
    renamed = store.classes.rename(label.id, new)
    return lambda model: with_name(model, label.name, renamed.name)


def _merge(store: Store, names: Sequence[str]) -> Change:
    one, into = (_known(store, name) for name in _exactly(names, 2, "merge NAME INTO"))
    if one.id == into.id:
        raise DataError("A class cannot be merged with itself; name another.")
    drawings = store.read(trashed=None)
    ids = drawings.ids[drawings.label_ids == one.id]
    store.relabel(ids, np.full(len(ids), into.id))
    store.classes.remove(one.id)

    def follow(model: Model) -> Model:
        if into.name in model.names:
            return without_class(model, one.name)
        return with_name(model, one.name, into.name)  # what it knows is not lost

    return follow


def _remove(store: Store, names: Sequence[str]) -> Change:
    (name,) = _exactly(names, 1, "remove NAME")
    label, drawings = _known(store, name), store.read()
    store.trash(drawings.ids[drawings.label_ids == label.id])
    store.classes.remove(label.id)
    return lambda model: without_class(model, label.name)


def _order(store: Store, names: Sequence[str]) -> Change:
    first = [_known(store, name).id for name in names]
    if len(set(first)) < len(first):
        raise DataError("Name each class once.")
    rest = [label.id for label in store.labels() if label.id not in first]
    store.classes.arrange([*first, *rest])
    return lambda model: model


CHANGES: dict[str, Callable[[Store, Sequence[str]], Change]] = {
    "add": _add,
    "rename": _rename,
    "order": _order,
    "merge": _merge,
    "remove": _remove,
}


def _exactly(names: Sequence[str], n: int, usage: str) -> Sequence[str]:
    if len(names) != n:
        raise DataError(f"Say: classes {usage}.")
    return names


def _known(store: Store, name: str) -> Label:
    labels, tidy = store.labels(), class_name(name)
    for label in labels:
        if label.name == tidy:
            return label
    there = ", ".join(label.name for label in labels) or "none"
    raise DataError(f"There is no class {name}; there are {there}.")


def _check_new(store: Store, name: str, but: Label | None = None) -> None:
    for label in store.labels():
        if label != but and label.name.casefold() == class_name(name).casefold():
            raise DataError(f"There is a class {label.name} already.")
