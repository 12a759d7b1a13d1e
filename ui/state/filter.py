"""The filter: which drawings the grid shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.drawings import Label

Only = Literal["", "wrong", "held-out", "starter", "trash"]

WORDS: dict[str, Only] = {
    "wrong": "wrong",
    "held-out": "held-out",
    "held out": "held-out",
    "starter": "starter",
    "trash": "trash",
}


@dataclass(frozen=True)
class Filter:
    """A wish to see only some drawings."""

    label_ids: frozenset[int] | None = None  # None for every class
    only: Only = ""  # "trash" shows what lies there, all others what does not
    text: str = ""  # what was typed, if it was typed


def of_label(label: Label) -> Filter:
    """Return the filter for one class."""
    return Filter(label_ids=frozenset([label.id]))


def typed(text: str, labels: Sequence[Label]) -> Filter:
    """Return the filter that a person typed: ``wrong``, ``held-out``…, or part of a class name."""
    wanted = text.strip().casefold()
    if not wanted:
        return Filter()
    if wanted in WORDS:
        return Filter(only=WORDS[wanted], text=text)
    found = (label.id for label in labels if wanted in label.name.casefold())
    return Filter(label_ids=frozenset(found), text=text)
