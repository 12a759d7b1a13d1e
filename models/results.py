"""Results of an experiment on disk: a CSV file row by row, a table and a plot beside it."""

import contextlib
import csv
import html
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from models.errors import ModelError
from models.experiments import Row, Spread, summary
from models.plan import Plan
from models.settings import shown
from models.tasks import Task, Trial

SCORES = ("train_accuracy", "accuracy", "train_loss", "count", "seconds", "complaint")
HEAD = ("drawings", "part", *asdict(Plan()), *SCORES)

BAR, LINE, LEFT, WIDTH = 14, 26, 300, 900  # of the plot, in its own units


class Results:
    """The file of an experiment, open; what is in it already is not done again."""

    def __init__(self, path: Path, digest: str) -> None:
        """Open ``path`` or make it.

        Args:
            path: Ends in .csv; a table (.md) and a plot (.svg) are written beside it.
            digest: Of the drawings; results with others are left alone.

        Raises:
            ModelError: If it cannot be written, or holds something else.
        """
        if path.suffix != ".csv":
            raise ModelError(f"“{path}” is no name for results; let it end in .csv.")
        self.path, self._digest = path, digest
        self.known: dict[tuple[str, ...], dict[str, str]] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size:
                self._read()
            self._file: TextIO = path.open("a", newline="", encoding="utf-8")
            self._writer = csv.writer(self._file)
            if not self._file.tell():
                self._write(HEAD)
            elif not path.read_bytes().endswith(b"\n"):  # cut off in the middle of a row
                self._file.write("\r\n")
        except OSError as error:
            raise ModelError(f"{path} cannot be written ({error.strerror}).") from error

    def before(self, tasks: Sequence[Task]) -> tuple[list[Trial], list[Task]]:
        """Return the results there are already, and the tasks that are left."""
        trials, left = [], []
        for task in tasks:
            row = self.known.get(_key(self._digest, task.part, task.plan))
            if row is None:
                left.append(task)
            else:
                trials.append(_trial(task, row))
        return trials, left

    def add(self, trial: Trial) -> None:
        """Write one result; it is on the disk when this returns.

        Raises:
            ModelError: If it cannot be written.
        """
        plan = [shown(value) for value in asdict(trial.plan).values()]
        scores = ["" if getattr(trial, name) is None else getattr(trial, name) for name in SCORES]
        try:
            self._write([self._digest, trial.part, *plan, *scores])
        except OSError as error:
            raise ModelError(
                f"{self.path} could not be written ({error.strerror});"
                " what was written until then is kept, and the same command goes on from there."
            ) from error

    def write_summary(self, varied: Sequence[str], found: Sequence[Trial]) -> None:
        """Write the table and the plot of what there is so far.

        Raises:
            ModelError: If they cannot be written.
        """
        rows = summary(found)
        texts = {".md": "\n".join(table(varied, rows)) + "\n", ".svg": plot(varied, rows)}
        try:
            for ending, text in texts.items():
                beside = self.path.with_name(f".{self.path.stem}{ending}")
                beside.write_text(text, encoding="utf-8")
                beside.replace(self.path.with_suffix(ending))
        except OSError as error:
            raise ModelError(
                f"Table and plot could not be written ({error.strerror});"
                f" every result is in {self.path}."
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(OSError):  # a full disk has been said already
            self._file.close()

    def _write(self, values: Sequence[Any]) -> None:
        self._writer.writerow(values)
        self._file.flush()

    def _read(self) -> None:
        try:
            with self.path.open(newline="", encoding="utf-8") as file:
                rows = csv.DictReader(file)
                if tuple(rows.fieldnames or ()) != HEAD:
                    raise ModelError(
                        f"{self.path} is there already, and no results of this version;"
                        " choose another name."
                    )
                for row in rows:
                    if None in row.values() or None in row:  # cut off in the middle
                        continue
                    key = tuple(row[name] for name in HEAD if name not in SCORES)
                    self.known[key] = row
        except (UnicodeDecodeError, csv.Error) as error:
            raise ModelError(f"{self.path} is there already, and no table of results.") from error


def _key(digest: str, part: str, plan: Plan) -> tuple[str, ...]:
    return (digest, part, *(shown(value) for value in asdict(plan).values()))


def _trial(task: Task, row: dict[str, str]) -> Trial:
    def number(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    return Trial(
        task.plan,
        task.part,
        number("train_accuracy"),
        number("accuracy"),
        number("train_loss"),
        (),
        int(row["count"]),
        float(row["seconds"]),
        row["complaint"],
    )


def table(varied: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Return the rows as lines of a Markdown table."""
    lines = ["| " + " | ".join([*varied, "training", "set apart", "runs", "failed"]) + " |"]
    lines.append("|" + "---|" * (len(varied) + 4))
    for row in rows:
        values = [shown(getattr(row.plan, name)) for name in varied]
        spreads = [spread_words(row.train_accuracy), spread_words(row.accuracy)]
        lines.append("| " + " | ".join([*values, *spreads, str(row.done), str(row.failed)]) + " |")
    return lines


def spread_words(spread: Spread | None) -> str:
    """Return median, and least to most where there are several."""
    if spread is None:
        return "no score"
    median, least, most = spread
    return f"{median:.1%}" if least == most else f"{median:.1%} ({least:.1%} to {most:.1%})"


def plot(varied: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the scores set apart as an SVG picture: bars to the medians, lines least to most."""
    height = LINE * (len(rows) + 1) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
    ]
    room = WIDTH - LEFT - 70
    for i in range(5):
        x = LEFT + room * i / 4
        parts.append(f'<line x1="{x}" y1="4" x2="{x}" y2="{height - 22}" stroke="#dddddd"/>')
        parts.append(f'<text x="{x}" y="{height - 8}" text-anchor="middle">{25 * i} %</text>')
    for place, row in enumerate(rows):
        middle = LINE * place + LINE / 2 + 4
        name = ", ".join(f"{v} {shown(getattr(row.plan, v))}" for v in varied)
        parts.append(
            f'<text x="{LEFT - 10}" y="{middle + 5}" text-anchor="end">{html.escape(name)}</text>'
        )
        if row.accuracy is None:
            parts.append(f'<text x="{LEFT + 8}" y="{middle + 5}">no score</text>')
            continue
        median, least, most = (LEFT + room * value for value in row.accuracy)
        parts.append(
            f'<rect x="{LEFT}" y="{middle - BAR / 2}" width="{median - LEFT}" height="{BAR}"'
            ' fill="#56b4e9"/>'
            f'<line x1="{least}" y1="{middle}" x2="{most}" y2="{middle}" stroke="#d55e00"'
            ' stroke-width="3"/>'
            f'<text x="{WIDTH - 4}" y="{middle + 5}" text-anchor="end">{row.accuracy[0]:.1%}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])
