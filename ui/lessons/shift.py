"""Break it by a shift: the same drawing elsewhere on the sheet is another one to the network."""

from typing import Any

from data.drawing import Bits
from models.architecture import is_centred
from ui import commands as c
from ui.changes import SheetChanged
from ui.changes.drawings import MOVE
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import moved_by
from ui.parts import Parts
from ui.state.answer import answer_of

FAR = 4  # pixels, by which a drawing has mostly been taken for another one
CUT = "Part of it has left the sheet: Ctrl+Z brings it back."


def sure(parts: Parts, found: Any) -> Reached | str:
    """A network that does not centre is sure of what is on the sheet."""
    answers, sheet = parts.networks.in_use, parts.sheet
    if is_centred(answers.model.network):
        return (
            "The network in use centres what it sees, and cannot be fooled like this: on Train"
            " choose classic and Start, then come back."
        )
    if sheet.empty or sheet.drawing:
        return ""
    answer = answers.to(sheet.pixels, sheet.version)
    name, output = answer.names[answer.best], float(answer.outputs[answer.best])
    if not answer.sure:
        return f"It is not sure yet: {name}, {output:.0%}."
    return Reached(f"It says {name}, {output:.0%}.")


def fooled(parts: Parts, found: Any) -> Reached | str:
    """A drawing that it was sure of is called something else where it was moved to."""
    start = _before_moves(parts)
    if start is None:
        return ""
    moved = moved_by(start, parts.sheet.pixels)
    if moved is None:
        return CUT
    model = parts.networks.in_use.model
    before, now = answer_of(model, start), answer_of(model, parts.sheet.pixels)
    was, says = before.names[before.best], now.names[now.best]
    if not before.sure:
        return "Of this it was not sure before it was moved."
    if moved == (0, 0) or says == was:
        far = " Try another direction, or another drawing." if _far(moved) >= FAR else ""
        return f"{_aside(moved)}, and still {says}, {now.outputs[now.best]:.0%}.{far}"
    return Reached(f"{_aside(moved)}, and the {was} is called {says}.", _far(moved))


def cured(parts: Parts, found: int) -> Reached | str:
    """A network that centres says the same to a drawing, moved after it came into use.

    Its coming into use is a change too, and ends the moves before it.
    """
    model = parts.networks.in_use.model
    if not is_centred(model.network):
        return ""
    start = _before_moves(parts)
    if start is None:
        return "Now move the drawing on Draw with the arrow keys."
    moved = moved_by(start, parts.sheet.pixels)
    if moved is None:
        return CUT
    before, now = answer_of(model, start), answer_of(model, parts.sheet.pixels)
    was, says = before.names[before.best], now.names[now.best]
    if _far(moved) < found:
        return f"{_aside(moved)}: now as far as before, {_pixels(found)}."
    if was != says:
        return f"It was {was} and is {says}: it was never sure. Draw it more clearly."
    return Reached(f"{_aside(moved)}, and still {says}, {now.outputs[now.best]:.0%}.")


def _before_moves(parts: Parts) -> Bits | None:
    """Return the sheet as it was before it was moved, (28, 28); None if that was not the last."""
    if parts.sheet.drawing:
        return None
    start = None
    for change in reversed(parts.history.done):
        if not isinstance(change, SheetChanged) or change.name != MOVE:
            break
        start = change.before.pixels
    return start


def _far(moved: tuple[int, int]) -> int:
    return abs(moved[0]) + abs(moved[1])


def _aside(moved: tuple[int, int]) -> str:
    return f"{_pixels(_far(moved))} aside"


def _pixels(n: int) -> str:
    return "1 pixel" if n == 1 else f"{n} pixels"


LESSON = Lesson(
    "shift",
    "Break it by a shift",
    "Each weight of the first layer belongs to one pixel of the sheet. So a plain network does not"
    " know shapes, it knows shapes at places.",
    (
        Step(
            "On Draw, draw one of your things with some room round it, until it is sure of it.",
            sure, c.show_screen("draw"),
        ),
        Step(
            "Move the drawing with the arrow keys, until it is called something else.",
            fooled, c.show_screen("draw"),
        ),
        Step(
            "The cure: on Train, set Centred to on and Start; then move the drawing on Draw again.",
            cured, c.GoToPlan("network"),
        ),
    ),
    "Centring takes the place away before the network looks. A convolution does it otherwise: it"
    " looks for the same small shapes everywhere, with the same weights.",
)  # fmt: skip
