"""Lessons: guided experiments that see for themselves when a person has got there.

They are imported when the first one is wanted: a window opens without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from ui.lessons.lesson import Lesson


def lessons() -> tuple[Lesson, ...]:
    """Return all of them, in the order in which they make sense."""
    from ui.lessons import (
        by_heart,
        forgetting,
        learning_rate,
        noise,
        shift,
        two_neurons,
        variants,
        wrong_label,
    )

    return (
        by_heart.LESSON, variants.LESSON, shift.LESSON, learning_rate.LESSON, wrong_label.LESSON,
        two_neurons.LESSON, forgetting.LESSON, noise.LESSON,
    )  # fmt: skip


def lesson_named(name: str) -> Lesson | None:
    """Return the lesson of that name, None for none."""
    return next((each for each in lessons() if each.name == name), None) if name else None


def to_come(after: str, done: Collection[str]) -> Lesson | None:
    """Return the next lesson that was not gone through, round to the first ones; None for none.

    Args:
        after: Name of a lesson, "" for the beginning.
        done: Names of those gone through.
    """
    every = lessons()
    place = next((i + 1 for i, each in enumerate(every) if each.name == after), 0)
    turned = every[place:] + every[:place]
    return next((each for each in turned if each.name not in done), None)
