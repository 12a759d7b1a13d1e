"""Teach one, forget another: what learning on-line does to what was learnt before."""

from typing import Any

from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.parts import Parts
from ui.state.otherwise import Otherwise


def forgotten(parts: Parts, found: Any) -> Reached | str:
    """A drawing was taught alone, and stored ones that were right are wrong now."""
    other = _taught(parts, mixed=False)
    if not isinstance(other, Otherwise):
        return other
    if not _is_known(parts):
        return "It is not taken for that yet: teach on."
    if not other.worse:
        return "Nothing was forgotten this time: teach on."
    says = f"{_drawings(other.worse)} forgotten{_score(other)}."
    return Reached(says, (other.worse, _what(parts)))


def remembered(parts: Parts, found: tuple[int, object]) -> Reached | str:
    """Mixed with stored drawings, fewer were forgotten."""
    other, (before, what) = _taught(parts, mixed=True), found
    if not isinstance(other, Otherwise):
        return other
    if _what(parts) != what:
        return "That was another drawing, class or number of steps than before."
    if not _is_known(parts):
        return "It is not taken for that yet: teach on."
    if other.worse >= before:
        return f"{_drawings(other.worse)} forgotten, no fewer than before."
    return Reached(f"{_drawings(other.worse)} forgotten instead of {before:,}{_score(other)}.")


def _taught(parts: Parts, *, mixed: bool) -> Otherwise | str:
    """Return what has changed by teaching, or what is missing."""
    teacher = parts.teacher
    if teacher.phase != "done" or teacher.otherwise is None:
        return ""
    if teacher.teaching is parts.course.taught:
        return ""  # before the lesson
    if teacher.mixed != mixed:
        return f"Set “mixed” to {'on' if mixed else 'off'}, and teach again."
    return teacher.otherwise


def _is_known(parts: Parts) -> bool:
    """Return whether the drawing is taken for what was taught."""
    outputs, teaching = parts.teacher.outputs(), parts.teacher.teaching
    if outputs is None or teaching is None:
        return False
    return teaching.before.names[int(outputs[1].argmax())] == teaching.name


def _what(parts: Parts) -> object:
    """Return what was taught: the drawing, its class, and by how many steps."""
    teacher = parts.teacher
    name = teacher.teaching.name if teacher.teaching else ""
    return teacher.image.tobytes(), name, teacher.n_steps


def _drawings(n: int) -> str:
    return f"{n:,} drawing was" if n == 1 else f"{n:,} drawings were"


def _score(other: Otherwise) -> str:
    before, after = other.accuracy(0), other.accuracy(1)
    if before is None or after is None:
        return ""
    difference = f"{(after - before) * 100:+.1f}".replace("-", "−")
    return f"; held-out {difference} points"


LESSON = Lesson(
    "forgetting",
    "Teach one, forget another",
    "Teaching takes steps on a single drawing, at once, while you draw. But every weight serves"
    " many drawings: what bends it towards one bends it away from others.",
    (
        Step(
            "Draw something new, press T, say what it is, set “mixed” to off, and Teach.",
            forgotten, c.show_screen("draw"),
        ),
        Step(
            "Take it back, set “mixed” to on, and Teach the same drawing again.",
            remembered, c.show_screen("draw"),
        ),
    ),
    "Networks that learn one thing after the other forget the first: catastrophic forgetting"
    " (McCloskey and Cohen, 1989). A few old drawings in every step hold the rest in place.",
)  # fmt: skip
