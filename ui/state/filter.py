"""The filter: which drawings the grid shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.drawings import Label

Only = Literal["", "wrong", "held-out", "starter", "trash"]

WORDS: dict[str, Only] = {
    "wrong": "wrong",
    "held-out": "held-out",
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
    """Return the filter that a person typed: parts of class names, and one special word.

    "wrong cat" shows the cats that the network gets wrong; "cat fish" both classes.
    """
    words = text.casefold().replace("held out", "held-out").replace(",", " ").split()
    special = [word for word in words if word in WORDS]
    names = [word for word in words if word not in WORDS]
    only: Only = WORDS[special[-1]] if special else ""
    if not names:
        return Filter(only=only, text=text)
    whole = " ".join(names)
    found = [label for label in labels if whole in label.name.casefold()]
    if not found:  # not one name of several words, then several names
        found = [la for la in labels if any(name in la.name.casefold() for name in names)]
    return Filter(frozenset(label.id for label in found), only, text)
