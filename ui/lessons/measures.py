"""What lessons measure: runs that have ended since, their scores, drawings moved about."""

from collections.abc import Callable

import numpy as np

from data.drawing import Bits
from models.plan import Plan
from models.runs.record import LEFT, Record
from models.scores import FEWEST
from models.settings import known_plan
from ui.parts import Parts

FEW = f"Fewer than {FEWEST} drawings are held out, too few for a score: keep more drawings first."
UNSCORED = "That run was stopped before its first score: give it more time."


def ended(parts: Parts) -> list[tuple[Record, Plan]]:
    """Return the runs begun since the step came up that have ended, the newest first."""
    found = []
    for record in parts.runs_list.records:  # the newest first
        if record.began < parts.course.since:
            break
        plan = known_plan(record.plan)
        if plan is not None and record.status not in LEFT and not record.removed:
            found.append((record, plan))
    return found


def newest(parts: Parts) -> tuple[Record, Plan] | None:
    """Return the newest run begun since the step came up that has ended, None for none."""
    return next(iter(ended(parts)), None)


def why_none(parts: Parts) -> str:
    """Return why no run counts yet, "" where that is plain."""
    record = parts.trainer.record
    if parts.trainer.busy and record is not None and record.began < parts.course.since:
        return "The training under way was begun before, and does not count: wait or stop it."
    return ""


def best_of(
    parts: Parts, record: Record, wanted: Callable[[Record, Plan], bool]
) -> tuple[Record, float] | None:
    """Return the other run on the same drawings with the best held-out score, and that score.

    Args:
        parts: With the runs.
        record: The run whose drawings they are; it is not looked at itself.
        wanted: Which, by what is known of them and their plans.
    """
    found: tuple[Record, float] | None = None
    for other in parts.runs_list.records:
        score = held_out(other)
        if other.removed or other.id == record.id or other.digest != record.digest or score is None:
            continue
        plan = known_plan(other.plan)
        if plan is not None and wanted(other, plan) and (found is None or score > found[1]):
            found = other, score
    return found


def held_out(record: Record) -> float | None:
    """Return a run's held-out score, None if it has none or too few drawings are held out."""
    return record.held_out_accuracy if record.held_out_count >= FEWEST else None


def why_not_scored(record: Record) -> str:
    """Return why a run has no held-out score."""
    return FEW if 0 < record.held_out_count < FEWEST or record.loss is not None else UNSCORED


def points(one: float, other: float) -> str:
    """Return how far two scores lie apart, in words: as far as what is shown of them does."""
    n = abs(round(one * 100) - round(other * 100))
    return "1 point" if n == 1 else f"{n} points"


def moved_by(start: Bits, now: Bits) -> tuple[int, int] | None:
    """Return by how many rows and columns a drawing was moved, None if it is another.

    Args:
        start: Where it was, (28, 28).
        now: Where it may be, (28, 28).
    """
    before, after = np.argwhere(start), np.argwhere(now)
    if len(before) != len(after) or not len(before):
        return None
    rows, cols = (after.min(axis=0) - before.min(axis=0)).tolist()
    return (rows, cols) if np.array_equal(before + (rows, cols), after) else None
