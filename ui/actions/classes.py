"""Classes: add, rename, order, merge, remove; the network in use follows."""

from collections.abc import Callable, Sequence
from typing import Any

from data.names import class_name
from models.classes import with_class, with_name, without_class
from models.model import Model
from ui import commands as c
from ui.actions.words import several
from ui.changes import (
    Change,
    ClassAdded,
    ClassesArranged,
    ClassRemoved,
    ClassRenamed,
    MirrorAllowed,
    Moved,
    NetworkTaken,
    Relabelled,
    Together,
)
from ui.parts import Parts
from ui.refused import Refused


def check_new(name: str, names: Sequence[str]) -> None:
    """Make sure that no class has the name yet, in capitals or not.

    Raises:
        Refused: If one has.
    """
    for known in names:
        if known.casefold() == name.casefold():
            raise Refused(f"There is a class {known} already.")


def add_class(parts: Parts, command: c.AddClass) -> None:
    """Add a class, or say that it is there."""
    parts.check_not_storing()
    name = class_name(command.name)
    check_new(name, [label.name for label in parts.collection.labels])
    with parts.changing():
        label = parts.collection.add_label(name)
        done = ClassAdded(f"adding the class {name}", label.id, name)
        record_followed(parts, done.name, [done], with_class(parts.networks.model, name))
    parts.change_view(overlay="")
    number = 1 + [each.id for each in parts.collection.labels].index(label.id)
    how = f"keep drawings with {number}" if number <= 9 else "click it to keep a drawing"
    parts.say(f"Class {name} is there: {how}.", undoable=True)


def rename_class(parts: Parts, command: c.RenameClass) -> None:
    """Give a class another name."""
    parts.check_not_storing()
    collection = parts.collection
    label, name = collection.label(command.label_id), class_name(command.name)
    if name == label.name:
        return
    check_new(name, [other.name for other in collection.labels if other.id != label.id])
    model = with_name(parts.networks.model, label.name, name)
    with parts.changing():
        collection.rename_label(label.id, name)
        done = ClassRenamed(f"renaming {label.name}", label.id, label.name, name)
        record_followed(parts, done.name, [done], model)
    parts.say(f"{label.name} is called {name} now.", undoable=True)


def move_class(parts: Parts, command: c.MoveClass) -> None:
    """Put a class so many places further down."""
    parts.check_not_storing()
    before = [label.id for label in parts.collection.labels]
    place = before.index(command.label_id)
    to = min(max(place + command.by, 0), len(before) - 1)
    after = [i for i in before if i != command.label_id]
    after.insert(to, command.label_id)
    if after == before:
        return
    name = parts.collection.label(command.label_id).name
    with parts.changing():
        parts.collection.arrange_labels(after)
        parts.history.record(ClassesArranged(f"moving {name} in the list", before, after))
    key = f", its key is {to + 1}" if to < 9 else ""
    parts.say(f"{name} is number {to + 1} now{key}.", undoable=True)


def merge_classes(parts: Parts, command: c.MergeClasses) -> None:
    """Give all drawings of one class, those in the trash too, to another, and remove it."""
    parts.check_not_storing()
    collection = parts.collection
    gone, into = collection.label(command.label_id), collection.label(command.into_id)
    if gone.id == into.id:
        raise Refused("A class cannot be merged with itself; choose another.")
    drawings, model = _whole(parts), without_class(parts.networks.model, gone.name)
    if gone.name in parts.networks.model.names and into.name not in parts.networks.model.names:
        model = with_name(parts.networks.model, gone.name, into.name)  # what it knows is not lost
    ids = drawings.ids[drawings.label_ids == gone.id].tolist()
    n, name = collection.count(gone.id), f"merging {gone.name} into {into.name}"
    with parts.changing():
        collection.relabel(ids, [into.id] * len(ids))
        collection.remove_label(gone.id)
        relabelled = Relabelled(name, ids, [gone.id] * len(ids), into.id)
        steps: list[Change] = [relabelled, ClassRemoved(name, gone.id, gone.name)]
        record_followed(parts, name, steps, model)
    parts.say(f"{several(n)} of {gone.name} are {into.name} now.", undoable=True)


def remove_class(parts: Parts, command: c.RemoveClass) -> None:
    """Remove a class; its drawings go to the trash together."""
    parts.check_not_storing()
    collection = parts.collection
    label, drawings = collection.label(command.label_id), _whole(parts)
    ids = drawings.ids[(drawings.label_ids == label.id) & ~drawings.trashed].tolist()
    name = f"removing the class {label.name}"
    with parts.changing():
        steps: list[Change] = []
        if ids:
            collection.trash(ids)
            steps.append(Moved(name, ids, to_trash=True))
        collection.remove_label(label.id)
        steps.append(ClassRemoved(name, label.id, label.name))
        record_followed(parts, name, steps, without_class(parts.networks.model, label.name))
    parts.selection.choose_none()
    what = f", {several(len(ids))} went to the trash" if ids else ""
    parts.say(f"The class {label.name} is removed{what}.", undoable=True)


def allow_mirror(parts: Parts, command: c.AllowMirror) -> None:
    """Say whether a class may be mirrored; the next training follows."""
    label = parts.collection.label(command.label_id)
    name = f"what was said of a mirror for {label.name}"
    with parts.changing():
        parts.collection.allow_mirror(label.id, command.allowed)
        parts.history.record(MirrorAllowed(name, label.id, label.mirror, command.allowed))


def record_followed(parts: Parts, name: str, steps: Sequence[Change], model: Model) -> None:
    """Let the network in use follow, and record it all as one step of undo."""
    if model is not parts.networks.model:
        kept = parts.networks.keep_changed(model)
        steps = [*steps, NetworkTaken(name, parts.networks.model, kept)]
        parts.take_into_use(kept)
    parts.history.record(steps[0] if len(steps) == 1 else Together(name, steps))


def _whole(parts: Parts) -> Any:
    """Return all drawings.

    Raises:
        Refused: If they are still being read.
    """
    if parts.collection.reading is not None:
        raise Refused("The drawings are still being read; a moment.")
    return parts.collection.drawings


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.AddClass: add_class,
    c.RenameClass: rename_class,
    c.MoveClass: move_class,
    c.MergeClasses: merge_classes,
    c.RemoveClass: remove_class,
    c.AllowMirror: allow_mirror,
}
