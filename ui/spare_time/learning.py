"""Learning: while a person draws, from drawings as they are kept, moved and deleted."""

from dataclasses import replace

from data.errors import DataError
from models.errors import ModelError
from models.scores import words
from ui.actions.teaching import check_not_held_out, scored
from ui.changes import Kept, NetworkTaken, Together
from ui.parts import Parts
from ui.refused import Refused


def learn(parts: Parts, until_s: float) -> bool:
    """Learn as is wished, until the clock says ``until_s``; return whether there is more to do."""
    if parts.view.learn == "always":
        return _learn_always(parts, until_s)
    if parts.untaught:
        parts.version += teach_kept(parts, until_s)
        return True
    return False


def _learn_always(parts: Parts, until_s: float) -> bool:
    """Follow the drawings; return whether anything is other than before, or will be."""
    networks = parts.networks
    was = networks.learner.busy, networks.learner.complaint
    changed = networks.learner.work(networks.model, parts.collection, until_s)
    if changed:
        parts.collection.ask(networks.in_use.model)
    changed |= was != (networks.learner.busy, networks.learner.complaint)
    parts.version += changed
    return changed or networks.learner.busy


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
    model = parts.networks.library.keep_taught(scored(parts.pupil))
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
