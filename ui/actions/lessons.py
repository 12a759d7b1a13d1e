"""Lessons: beginning and leaving one, and looking whether its next step is reached."""

from collections.abc import Callable
from typing import Any

from ui import commands as c
from ui.actions.viewing import leave_screen
from ui.changes import NetworkTaken
from ui.lessons import lesson_named
from ui.parts import Parts
from ui.refused import Refused
from ui.state.course import Course, now


def begin(parts: Parts, command: c.BeginLesson) -> None:
    """Begin a lesson; the steps of another one under way are forgotten."""
    if lesson_named(command.name) is None:
        raise Refused("There is no such lesson.")
    title = parts.networks.model.title
    parts.course = Course(
        network=title, plan=parts.trainer.plan, taught=parts.teacher.teaching,
        done=tuple(parts.history.done),
    )  # fmt: skip
    parts.change_view(
        lesson=command.name, lesson_began=parts.course.since, lesson_network=title,
        lesson_read="", overlay="",
    )  # fmt: skip


def leave(parts: Parts, command: c.LeaveLesson) -> None:
    """Put the lesson away."""
    parts.change_view(lesson="", lesson_began="", lesson_network="")


def look(parts: Parts) -> bool:
    """Find out which steps of the lesson are reached; return whether anything is new."""
    lesson, course = lesson_named(parts.view.lesson), parts.course
    if lesson is None:
        return False
    from ui.lessons.lesson import Reached  # it is there by now

    before = course.place, course.hint
    while course.place < len(lesson.steps):
        result = lesson.steps[course.place].check(parts, course.found)
        course.hint = "" if isinstance(result, Reached) else result
        if not isinstance(result, Reached):
            break
        course.says.append(result.says)
        course.found = result.found
        course.place += 1
        if not course.resumed:
            course.since = now()
        if course.place == len(lesson.steps):
            done = (*(each for each in parts.view.lessons_done if each != lesson.name), lesson.name)
            parts.change_view(lessons_done=done)
    course.resumed = False
    return before != (course.place, course.hint)


def read(parts: Parts, command: c.ReadLesson) -> None:
    """Show the list of lessons, with the words of one."""
    parts.change_view(overlay="lessons", lesson_read=command.name)


def put_back(parts: Parts, command: c.PutBack) -> None:
    """Take the network and the plan from before the lesson."""
    course, networks = parts.course, parts.networks
    if parts.trainer.busy:
        raise Refused("A training is under way; stop it first.")
    if course.plan is not None:
        parts.trainer.plan = course.plan
    if course.network in ("", networks.model.title):
        parts.say("The plan from before the lesson is back.")
        return
    if not networks.has(course.network):
        raise Refused("The network from before the lesson is not there any more.")
    with parts.changing():
        name = "putting back the network from before the lesson"
        parts.history.record(NetworkTaken(name, networks.model, course.network))
        parts.take_into_use(course.network)
    plan = "" if course.plan is None else " and the plan"
    verb = "is" if course.plan is None else "are"
    parts.say(f"The network{plan} from before the lesson {verb} back.", undoable=True)


def go_to_plan(parts: Parts, command: c.GoToPlan) -> None:
    """Show a part of the plan."""
    leave_screen(parts)
    parts.change_view(screen="train", plan_part=command.part, overlay="")


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.BeginLesson: begin,
    c.LeaveLesson: leave,
    c.ReadLesson: read,
    c.PutBack: put_back,
    c.GoToPlan: go_to_plan,
}
