"""Teaching: on-line steps on the drawing on the sheet, accepted or taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data.drawing import Bits
from models.model import Model
from models.scores import words
from ui import commands as c
from ui.actions.drawing import end
from ui.changes import NetworkTaken
from ui.parts import Parts
from ui.refused import Refused
from ui.state.teacher import Teacher


def change_teaching(parts: Parts, command: c.ChangeTeaching) -> None:
    """Set one value; what was taught by others is dropped."""
    setattr(parts.teacher, command.name, command.value)
    parts.teacher.drop()


def teach_sheet(parts: Parts, command: c.TeachSheet) -> None:
    """Begin to teach the drawing on the sheet, after what was taught before it."""
    end(parts, c.EndStroke())
    if parts.sheet.empty:
        raise Refused("The sheet is empty; draw something to teach.")
    name = wanted(parts)
    if not name:
        raise Refused("There is no class to teach; add one first.")
    check_not_held_out(parts, parts.sheet.pixels)
    model = parts.networks.in_use.model
    key = model, parts.sheet.version
    parts.teacher.begin(
        model, parts.sheet.pixels, name, parts.collection.labelled(), key
    )  # fmt: skip


def check_not_held_out(parts: Parts, image: Bits) -> None:
    """Make sure that a drawing may be learnt from.

    Raises:
        Refused: If it is held out, be it in the trash.
    """
    if parts.collection.holds_out(image):
        raise Refused(
            "That drawing is held out for the score: the network must never learn from it."
        )


def wanted(parts: Parts) -> str:
    """Return the class that the drawing is to be: the one chosen, or what the network says."""
    names = [label.name for label in parts.collection.labels]
    if parts.teacher.wanted in names:
        return parts.teacher.wanted
    answer = parts.networks.in_use.to(parts.sheet.pixels, parts.sheet.version)
    said = answer.names[answer.best]
    return said if said in names else (names[0] if names else "")


def accept(parts: Parts, command: c.AcceptTeaching) -> None:
    """Save the network that was taught, and take it into use."""
    teacher = parts.teacher
    if teacher.phase != "done" or teacher.after is None:
        raise Refused("There is nothing taught yet to accept.")
    if teacher.key != (parts.networks.in_use.model, parts.sheet.version):
        teacher.drop()
        raise Refused("The drawing or the network has changed since; teach it again.")
    kept = parts.networks.library.keep_taught(scored(teacher))
    with parts.changing():
        parts.history.record(
            NetworkTaken("taking over what was taught", parts.networks.model, kept)
        )
        parts.take_into_use(kept)
    teacher.drop()
    parts.change_view(overlay="")
    story = kept.story
    score = words(story.held_out_accuracy, story.held_out_count)
    parts.say(f"Taught. The network in use has it now: held-out {score}.", undoable=True)


def scored(teacher: Teacher) -> Model:
    """Return the network that was taught, with the score that was measured."""
    after, other = teacher.after, teacher.otherwise
    assert after is not None and other is not None
    story = replace(
        after.story, held_out_accuracy=other.accuracy(1), held_out_count=other.held_out
    )  # fmt: skip
    return replace(after, story=story)


def take_back(parts: Parts, command: c.TakeBackTeaching) -> None:
    """Forget what was taught; the network in use never changed."""
    parts.teacher.drop()


def set_learn(parts: Parts, command: c.SetLearn) -> None:
    """Say whether a network learns while a person draws; what it has always learnt is kept."""
    before = parts.view.learn
    answers = parts.networks.learner.answers
    if before == "always" and command.learn != "always" and answers is not None:
        story = replace(answers.model.story, base="")
        kept = parts.networks.library.keep(
            replace(answers.model, title="", story=story), use=False
        )[0]
        with parts.changing():
            taken = NetworkTaken("keeping what was always learnt", parts.networks.model, kept)
            parts.history.record(taken)
            parts.take_into_use(kept)
        parts.say("What it has learnt is the network in use now.", undoable=True)
    elif command.learn == "always":
        parts.say("From now on it learns from every drawing that is kept, moved or deleted.")
    parts.networks.learner.drop()
    parts.pupil.drop()
    parts.untaught.clear()
    parts.change_view(learn=command.learn)


def toggle_learning(parts: Parts, command: c.ToggleLearning) -> None:
    """Always learn, or not any more."""
    set_learn(parts, c.SetLearn("off" if parts.view.learn == "always" else "always"))


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ChangeTeaching: change_teaching,
    c.TeachSheet: teach_sheet,
    c.AcceptTeaching: accept,
    c.TakeBackTeaching: take_back,
    c.SetLearn: set_learn,
    c.ToggleLearning: toggle_learning,
}
