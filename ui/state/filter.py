"""The filter: which drawings the grid shows, and in which order."""

from dataclasses import dataclass
from typing import Literal

from data.drawings import Label
from data.store.reviews import Question

Only = Literal[
    "wrong", "suspect", "double", "odd", "scrap", "held-out", "training", "starter", "drawn",
    "imported", "trash",
]  # fmt: skip
Sort = Literal["newest", "oldest", "class", "least sure", "most wrong"]

SORTS: tuple[Sort, ...] = ("newest", "oldest", "class", "least sure", "most wrong")
QUESTIONS: tuple[Question, ...] = ("wrong", "suspect", "double", "odd", "scrap")
ALL = (0.0, 1.0)  # of a network's outputs


@dataclass(frozen=True)
class Filter:
    """A wish to see only some drawings: those for which all of this is so."""

    label_ids: frozenset[int] | None = None  # None for every class
    only: frozenset[Only] = frozenset()  # "trash" shows what lies there, all others what does not
    guess: str = ""  # what the network must say; "" for anything
    sure: tuple[float, float] = ALL  # the network's highest output: from, and below or up to 1
    since_s: float | None = None  # when they were made, seconds since 1970: from
    until_s: float | None = None  # and before
    drawer_ids: frozenset[int] | None = None  # who drew them; None for everybody
    ids: frozenset[int] | None = None  # of the drawings themselves; None for any
    text: str = ""  # what was typed, if it was typed

    @property
    def trash(self) -> bool:
        """Whether it shows the trash."""
        return "trash" in self.only

    @property
    def question(self) -> Question | None:
        """What a person is asked about each drawing it shows, if anything."""
        return next((question for question in QUESTIONS if question in self.only), None)

    @property
    def is_all(self) -> bool:
        """Whether it shows every drawing."""
        return self == Filter(text=self.text)


def only(*wanted: Only) -> Filter:
    """Return the filter for drawings of some kinds at once."""
    return Filter(only=frozenset(wanted))


def of_label(label: Label) -> Filter:
    """Return the filter for one class."""
    return Filter(label_ids=frozenset([label.id]))


def of_cell(label: Label | None, guess: str) -> Filter:
    """Return the filter for a cell of a confusion matrix: held out, of a class, answered so."""
    label_ids = None if label is None else frozenset([label.id])
    return Filter(label_ids, frozenset(["held-out"]), guess)
