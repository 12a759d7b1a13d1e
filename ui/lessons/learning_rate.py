"""Too high a learning rate: every step lands beyond the valley."""

from typing import Any

from models.runs.record import Record
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import held_out, newest, why_none, why_not_scored
from ui.parts import Parts

HIGH = 10.0  # the presets have 0.05 to 0.5
SOUND = 1.0
SPOILT = 0.6  # of the score of the network before


def set_high(parts: Parts, found: Any) -> Reached | str:
    """The plan has far too high a learning rate."""
    rate = parts.trainer.plan.learning_rate
    if rate < HIGH:
        return f"It is {rate:g} now."
    before = parts.networks.model.story.held_out_accuracy
    return Reached(f"Learning rate {rate:g}.", before)


def spoilt(parts: Parts, found: Any) -> Reached | str:
    """A run with it has failed, or is far worse than the network before."""
    last = parts.trainer.record
    if parts.trainer.status == "failed" and last and last.began >= parts.course.since:
        return Reached("The numbers ran away: it failed.", last)
    run = newest(parts)
    if run is None:
        return why_none(parts)
    record, plan = run
    score = held_out(record)
    if plan.learning_rate < HIGH:
        return f"That run had a learning rate of {plan.learning_rate:g}: set it to 10."
    if record.loss is None:
        return why_not_scored(record)
    if score is not None and found is not None and score < SPOILT * found:
        return Reached(f"{score:.0%} held-out; before it was {found:.0%}.", record)
    if record.complaint:
        return Reached("It has collapsed.", record)
    return "It has learnt all the same: try a rate of 100."


def back(parts: Parts, found: Record) -> Reached | str:
    """A network that is better than that of the run is in use."""
    score, spoilt = parts.networks.model.story.held_out_accuracy, found.held_out_accuracy
    if spoilt is None:
        return Reached("Its network was never in use.")
    if score is None or score * SPOILT < spoilt:
        return ""
    return Reached(f"In use is one of {score:.0%} held-out.")


def sound(parts: Parts, found: Any) -> Reached | str:
    """The plan has a rate again with which networks learn."""
    rate = parts.trainer.plan.learning_rate
    return Reached(f"Learning rate {rate:g}.") if rate <= SOUND else ""


LESSON = Lesson(
    "learning rate",
    "Too high a learning rate",
    "The learning rate is how far each step goes. A larger one looks like less to wait for. Nothing"
    " can break that an undo does not mend, so try.",
    (
        Step(
            "On Train, under Learning, set the learning rate to 10.",
            set_high, c.GoToPlan("learning"),
        ),
        Step(
            "Press Start and watch the loss. When you have seen enough, Escape stops it.",
            spoilt, c.show_screen("train"),
        ),
        Step("Press Ctrl+Z: the network from before is in use again.", back),
        Step(
            "Under Network, choose classic, wide or conv: each brings a rate that suits it.",
            sound, c.GoToPlan("network"),
        ),
    ),
    "Think of the loss as a landscape: each step goes downhill from where it stands. One that is"
    " too long lands on the slope beyond the valley, higher than it began. Good rates are found by"
    " trial.",
)  # fmt: skip
