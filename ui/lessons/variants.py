"""Cure it with variants: what cannot be learnt by heart must be understood."""

from functools import partial
from typing import Any

from models.plan import Plan
from models.runs.record import Record
from models.settings import known_plan
from ui import commands as c
from ui.lessons.by_heart import KNOWN
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import best_of, held_out, newest, points, why_none, why_not_scored
from ui.parts import Parts

BETTER = 0.03  # a difference in the held-out score that is worth the time


def looked_at(parts: Parts, found: Any) -> Reached | str:
    """Variants are switched on, and on screen."""
    if parts.view.overlay != "variants":
        return ""
    if not parts.trainer.plan.augment:
        return "They are switched off: close this, and switch Variants on first."
    return Reached("To the network each of these is a new drawing.")


def better(parts: Parts, found: Any) -> Reached | str:
    """A run with variants has a better held-out score than the same network without."""
    run = newest(parts)
    if run is None:
        return why_none(parts)
    record, plan = run
    score = held_out(record)
    if not plan.augment:
        return "That run had no variants: switch them on, and train again."
    if score is None:
        return why_not_scored(record)
    other = best_of(parts, record, partial(_without, plan))
    if other is None:
        return (
            "There is no run of this network without variants that knows these drawings by heart,"
            " to compare with: switch Variants off and train one."
        )
    if score - other[1] < BETTER:
        return f"{score:.0%} held-out, and {other[1]:.0%} without variants: train longer."
    return Reached(f"{score:.0%} held-out; without variants it was {other[1]:.0%}.", record.id)


def _without(plan: Plan, record: Record, other: Plan) -> bool:
    """Return whether another run had the same network, no variants, and learnt by heart."""
    same = (other.centred, other.filters, other.hidden) == (plan.centred, plan.filters, plan.hidden)
    return same and not other.augment and (record.train_accuracy or 0.0) >= KNOWN


def compared(parts: Parts, found: Any) -> Reached | str:
    """A run with variants and one without are side by side."""
    if parts.comparison is None or parts.view.overlay != "compare":
        return ""
    one, other = (side.record for side in parts.comparison.sides)
    if found not in (one.id, other.id):
        return "Those are others: the new run is to be one of the two."
    (new,), (old,) = ([each for each in (one, other) if (each.id == found) == is_new]
                      for is_new in (True, False))  # fmt: skip
    plan, before = known_plan(new.plan), known_plan(old.plan)
    if plan is None or before is None or not _without(plan, old, before):
        return "The other one is to be of the same network, without variants."
    first, second = held_out(one), held_out(other)
    if first is None or second is None:
        return why_not_scored(one if first is None else other)
    return Reached(f"{points(first, second)} of held-out score lie between the two.")


LESSON = Lesson(
    "variants",
    "Cure it with variants",
    "A variant is a drawing turned, moved, bent or made thicker by a little. To the network each"
    " is new. There is nothing to learn by heart any more: what helps is what they have in common.",
    (
        Step(
            "On Train, switch Variants on, and press V to see what the network will see.",
            looked_at, c.show_screen("train"),
        ),
        Step(
            "Close them, press Start, and wait until it is done.", better, c.show_screen("train")
        ),
        Step(
            "Press R on Train. Click the new run, Ctrl+click the one without variants, and"
            " Compare.",
            compared, c.show_screen("train"),
        ),
    ),
    "With variants the training score is lower, for the exam is harder. What counts is the"
    " held-out score, and that is higher.",
)  # fmt: skip
