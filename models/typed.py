"""Typed: what a person typed, read as a value, or refused with a sentence."""

import math
from collections.abc import Callable

MOST_CONVOLUTIONS = 4  # each halves the maps: 28, 14, 7, 3, 1


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number from ``low`` to ``high``."""

    def parse(text: str) -> int:
        try:
            value = int(text.replace(",", "").replace("_", ""))
        except ValueError:
            raise ValueError("Type a whole number.") from None
        if not low <= value <= high:
            raise ValueError(f"From {low:,} to {high:,}.")
        return value

    return parse


def number(text: str) -> float:
    """Return a number; one that is none of ours as -1, which no range holds."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise ValueError("Type a number, such as 0.5.") from None
    return value if math.isfinite(value) else -1.0  # no range holds -1


def rate(text: str) -> float:
    """Return a learning rate."""
    value = number(text)
    if not 0 < value <= 100:
        raise ValueError("Above 0, at most 100.")
    return value


def up_to(most: float) -> Callable[[str], float]:
    """Return what reads a number from 0 to ``most``."""

    def parse(text: str) -> float:
        value = number(text)
        if not 0 <= value <= most:
            raise ValueError(f"From 0 to {most:g}.")
        return value

    return parse


def sizes(text: str) -> tuple[int, ...]:
    """Return neurons of layers, () for none."""
    if text.strip().lower() == "none":
        return ()
    try:
        found = tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError("Numbers with commas, as 16, 16.") from None
    if len(found) > 10 or not all(1 <= size <= 1000 for size in found):
        raise ValueError("At most 10 layers of 1 to 1,000.")
    return found


def filters(text: str) -> tuple[int, ...]:
    """Return filters of convolutions, () for none."""
    found = sizes(text)
    if len(found) > MOST_CONVOLUTIONS or not all(size <= 200 for size in found):
        raise ValueError(f"At most {MOST_CONVOLUTIONS} convolutions of 1 to 200.")
    return found


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    """Return what reads one of a few words."""

    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"One of {', '.join(choices)}.")
        return text

    return parse


def switch(text: str) -> bool:
    """Return whether it is on."""
    return one_of(("on", "off"))(text) == "on"
