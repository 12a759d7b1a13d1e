"""Two neurons instead of 16: how many questions it takes to tell the classes apart."""

from typing import Any

from models.runs.record import Record
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import FEW, ended, held_out, plan_of
from ui.parts import Parts
from ui.state.comparison import Side

FEWEST_NEURONS = 2
MANY = 16
BETTER = 0.1  # held-out score
SAME = ("centred", "activation", "augment")  # of the two plans


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
    two, plan_of_two = held_out(found) or 0.0, plan_of(found)
    for record, plan in ended(parts):
        score = held_out(record)
        if plan.filters or min(plan.hidden, default=0) < MANY:
            return "That run had fewer than 16 neurons: choose classic, and Start."
        other = [name for name in SAME if getattr(plan, name) != getattr(plan_of_two, name)]
        if other or record.digest != found.digest:
            return f"That run differs in more than its neurons: {', '.join(other) or 'drawings'}."
        if score is None:
            return FEW
        if score - two < BETTER:
            return f"{score:.0%} held-out, not much better than {two:.0%}: train longer."
        neurons = " and ".join(map(str, plan.hidden))
        says = f"With {neurons}: {score:.0%} held-out, not {two:.0%}."
        return Reached(says, (found.id, record.id))
    return ""


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
            "On Train, choose classic, type 2 as its hidden layers, and Start.",
            with_two, c.GoToPlan("network"),
        ),
        Step(
            "Choose classic again, which has 16 and 16, and Start.",
            with_many, c.GoToPlan("network"),
        ),
        Step(
            "Press R on Train. Click the run with 2, Ctrl+click that with 16, 16, and Compare.",
            compared, c.show_screen("train"),
        ),
    ),
    "Two answers tell few classes apart: what is asked is all that the outputs have to go by. More"
    " neurons are more questions; too many learn by heart. On Network you can see what each asks.",
)  # fmt: skip
