"""Two neurons instead of 16: how many questions it takes to tell the classes apart."""

from typing import Any

from models.runs.record import Record
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import FEW, best_before, ended, held_out
from ui.parts import Parts
from ui.state.comparison import Side

FEWEST_NEURONS = 2
MANY = 16
BETTER = 0.1  # held-out score


def with_two(parts: Parts, found: Any) -> Reached | str:
    """A network with two hidden neurons was trained."""
    for record, plan in ended(parts):
        if plan.filters or not plan.hidden or min(plan.hidden) != FEWEST_NEURONS:
            return "That run had another number of neurons: type 2 as the hidden layers."
        score = held_out(record)
        if score is None:
            return FEW
        return Reached(f"With two neurons: {score:.0%} held-out.", record)
    return ""


def with_many(parts: Parts, found: Record) -> Reached | str:
    """A network with sixteen is much better on the same drawings."""
    two = held_out(found) or 0.0
    many = best_before(
        parts, found, lambda plan: not plan.filters and min(plan.hidden, default=0) >= MANY
    )
    if many is None:
        return ""
    if many[1] - two < BETTER:
        return f"{many[1]:.0%} held-out, not much better than {two:.0%}: train longer."
    return Reached(
        f"With {', '.join(map(str, many[0].plan['hidden']))}: {many[1]:.0%} held-out, not"
        f" {two:.0%}.",
        (found.id, many[0].id),
    )


def compared(parts: Parts, found: Any) -> Reached | str:
    """The two are side by side."""
    if parts.comparison is None or parts.view.overlay != "compare":
        return ""
    sides = parts.comparison.sides
    if found[0] not in [side.record.id for side in sides]:
        return "Those are others: the run with two neurons is to be one of the two."
    (two,) = (side for side in sides if side.record.id == found[0])
    never = never_said(two)
    if not never:
        return Reached("With two neurons it says every class, but often the wrong one.")
    return Reached(f"With two neurons it never says {', '.join(never)}.")


def never_said(side: Side) -> list[str]:
    """Return the classes that a network gave to none of the held-out drawings."""
    if side.score is None:
        return []
    counts = side.score.confusion.sum(axis=0).tolist()
    return [name for name, n in zip(side.record.names, counts, strict=False) if not n]


LESSON = Lesson(
    "two neurons",
    "Two neurons instead of 16",
    "A hidden neuron asks one question about the drawing, and passes on how much it applies. How"
    " many questions does it take to tell your classes apart?",
    (
        Step(
            "On Train, type 2 as the hidden layers, Enter, and Start.",
            with_two, c.show_screen("train"),
        ),
        Step(
            "Choose classic in the plan, which has 16 and 16, and Start again.",
            with_many, c.show_screen("train"),
        ),
        Step(
            "Press R on Train. Click the run with two, Ctrl+click the other one, and Compare.",
            compared, c.show_screen("train"),
        ),
    ),
    "Two answers, each from 0 to 1, are a point in a square, and all classes have to share it. More"
    " neurons are more questions; too many learn by heart. On Network you can see what each asks.",
)  # fmt: skip
