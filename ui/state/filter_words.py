"""Filters as a person types them: "wrong cat sure<60", "guess:dog by:Anna since:2026-11-01"."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from data.drawings import Label
from ui.refused import Refused
from ui.state.filter import ALL, Filter, Only

KINDS: dict[str, Only] = {word: word for word in get_args(Only)}
KINDS |= {"suspects": "suspect", "doubles": "double", "scraps": "scrap", "starters": "starter"}
SURE = re.compile(r"sure([<>])(\d{1,3})%?$")
NAMED = re.compile(r"(guess|by|since|until):(.*)$")


def typed(text: str, labels: Sequence[Label], drawers: Mapping[int, str]) -> Filter:
    """Return the filter that a person typed: parts of class names, and words for all else.

    "wrong cat" shows the cats that the network gets wrong; "cat fish" both classes.

    Args:
        text: What was typed.
        labels: The classes.
        drawers: The names of people who draw, by id.

    Raises:
        Refused: If a date is none.
    """
    words = text.casefold().replace("held out", "held-out").replace(",", " ").split()
    kinds: set[Only] = set()
    values: dict[str, Any] = {}
    names = []
    for word in words:
        sure, named = SURE.match(word), NAMED.match(word)
        if word in KINDS:
            kinds.add(KINDS[word])
        elif sure:
            values["sure"] = _sure(values.get("sure", ALL), sure[1], int(sure[2]) / 100)
        elif named:
            values |= _named(named[1], named[2], labels, drawers)
        else:
            names.append(word)
    return Filter(_label_ids(names, labels), frozenset(kinds), text=text, **values)


def _label_ids(names: Sequence[str], labels: Sequence[Label]) -> frozenset[int] | None:
    if not names:
        return None
    whole = " ".join(names)
    found = [label for label in labels if whole in label.name.casefold()]
    if not found:  # not one name of several words, then several names
        found = [la for la in labels if any(name in la.name.casefold() for name in names)]
    return frozenset(label.id for label in found)


def _sure(known: tuple[float, float], sign: str, value: float) -> tuple[float, float]:
    least, most = known
    return (least, min(most, value)) if sign == "<" else (max(least, value), most)


def _named(
    what: str, value: str, labels: Sequence[Label], drawers: Mapping[int, str]
) -> dict[str, Any]:
    if what == "guess":
        names = [label.name for label in labels if value in label.name.casefold()]
        return {"guess": names[0] if names else value}
    if what == "by":
        found = (i for i, name in drawers.items() if value in name.casefold())
        return {"drawer_ids": frozenset(found)}
    try:
        day = datetime.datetime.fromisoformat(value)
        if what == "until":
            day += datetime.timedelta(days=1)  # that day too
        return {f"{what}_s": day.timestamp()}
    except (ValueError, OverflowError, OSError) as error:
        raise Refused(f"{value or 'That'} is no date; write since:2026-11-30.") from error
