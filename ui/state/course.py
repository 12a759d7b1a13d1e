"""The course: how far a person has come in the lesson under way."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from models.plan import Plan


def now() -> str:
    """Return this moment as runs write it: ISO 8601, UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


@dataclass
class Course:
    """Begins anew with every lesson, and with every start of the window."""

    place: int = 0  # the step to be done
    says: list[str] = field(default_factory=list)  # what was measured at each step reached
    hint: str = ""  # what is missing to reach this one, if that is known
    found: Any = None  # what the last step reached has found
    since: str = field(default_factory=now)  # when the step came up: earlier runs do not count
    network: str = ""  # title of the network that was in use when it began
    plan: Plan | None = None  # when it began, None after a restart
    resumed: bool = False  # whether steps reached before a restart are to be reached again
    taught: object = None  # what was being taught when it began
    done: tuple[object, ...] = ()  # the changes in the history when it began
