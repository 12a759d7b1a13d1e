"""Two neurons instead of 16: how many questions it takes to tell the classes apart."""

from typing import Any

from models.runs.record import Record
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import held_out, newest, why_none, why_not_scored
from ui.parts import Parts
from ui.state.about_run import differing
from ui.state.comparison import Side

TWO = 2  # neurons in a hidden layer
MANY = 16
BETTER = 0.1  # held-out score
SAME = ("centred", "activation", "variants")  # settings of the two plans


def with_two(parts: Parts, found: Any) -> Reached | str:
    """A network with two neurons in each hidden layer was trained."""
    run = newest(parts)
    if run is None:
        return why_none(parts)
    record, plan = run
    if plan.filters or set(plan.hidden) != {TWO}:
        return "That run had another number of neurons: type 2 as the hidden layers."
    score = held_out(record)
    if score is None:
        return why_not_scored(record)
    return Reached(f"With two neurons: {score:.0%} held-out.", record)


def with_many(parts: Parts, found: Record) -> Reached | str:
    """A network with sixteen is much better on the same drawings."""
    run = newest(parts)
    if run is None:
        return why_none(parts)
    record, plan = run
    two, score = held_out(found) or 0.0, held_out(record)
    if plan.filters or min(plan.hidden, default=0) < MANY:
        return "That run had other neurons than 16 and 16: choose classic, and Start."
    other = [title for title, *_ in differing(found, record) if title in SAME]
    if other or record.digest != found.digest:
        return f"That run differs in more than its neurons: {', '.join(other) or 'drawings'}."
    if score is None:
        return why_not_scored(record)
    if score - two < BETTER:
        return f"{score:.0%} held-out, not much better than {two:.0%}: train longer."
    neurons = " and ".join(map(str, plan.hidden))
    says = f"With {neurons}: {score:.0%} held-out, not {two:.0%}."
    return Reached(says, (found.id, record.id))


def compared(parts: Parts, found: tuple[str, str]) -> Reached | str:
    """The two are side by side."""
    if parts.comparison is None or parts.view.overlay != "compare":
        return ""
    sides = {side.record.id: side for side in parts.comparison.sides}
    if set(sides) != set(found):
        return "Those are others: the two runs that you have just trained are to be compared."
    never = never_said(sides[found[0]])
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
