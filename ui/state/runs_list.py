"""The list of runs: what there is on the disk, in an order, behind a filter, and what is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

from models.errors import ModelError
from models.runs.record import Record
from models.runs.runs import Runs
from models.scores import FEWEST
from ui.state.about_run import plan_words

Column = Literal[
    "run", "plan", "held-out", "training", "loss", "epochs", "drawings", "time", "begun"
]
Kept = Callable[[Record], bool]

NOTHING = -1.0  # sorts before every number
# What each column is sorted by.
VALUES: dict[Column, Callable[[Record], Any]] = {
    "run": lambda record: record.title.casefold(),
    "plan": lambda record: plan_words(record),
    "held-out": lambda record: _number(record.held_out_accuracy),
    "training": lambda record: _number(record.train_accuracy),
    "loss": lambda record: _number(record.loss),
    "epochs": lambda record: record.epochs,
    "drawings": lambda record: record.train_count,
    "time": lambda record: record.worked_s,
    "begun": lambda record: (record.began, record.id),
}
REMOVED = "removed"  # the word of the filter that shows what was removed
SCORE = "score"


class RunsList:
    """What the window sees of the runs. Read when it is first asked for, and after every change."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._records: list[Record] | None = None
        self._shown: tuple[object, list[Record]] = (None, [])
        self.wrong: Sequence[str] = ()  # what cannot be shown, in words
        self.sort: Column = "begun"
        self.descending = True
        self.text = ""  # of the filter
        self.chosen: tuple[str, ...] = ()  # ids, in the order in which they were chosen
        self.version = 0  # grows with every change

    @property
    def records(self) -> list[Record]:
        """Every run, the removed ones too, the newest first."""
        if self._records is None:
            self._records, self.wrong = self._runs.all()
        return self._records

    @property
    def shown(self) -> list[Record]:
        """Those that the filter shows, in order."""
        records = self.records
        key = self.version, self.text, self.sort, self.descending
        if self._shown[0] != key:
            wanted = _wanted(self.text)
            found = [record for record in records if wanted(record)]
            found.sort(key=VALUES[self.sort], reverse=self.descending)
            self._shown = key, found
        return self._shown[1]

    @property
    def removed(self) -> list[Record]:
        """Those that were removed."""
        return [record for record in self.records if record.removed]

    @property
    def showing_removed(self) -> bool:
        """Whether the filter shows those."""
        return REMOVED in self.text.casefold().split()

    def record(self, run_id: str) -> Record | None:
        """Return a run's record, None if it is not there any more."""
        return next((record for record in self.records if record.id == run_id), None)

    def before(self, run_id: str) -> Record | None:
        """Return the last run with a network that began before another, None for the first."""
        this = self.record(run_id)
        if this is None:
            return None
        earlier = [
            record
            for record in self.records
            if not record.removed
            and record.held_out_accuracy is not None
            and (record.began, record.id) < (this.began, this.id)
        ]
        return max(earlier, key=VALUES["begun"], default=None)

    def show(self, text: str) -> None:
        """Show only what the filter wants."""
        _wanted(text)
        self.text = text
        self.version += 1

    def sort_by(self, column: Column) -> None:
        """Sort by a column, or the other way round if it is sorted by that."""
        other_way = column == self.sort and not self.descending
        self.descending = other_way if column == self.sort else column not in ("run", "plan")
        self.sort = column
        self.version += 1

    def choose(self, run_id: str, *, more: bool = False) -> None:
        """Choose a run, or with ``more`` one more or less."""
        if not more:
            self.chosen = (run_id,)
        elif run_id in self.chosen:
            self.chosen = tuple(known for known in self.chosen if known != run_id)
        else:
            self.chosen = (*self.chosen, run_id)
        self.version += 1

    def choose_first(self, run_id: str) -> None:
        """Choose a run if none is chosen."""
        if not self.chosen and self.record(run_id) is not None:
            self.choose(run_id)

    def choose_none(self) -> None:
        """Choose no run."""
        if self.chosen:
            self.chosen = ()
            self.version += 1

    def rename(self, run_id: str, name: str) -> None:
        """Call a run by another name; one that is gone for good is left out.

        Raises:
            ModelError: If that cannot be written down.
        """
        if self._runs.there(run_id):
            self._runs.change(replace(self._runs.record(run_id), name=name))
        self.refresh()

    def remove(self, run_ids: Sequence[str], *, removed: bool) -> None:
        """Take runs out of the list, or bring them back; one that is gone for good is left out.

        Raises:
            ModelError: If that cannot be written down.
        """
        found = [self._runs.record(run_id) for run_id in run_ids if self._runs.there(run_id)]
        written = []
        try:
            for record in found:
                self._runs.change(replace(record, removed=removed))
                written.append(record)
        except ModelError:
            for record in written:
                self._runs.change(record)
            raise
        finally:
            self.chosen = ()
            self.refresh()

    def refresh(self) -> None:
        """Read what has changed."""
        self._records = None
        known = {record.id for record in self.records}
        self.chosen = tuple(run_id for run_id in self.chosen if run_id in known)
        self.version += 1


def _number(value: float | None) -> float:
    return NOTHING if value is None else value


def _wanted(text: str) -> Kept:
    """Return what tells the runs that a filter shows.

    Raises:
        ModelError: If a word of it makes no sense.
    """
    words = text.casefold().split()
    tests = [_word(word) for word in words if word != REMOVED]
    removed = REMOVED in words
    return lambda record: record.removed == removed and all(test(record) for test in tests)


def _word(word: str) -> Kept:
    for sign in "<>":
        if word.startswith(SCORE + sign):
            try:
                limit = float(word[len(SCORE) + 1 :].rstrip("%")) / 100
            except ValueError:
                raise ModelError(f"“{word}”: type a score such as score>80.") from None
            up = sign == ">"
            return lambda record: _beyond(record, limit, up=up)
    return lambda record: word in _text(record)


def _beyond(record: Record, limit: float, *, up: bool) -> bool:
    """Return whether a run has a score, and one beyond a limit."""
    score = record.held_out_accuracy
    if score is None or record.held_out_count < FEWEST:
        return False
    return score > limit if up else score < limit


def _text(record: Record) -> str:
    plan = " ".join(str(value) for value in record.plan.values())
    return f"{record.title} {record.id} {record.status} {plan}".casefold()
