"""Asking the network why, and how sure it is of nothing."""

from collections.abc import Callable
from typing import Any

import numpy as np

from data.drawing import unpack
from data.names import NOTHING
from data.nothing import noise, nothings
from data.pixel_order import TO_PAPER, moments
from models.attribution.units import drawn_depths, n_units
from models.classes import with_class
from ui import commands as c
from ui.actions.classes import check_new, record_followed
from ui.actions.drawing import put
from ui.actions.words import several
from ui.changes import Change, ClassAdded, Moved
from ui.parts import Parts
from ui.refused import Refused
from ui.state.sheet import Picture

FEWEST, MOST = 40, 200  # drawings of nothing; between them as many as a class usually has


def ask_why_not(parts: Parts, command: c.AskWhyNot) -> None:
    """Begin the search for the flips that make a class win."""
    answer = parts.answer
    if len(answer.names) < 2:
        raise Refused("The network knows one class only; there is no other that could win.")
    wanted = command.wanted or answer.names[answer.second]
    if wanted not in answer.names:
        raise Refused(f"The network has not learnt {wanted} yet; train it first.")
    if wanted == answer.names[answer.best]:
        raise Refused(f"The network says {wanted} already; ask about another class.")
    parts.ask(wanted)


def take_why_not(parts: Parts, command: c.TakeWhyNot) -> None:
    """Put the changed copy on the sheet, as a step of undo."""
    question = parts.question
    if question is None or not question.flips:
        raise Refused("There are no pixels to flip.")
    question.play_all()
    before = parts.sheet.picture()
    order = list(before.order)
    for pixel in question.flips:
        order.append(pixel + (TO_PAPER if before.pixels.reshape(-1)[pixel] else 0))
    put(
        parts,
        f"flipping pixels to {question.wanted}",
        Picture(question.pixels, tuple(order), before.known),
    )
    parts.say(f"{several_pixels(len(question.flips))} flipped on the sheet.", undoable=True)


def several_pixels(n: int) -> str:
    """Return "1 pixel", "12 pixels"."""
    return "1 pixel" if n == 1 else f"{n:,} pixels"


def show_moment(parts: Parts, command: c.ShowMoment) -> None:
    """Put an earlier moment of the drawing on the sheet, as a step of undo."""
    order = tuple(parts.sheet.order)
    if not 0 <= command.moment < len(order):
        raise Refused("That is the drawing as it is.")
    pixels = moments(order, command.moment, command.moment + 1)[0]
    shape, known = parts.sheet.pixels.shape, parts.sheet.known
    picture = Picture(pixels.reshape(shape), order[: command.moment], known)
    if picture.same_as(parts.sheet.picture()):
        raise Refused("The sheet looked at that moment as it does now.")
    put(parts, "going back to an earlier moment", picture)
    parts.say("The sheet as it was at that moment.", undoable=True)


def fill_with_noise(parts: Parts, command: c.FillWithNoise) -> None:
    """Put noise on the sheet, and say what the network makes of it."""
    pixels = noise(np.random.default_rng(parts.sheet.version))  # another one at every press
    put(parts, "noise", Picture(pixels, tuple(np.flatnonzero(pixels).tolist()), known=False))
    parts.noise_version = parts.sheet.version
    seen = parts.networks.wired if parts.view.screen == "network" else parts.networks.shown
    answer = seen.to(parts.sheet.pixels, parts.sheet.version)
    name, output = answer.names[answer.best], float(answer.outputs[answer.best])
    nothing = " “None of these” adds a class for such." if parts.wants_nothing else ""
    parts.say(f"Noise, and the network says {name}, {output:.0%}.{nothing}", undoable=True)


def add_nothing(parts: Parts, command: c.AddNothing) -> None:
    """Add a class for what is none of the others, with its drawings, as a step of undo."""
    collection = parts.collection
    label = next((label for label in collection.labels if label.name == NOTHING), None)
    if label is None or collection.count(label.id):  # one that an undo has emptied is filled again
        check_new(NOTHING, [label.name for label in collection.labels])
    rng = np.random.default_rng(len(collection.drawings))
    live = np.flatnonzero(~collection.drawings.trashed)
    counts = [collection.count(label.id) for label in collection.labels]
    n = int(np.clip(np.median(counts) if counts else 0, FEWEST, MOST))
    some = collection.drawings.packed[rng.permutation(live)[:n]]  # to cut scraps from
    drawings = nothings(unpack(some), n, rng)
    name = f"adding the class {NOTHING}"
    with parts.changing():
        new = label is None
        label = collection.add_label(NOTHING)  # or the one there is
        ids = collection.add_many(drawings, label.id)
        steps: list[Change] = [ClassAdded(name, label.id, NOTHING)] if new else []
        steps.append(Moved(name, ids, to_trash=False))
        record_followed(parts, name, steps, with_class(parts.networks.model, NOTHING))
    parts.change_view(overlay="")
    parts.say(f"Class {NOTHING} is there, with {several(n)}. Train to teach it.", undoable=True)


def switch_neuron(parts: Parts, command: c.SwitchNeuron) -> None:
    """Switch a hidden neuron off, or on again."""
    depth, unit = command.neuron
    network = parts.networks.shown.model.network
    if depth not in drawn_depths(network)[:-1] or unit >= n_units(network, depth):
        raise Refused("Only hidden neurons can be switched off; an output is what is asked for.")
    parts.networks.cut.toggle(command.neuron)


def change_backward(parts: Parts, command: c.ChangeBackward) -> None:
    """Choose what the steps are about, or go through them."""
    backward, value = parts.backward, command.value
    if command.name == "place":
        found, _ = backward.of(parts.networks.wired.model, parts.sheet.pixels, parts.sheet.version)
        last = len(backward.steps(found)) - 1
        backward.place = min(max(min(backward.place, last) + value, 0), last)
    elif command.name == "wanted":
        backward.wanted = value
    else:
        backward.rate = value


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.AskWhyNot: ask_why_not,
    c.TakeWhyNot: take_why_not,
    c.EndWhyNot: lambda parts, _: parts.end_question(),
    c.ShowMoment: show_moment,
    c.SwitchNeuron: switch_neuron,
    c.ChangeBackward: change_backward,
    c.SwitchAllOn: lambda parts, _: parts.networks.cut.clear(),
    c.FillWithNoise: fill_with_noise,
    c.AddNothing: add_nothing,
}
