"""How a subcommand talks: its result on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from tqdm import tqdm

T = TypeVar("T")

SHOW_AFTER_S = 1.0  # shorter work is done before a bar could be read


def result(as_json: bool, values: dict[str, Any], lines: Iterable[str]) -> None:
    """Print a result: one JSON object, or lines for a person."""
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
    else:
        for line in lines:
            print(line)


def say(sentence: str) -> None:
    """Tell the person something beside the result; a bar under way goes on below it."""
    tqdm.write(sentence, file=sys.stderr)


def bar(total: int, unit: str) -> "tqdm[Any]":
    """Return a progress bar on standard error that shows if the work takes over a second."""
    return tqdm(total=total, unit=unit, delay=SHOW_AFTER_S, file=sys.stderr, dynamic_ncols=True)


def watched(items: Iterable[T], total: int, unit: str) -> Iterator[T]:
    """Yield the items with a progress bar on standard error."""
    with bar(total, unit) as shown:
        for item in items:
            yield item
            shown.update()


def percent(share: float | None) -> str:
    """Return a share as a percentage, or what stands for none."""
    return "no score" if share is None else f"{share:.1%}"
