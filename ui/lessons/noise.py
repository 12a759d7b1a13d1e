"""Sure of noise: a network must choose among the classes it has."""

from typing import Any

from data.names import NOTHING
from ui import commands as c
from ui.lessons.lesson import Lesson, Reached, Step
from ui.lessons.measures import ended
from ui.parts import Parts
from ui.state.answer import SURE_FROM, Answer


def surely(parts: Parts, found: Any) -> Reached | str:
    """The network is sure that noise is one of the things it knows."""
    answer = _answer_to_noise(parts)
    if answer is None:
        return ""
    name, output = answer.names[answer.best], float(answer.outputs[answer.best])
    if name.casefold() == NOTHING:
        return "It was taught already what is nothing: use a network that does not know it."
    if output < SURE_FROM:
        return (
            f"Of this it is not sure ({name}, {output:.0%}). Press N for other noise. A network"
            " that knows little is seldom sure: use a better one."
        )
    return Reached(f"It says {name}, {output:.0%}, and knows {len(answer.names)} classes.")


def taught(parts: Parts, found: Any) -> Reached | str:
    """The network in use knows a class for what is none of the others, and was trained on it."""
    known = {label.name.casefold(): label.id for label in parts.collection.labels}
    if NOTHING not in known:
        return "" if parts.wants_nothing else "The button is there while noise is on the sheet: N."
    if not parts.collection.count(known[NOTHING]):
        return "That class has no drawings: Ctrl+Z, then click “None of these” on Draw."
    for record, _ in ended(parts):
        names = [name.casefold() for name in record.names]
        if NOTHING in names and record.network == parts.networks.model.title:
            return Reached(f"It knows {len(names)} classes now.", parts.sheet.version)
    return "The class is there. Now train: press Space on Train."


def seen_through(parts: Parts, found: Any) -> Reached | str:
    """Noise is called nothing."""
    answer = _answer_to_noise(parts)
    if answer is None or parts.sheet.version == found:  # it is the noise from before
        return ""
    name, output = answer.names[answer.best], float(answer.outputs[answer.best])
    if name.casefold() != NOTHING:
        return f"It says {name}, {output:.0%}. Press N for other noise."
    return Reached(f"It says {name}, {output:.0%}.")


def _answer_to_noise(parts: Parts) -> Answer | None:
    sheet = parts.sheet
    if parts.noise_version != sheet.version:
        return None
    return parts.networks.in_use.to(sheet.pixels, sheet.version)


LESSON = Lesson(
    "noise",
    "Sure of noise",
    "Somebody who knows cars and cats only, and must answer with one of them, will do so whatever"
    " they are shown. A network is in that place. How sure is it?",
    (
        Step(
            "On Draw, press N, which fills the sheet with noise. Press it until it is sure.",
            surely, c.show_screen("draw"),
        ),
        Step(
            "Click “None of these” on Draw: a class of noise and scraps. Then Start on Train.",
            taught, c.show_screen("draw"),
        ),
        Step("On Draw, press N for new noise.", seen_through, c.show_screen("draw")),
    ),
    "“None of these” is a class that has to be taught like any other. Even so the network knows"
    " those kinds of nothing only that it has seen.",
)  # fmt: skip
