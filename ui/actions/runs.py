"""Runs that were kept: look at them, compare, use, go on, rename, remove and bring back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.export import formats
from models.model import Model
from models.runs.record import Record, check_name
from models.state import State
from ui import commands as c
from ui.actions.collecting import show_only
from ui.actions.words import path_of
from ui.changes import NetworkTaken, RunRenamed, RunsMoved
from ui.parts import Parts
from ui.refused import Refused
from ui.state.about_run import as_model
from ui.state.comparison import compared
from ui.state.filter import Filter


def names_now(parts: Parts, record: Record) -> tuple[str, ...]:
    """Return what a run's classes are called now; one that is gone is called what it was."""
    labels = {label.id: label.name for label in parts.collection.labels}
    known = {name: labels.get(i, name) for i, name in record.classes}
    names = tuple(known.get(name, name) for name in record.names)
    return names if len(set(names)) == len(names) else record.names


def choose_run(parts: Parts, command: c.ChooseRun) -> None:
    """Choose a run, and show its curves."""
    if command.run_id == parts.trainer.run_id:
        parts.playback.show_trainers()
    else:
        record, state = _read(parts, command.run_id)
        if not command.more:
            parts.playback.open(record, state)
    parts.runs_list.choose(command.run_id, more=command.more)


def use_run(parts: Parts, command: c.UseRun) -> None:
    """Take a run's network into use; its classes may have other names since, or be gone."""
    record, state = _read(parts, command.run_id)
    model = _network_of(parts, record, state)
    if model.title == parts.networks.model.title:
        raise Refused("That network is in use already.")
    with parts.changing():
        parts.history.record(
            NetworkTaken("taking another network into use", parts.networks.model, model)
        )
        parts.take_into_use(model)
    parts.playback.leave()
    strange = [label.name for label in parts.collection.labels if label.name not in model.names]
    lacks = f" It has not learnt {', '.join(strange[:3])}." if strange else ""
    parts.say(f"The network of {record.title} is in use.{lacks}", undoable=True)


def _network_of(parts: Parts, record: Record, state: State) -> Model:
    """Return a run's best network; one that was never saved, for it did not end well, is now.

    Raises:
        ModelError: If it cannot be read or saved.
        Refused: If there is none.
    """
    if record.network:
        return parts.networks.library.load(record.network)
    model = as_model(record, state)
    if model is None:
        raise Refused("That run has no network yet: it was stopped before its first score.")
    kept, _ = parts.networks.library.keep(model, use=False)
    parts.runs.change(replace(parts.runs.record(record.id), network=kept.title))
    parts.runs_list.refresh()
    return kept


def export_run(parts: Parts, command: c.ExportRun) -> None:
    """Write a run's network to a file; nothing is overwritten."""
    record, state = _read(parts, command.run_id)
    target = path_of(command.path)
    if target.exists():
        raise Refused(f"{target} is there already; choose another name.")
    model = _network_of(parts, record, state)
    formats.export(replace(model, title=record.title), target)
    parts.say(f"The network is in {target}.")


def rename_run(parts: Parts, command: c.RenameRun) -> None:
    """Call a run by another name."""
    record, name = parts.runs.record(command.run_id), check_name(command.name)
    if name == record.name:
        return
    done = RunRenamed("renaming a run", record.id, record.name, name)
    with parts.changing():
        parts.history.record(done)
        done.redo(parts)
    parts.say(f"{record.title} is called {name or record.id} now.", undoable=True)


def move_runs(parts: Parts, *, removed: bool) -> None:
    """Take the chosen runs out of the list, or bring them back."""
    chosen = [record for record in parts.runs_list.records if record.id in parts.runs_list.chosen]
    ids = [record.id for record in chosen if record.removed != removed]
    if not ids:
        raise Refused("No run is chosen; click one, with Ctrl one more.")
    if any(parts.runs.is_held(run_id) for run_id in ids):
        raise Refused("That run is under way, here or in another window; stop it first.")
    what = "1 run" if len(ids) == 1 else f"{len(ids):,} runs"
    done = RunsMoved(f"{'removing' if removed else 'bringing back'} {what}", ids, removed)
    with parts.changing():
        parts.history.record(done)
        done.redo(parts)
    if removed:
        parts.playback.show_trainers()
    how = "removed; “removed” in the filter shows them" if removed else "brought back"
    parts.say(f"{what} {how}.", undoable=True)


def empty_runs(parts: Parts, command: c.EmptyRuns) -> None:
    """Delete the removed runs for good; the networks they are the story of stay."""
    ids = [record.id for record in parts.runs_list.removed]
    if not ids:
        raise Refused("There are no removed runs.")
    n = parts.runs.empty(ids)
    parts.runs_list.refresh()
    parts.say(f"{n:,} deleted for good." if n != 1 else "1 run deleted for good.")


def compare_runs(parts: Parts, command: c.CompareRuns) -> None:
    """Lay the last two runs chosen side by side, the older one first."""
    chosen = parts.runs_list.chosen[-2:]
    if len(chosen) < 2:
        raise Refused("Choose two runs: click one, and the other with Ctrl.")
    pair = sorted((_read(parts, run_id) for run_id in chosen), key=lambda each: each[0].began)
    (one, first), (other, second) = pair
    parts.comparison = compared((one, other), (first, second))
    parts.change_view(overlay="compare")


def show_changed(parts: Parts, command: c.ShowChanged) -> None:
    """Show the drawings whose answer differs between the networks that are compared."""
    shown = {"compare": parts.comparison, "teach": parts.teacher}.get(parts.view.overlay)
    found = shown.otherwise if shown is not None else None
    if found is None or not found.changed:
        raise Refused("No drawing is answered otherwise.")
    ids = frozenset(answered.id for answered in found.changed)
    show_only(parts, c.ShowOnly(Filter(ids=ids)))
    parts.change_view(screen="drawings", overlay="")
    parts.say("These drawings are answered otherwise by the two networks.")


def _read(parts: Parts, run_id: str) -> tuple[Record, State]:
    """Return a run as it is called now.

    Raises:
        ModelError: If it cannot be read.
    """
    record, state = parts.runs.record(run_id), parts.runs.state(run_id)
    now = {label.id: label.name for label in parts.collection.labels}
    classes = tuple((i, now.get(i, name)) for i, name in record.classes)
    return replace(record, names=names_now(parts, record), classes=classes), state


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ShowRuns: lambda parts, command: parts.runs_list.show(command.text),
    c.SortRuns: lambda parts, command: parts.runs_list.sort_by(command.column),
    c.ChooseRun: choose_run,
    c.UseRun: use_run,
    c.RenameRun: rename_run,
    c.ExportRun: export_run,
    c.RemoveRuns: lambda parts, _: move_runs(parts, removed=True),
    c.BringBackRuns: lambda parts, _: move_runs(parts, removed=False),
    c.EmptyRuns: empty_runs,
    c.CompareRuns: compare_runs,
    c.ShowChanged: show_changed,
}
