"""Break it by a shift: the same drawing elsewhere on the sheet is another one to the network."""

from typing import Any

from models.architecture import is_centred
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import moved_by
from ui.parts import Parts

OTHER = "The drawing itself has changed: Ctrl+Z brings it back."


def sure(parts: Parts, found: Any) -> Reached | str:
    """A network that does not centre is sure of what is on the sheet."""
    answers, sheet = parts.networks.in_use, parts.sheet
    if is_centred(answers.model.network):
        return (
            "The network in use centres what it sees, and cannot be fooled like this: on Train"
            " choose classic and Start, then come back."
        )
    if sheet.empty:
        return ""
    answer = answers.to(sheet.pixels, sheet.version)
    name, output = answer.names[answer.best], float(answer.outputs[answer.best])
    if not answer.sure:
        return f"It is not sure yet: {name}, {output:.0%}."
    return Reached(f"It says {name}, {output:.0%}.", (sheet.pixels.copy(), name))


def fooled(parts: Parts, found: Any) -> Reached | str:
    """The same drawing, moved, is called something else."""
    sheet, (start, name) = parts.sheet, found
    moved = moved_by(start, sheet.pixels)
    if moved is None:
        return OTHER
    answer = parts.networks.in_use.to(sheet.pixels, sheet.version)
    said, output = answer.names[answer.best], float(answer.outputs[answer.best])
    if moved == (0, 0) or said == name:
        return f"{_aside(moved)}, and still {said}, {output:.0%}." if moved != (0, 0) else ""
    return Reached(f"{_aside(moved)}, and the {name} is called {said}.", found)


def cured(parts: Parts, found: Any) -> Reached | str:
    """A network that centres says the same to the drawing, moved."""
    answers, sheet, (start, _) = parts.networks.in_use, parts.sheet, found
    if not is_centred(answers.model.network):
        return ""
    moved = moved_by(start, sheet.pixels)
    if moved is None:
        return OTHER
    if moved == (0, 0):
        return "Now move it with the arrow keys."
    answer = answers.to(sheet.pixels, sheet.version)
    said, output = answer.names[answer.best], float(answer.outputs[answer.best])
    return Reached(f"Wherever it is, it says {said}, {output:.0%}.")


def _aside(moved: tuple[int, int]) -> str:
    n = abs(moved[0]) + abs(moved[1])
    return "1 pixel aside" if n == 1 else f"{n} pixels aside"


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
            cured, c.show_screen("train"),
        ),
    ),
    "Centring takes the place away before the network looks. A convolution does it otherwise: it"
    " looks for the same small shapes everywhere, with the same weights.",
)  # fmt: skip
