"""Teaching: on-line steps on the drawing on the sheet, accepted or taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data.drawing import Bits
from data.errors import DataError
from models.errors import ModelError
from models.model import Model
from models.scores import words
from ui import commands as c
from ui.actions.drawing import end
from ui.changes import Kept, NetworkTaken, Together
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
    kept = parts.networks.library.keep(scored(teacher), use=False)[0]
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


def teach_kept(parts: Parts, until_s: float) -> bool:
    """Go on teaching drawings that were kept; return whether the network has become another.

    Args:
        parts: With the drawings to be taught.
        until_s: A moment of ``time.perf_counter``.
    """
    pupil, (kept, image) = parts.pupil, parts.untaught[0]
    try:
        name = _name_of(parts, kept)
        if name:  # else it was taken back, or is kept for the score
            key = parts.networks.model, kept.id, name
            if not pupil.busy or pupil.key != key:
                check_not_held_out(parts, image)
                pupil.drop()
                pupil.begin(parts.networks.model, image, name, parts.collection.labelled(), key)
            pupil.work(parts.collection, until_s)
            if pupil.phase != "done":
                return False
            _take_over(parts, kept, name)
    except (ModelError, DataError, Refused) as error:
        parts.say(f"It was kept, but not taught. {error}", error=True)
    del parts.untaught[0]
    pupil.drop()
    return True


def _name_of(parts: Parts, kept: Kept) -> str:
    """Return the class that a drawing has now; "" if it is not to be learnt from."""
    row, drawings = parts.collection.rows_of([kept.id]), parts.collection.drawings
    if not len(row) or drawings.trashed[row[0]] or drawings.held_out[row[0]]:
        return ""
    return parts.collection.label(int(drawings.label_ids[row[0]])).name


def _take_over(parts: Parts, kept: Kept, name: str) -> None:
    """Take what was taught into use; undoing the drawing undoes it, if nothing came between."""
    model = parts.networks.library.keep(scored(parts.pupil), use=False)[0]
    done, before = parts.history.done, parts.networks.model
    taken = NetworkTaken(kept.name, before.title or before, model.title)
    with parts.changing():
        if done and done[-1] is kept:
            parts.history.amend(Together(kept.name, [kept, taken]))
        else:
            parts.history.record(replace(taken, name=f"what was taught of {name}"))
        parts.take_into_use(model)
    score = words(model.story.held_out_accuracy, model.story.held_out_count)
    parts.say(f"Kept and taught as {name}: held-out {score}.", undoable=True)


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
