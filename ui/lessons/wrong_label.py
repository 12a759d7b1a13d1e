"""Find the wrong label: a mistake made on purpose, and found by a learner that never saw it."""

from typing import Any

from ui import commands as c
from ui.changes import Relabelled, steps_of
from ui.lessons.lesson import Lesson, Reached, Step
from ui.parts import Parts
from ui.state.filter import only


def mistaken(parts: Parts, found: Any) -> Reached | str:
    """One drawing has just been given another class."""
    done = parts.history.done
    last = done[-1] if done else None
    steps = steps_of(last) if last else []
    change = next((step for step in steps if isinstance(step, Relabelled)), None)
    if change is None or any(last is old for old in parts.course.done):
        return ""
    if len(change.ids) != 1:
        return "Those were several: Ctrl+Z, and one drawing only."
    names = {label.id: label.name for label in parts.collection.labels}
    (drawing,), (before,) = change.ids, change.before
    was, is_now = names.get(before, "?"), names.get(change.after, "?")
    return Reached(f"One {was} is called {is_now} now.", (drawing, before, was))


def suspected(parts: Parts, found: Any) -> Reached | str:
    """The drawing is among the suspects; it may be another one than at first."""
    collection, latest = parts.collection, mistaken(parts, None)
    if isinstance(latest, Reached) and latest.found[0] != found[0]:
        found = latest.found
    drawing, before, _ = found
    if _class_of(parts, drawing) == before:
        return "It has its own class again: give it, or another one, a wrong class."
    if parts.finder.share is not None or collection.filter.question != "suspect":
        return ""
    listed = collection.lists.get("suspect")
    if listed is None:
        return ""
    ids = listed.tolist()
    rows = collection.rows_of([drawing])
    if not len(rows) or collection.drawings.trashed[rows[0]]:
        return "Yours is in the trash: Ctrl+Z brings it back."
    if drawing not in ids:
        return "Yours is not found: perhaps it looks like what it is called. Ctrl+Z, try another."
    return Reached(f"Yours is number {ids.index(drawing) + 1} of {len(ids)} suspects.", found)


def righted(parts: Parts, found: Any) -> Reached | str:
    """The drawing has its own class again."""
    drawing, before, was = found
    if before not in [label.id for label in parts.collection.labels]:
        return "Its own class is gone: Ctrl+Z brings it back."
    return Reached(f"It is called {was} again.") if _class_of(parts, drawing) == before else ""


def _class_of(parts: Parts, drawing: int) -> int | None:
    rows = parts.collection.rows_of([drawing])
    return int(parts.collection.drawings.label_ids[rows[0]]) if len(rows) else None


LESSON = Lesson(
    "wrong label",
    "Find the wrong label",
    "Everybody presses a wrong number now and then. A network learns the mistake like anything"
    " else, and a held-out one spoils the score. Make one on purpose, and have it found.",
    (
        Step(
            "On Drawings, click one drawing and press the number of another class.",
            mistaken, c.show_screen("drawings"),
        ),
        Step(
            "Click Suspect at the left. Each drawing is judged by a learner that never saw it.",
            suspected, c.ShowOnly(only("suspect")),
        ),
        Step(
            "Find yours (arrow keys go through them), and press the number of its own class.",
            righted, c.show_screen("drawings"),
        ),
    ),
    "What a learner of all the other drawings would call something else is worth a look. Not every"
    " suspect is wrong: K says that it is right as it is, and it is not asked about again.",
)  # fmt: skip
