"""What lessons measure: runs that have ended since, their scores, drawings moved about."""

from collections.abc import Callable

import numpy as np

from data.drawing import Bits
from models.plan import Plan
from models.runs.record import LEFT, Record
from models.scores import FEWEST
from models.settings import plan_from
from ui.parts import Parts

FEW = f"Fewer than {FEWEST} drawings are held out, too few for a score: keep more drawings first."


def plan_of(record: Record) -> Plan | None:
    """Return a run's plan, None where it cannot be read."""
    try:
        return plan_from(record.plan)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def ended(parts: Parts) -> list[tuple[Record, Plan]]:
    """Return the runs begun since the step came up that have ended, the newest first."""
    found = []
    for record in parts.runs_list.records:  # the newest first
        if record.began < parts.course.since:
            break
        plan = plan_of(record)
        if plan is not None and record.status not in LEFT and not record.removed:
            found.append((record, plan))
    return found


def best_before(
    parts: Parts, record: Record, wanted: Callable[[Plan], bool]
) -> tuple[Record, float] | None:
    """Return the run on the same drawings with the best held-out score, and that score.

    Args:
        parts: With the runs.
        record: The run whose drawings they are; it is not looked at itself.
        wanted: Which plans.
    """
    found: tuple[Record, float] | None = None
    for other in parts.runs_list.records:
        score, plan = held_out(other), plan_of(other)
        if other.removed or other.id == record.id or other.digest != record.digest:
            continue
        if score is not None and plan is not None and wanted(plan):
            found = max(found or (other, score), (other, score), key=lambda pair: pair[1])
    return found


def held_out(record: Record) -> float | None:
    """Return a run's held-out score, None if too few drawings are held out."""
    return record.held_out_accuracy if record.held_out_count >= FEWEST else None


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
