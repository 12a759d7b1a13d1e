"""Learn by heart: everything right of what it has learnt from, and much less of anything else."""

from typing import Any

from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import held_out, newest, points, why_none, why_not_scored
from ui.parts import Parts

KNOWN = 0.95  # of the drawings it learnt from
APART = 0.1  # the two scores
NEAR = 1.05  # times the lowest loss is as good as lowest: a slider is a coarse thing


def no_variants(parts: Parts, found: Any) -> Reached | str:
    """Variants are switched off."""
    return "" if parts.trainer.plan.augment else Reached("Variants are off.")


def by_heart(parts: Parts, found: Any) -> Reached | str:
    """A run without variants knows its own drawings, and others much less."""
    run = newest(parts)
    if run is None:
        return why_none(parts)
    record, plan = run
    trained, other = record.train_accuracy, held_out(record)
    if plan.augment:
        return "That run had variants: switch them off, and train again."
    if trained is None or other is None:
        return why_not_scored(record)
    if trained < KNOWN or trained - other < APART:
        return (
            f"Training {trained:.0%}, held-out {other:.0%}: not by heart yet. Train longer, or"
            " with more neurons."
        )
    says = f"Training {trained:.0%}, held-out {other:.0%}: {points(trained, other)} apart."
    return Reached(says, record.id)


def lowest(parts: Parts, found: Any) -> Reached | str:
    """The moment of the lowest held-out loss is looked at."""
    seen, place = parts.playback.seen, parts.playback.place
    if seen is None or place is None or not seen.points:
        return ""
    if seen.record.id != found:
        wanted = parts.runs_list.record(found)
        title = wanted.title if wanted is not None else "the one you have trained"
        return f"That is another run: click “{title}” in the list of runs."
    point = seen.points[min(place, len(seen.points) - 1)]
    if not all(each.held_out.count for each in seen.points):
        return "There nothing was held out: train again."
    least = min(each.held_out.loss for each in seen.points)
    if point.held_out.loss > NEAR * least:
        return f"At epoch {point.epoch:,} it is {point.held_out.loss:.2f}; it was lower elsewhere."
    last = seen.points[-1].held_out.loss
    return Reached(
        f"At epoch {point.epoch:,} it is {point.held_out.loss:.2f}; at the end it was {last:.2f}."
    )


LESSON = Lesson(
    "by heart",
    "Learn by heart",
    "A network with weights enough (the numbers that it learns) can learn its drawings by heart, as"
    " one learns the answers to an exam. How much it has understood shows on drawings that it never"
    " learns from, those held out.",
    (
        Step(
            "On Train, switch Variants off: every epoch, once through all, shows it the same"
            " drawings.",
            no_variants, c.show_screen("train"),
        ),
        Step("Press Start, and wait until it is done.", by_heart, c.show_screen("train")),
        Step(
            "Drag the slider (or press comma, full stop) to where the held-out loss was lowest.",
            lowest, c.show_screen("train"),
        ),
    ),
    "From that moment on it learnt by heart: better on its own drawings, worse on others. A score"
    " on what was learnt from says nothing about new ones, so one drawing in five is held out.",
)  # fmt: skip
