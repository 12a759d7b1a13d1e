"""The table of runs, with as many columns as there is room for."""

from datetime import datetime

from pygame import Rect

from models.runs.record import Record, Status
from models.scores import few_words
from ui import commands as c
from ui.look import Look
from ui.state.about_run import plan_words
from ui.state.playback import ShownRun
from ui.state.runs_list import Column
from ui.widgets.table import Head, Line, Table
from ui.words import time_words
from ui.workspace import Workspace

FEW: tuple[tuple[Column, int], ...] = (("run", 0), ("held-out", 94), ("epochs", 58))
ALL: tuple[tuple[Column, int], ...] = (
    ("run", 0), ("plan", 150), ("held-out", 88), ("training", 88), ("loss", 50), ("epochs", 56),
    ("drawings", 66), ("time", 46), ("begun", 112),
)  # fmt: skip
SOME = tuple(column for column in ALL if column[0] in ("run", "plan", "held-out", "epochs"))
NARROW = 250  # points; in less there is room for a name and a score
WIDE = 760  # points, from which there is room for all
EMPTY = "Every training leaves a run here: its settings, its curves, its network."
NONE_SHOWN = "No run that the filter wants."
ENDS: dict[Status, str] = {
    "running": "under way", "scoring": "being scored", "stopped": "stopped", "failed": "ran away",
    "done": "",
}  # fmt: skip


def runs_table(workspace: Workspace, area: Rect, look: Look, *, few: bool) -> Table:
    """Return the table over ``area``; ``few`` for a short form of it."""
    listed = workspace.runs_list
    wanted = FEW if few else ALL if area.width >= look.u(WIDE) else SOME
    if few and area.width < look.u(NARROW):
        wanted = FEW[:2]
    words = ("run", "plan")
    heads = [Head(name, width, c.SortRuns(name), name not in words) for name, width in wanted]
    names = [name for name, _ in wanted]

    made: list[tuple[object, list[Line]]] = []

    def lines() -> list[Line]:
        shown, live, seen = listed.shown, workspace.trainer.record, workspace.playback.seen
        key = (
            listed.version, listed.text, live, seen and seen.record.id,
            workspace.networks.model.title,
        )  # fmt: skip
        if not made or made[0][0] != key:
            made[:] = [(key, [_line(workspace, each, names, live, seen) for each in shown])]
        return made[0][1]

    def sorted_by() -> tuple[str, bool]:
        return listed.sort, listed.descending

    return Table(area, heads, lines, sorted_by, NONE_SHOWN if listed.text else EMPTY)


def _line(
    workspace: Workspace, record: Record, names: list[Column], live: Record | None,
    seen: ShownRun | None,
) -> Line:  # fmt: skip
    if live is not None and live.id == record.id:
        record = live
    chosen = workspace.runs_list.chosen
    marked = record.id in chosen or (
        not chosen and seen is not None and seen.record.id == record.id
    )
    in_use = bool(record.network) and record.network == workspace.networks.model.title
    notes = [] if len(names) <= len(FEW) else [ENDS[record.status], "in use" if in_use else ""]
    cells = [_cell(record, name, notes) for name in names]
    choose, more = c.ChooseRun(record.id), c.ChooseRun(record.id, more=True)
    return Line(cells, choose, more, marked, record.held_out_accuracy is None)


def _cell(record: Record, name: Column, notes: list[str]) -> str:
    if name == "run":
        title, said = record.name or _short(record), ", ".join(filter(None, notes))
        return f"{title} ({said})" if said else title
    if name == "plan":
        return plan_words(record)
    if name == "held-out":
        return few_words(record.held_out_accuracy, record.held_out_count)
    if name == "training":
        return few_words(record.train_accuracy, record.train_count)
    if name == "loss":
        return "–" if record.loss is None else f"{record.loss:.3f}"
    if name == "time":
        return time_words(record.worked_s)
    if name == "begun":
        return _when(record.began)
    return f"{record.epochs if name == 'epochs' else record.train_count:,}"


def _short(record: Record) -> str:
    """Return a run without a name by its network and when it began, as short as can be."""
    network, when = str(record.plan.get("network", "")), _when(record.began, seconds=True)
    today = when.startswith(f"{datetime.now():%Y-%m-%d}")
    return f"{network} {when[11:] if today else when[5:16]}"


def _when(began: str, *, seconds: bool = False) -> str:
    try:
        when = f"{datetime.fromisoformat(began).astimezone():%Y-%m-%d %H:%M:%S}"
        return when if seconds else when[:-3]
    except ValueError:
        return began
