"""What a lesson is: a few sentences, and steps each of which tells when it is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.commands import Command, Nothing
from ui.parts import Parts


@dataclass(frozen=True)
class Reached:
    """A step was reached."""

    says: str  # what was measured, in one sentence
    found: Any = None  # what the next step is to know


# Looks at the parts, and at what the step before has found; a text says what is missing.
Check = Callable[[Parts, Any], Reached | str]


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    does: str
    check: Check
    go: Command = Nothing()  # leads to where it is done


@dataclass(frozen=True)
class Lesson:
    """A guided experiment."""

    name: str  # in the settings file
    title: str
    about: str  # why one would want to see that
    steps: tuple[Step, ...]
    learnt: str  # what it has shown
