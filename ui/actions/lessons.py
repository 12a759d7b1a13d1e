"""Lessons: beginning and leaving one, and looking whether its next step is reached."""

from collections.abc import Callable
from typing import Any

from ui import commands as c
from ui.lessons import lesson_named
from ui.lessons.lesson import Reached
from ui.parts import Parts
from ui.state.course import Course, now


def begin(parts: Parts, command: c.BeginLesson) -> None:
    """Begin a lesson; the steps of another one under way are forgotten."""
    parts.course = Course(done_before=len(parts.history.done))
    parts.change_view(lesson=command.name, lesson_read="", overlay="")


def leave(parts: Parts, command: c.LeaveLesson) -> None:
    """Put the lesson away."""
    parts.change_view(lesson="")


def look(parts: Parts) -> bool:
    """Find out which steps of the lesson are reached; return whether anything is new."""
    lesson, course = lesson_named(parts.view.lesson), parts.course
    if lesson is None:
        return False
    before = course.place, course.hint
    while course.place < len(lesson.steps):
        result = lesson.steps[course.place].check(parts, course.found)
        course.hint = "" if isinstance(result, Reached) else result
        if not isinstance(result, Reached):
            break
        course.says.append(result.says)
        course.found = result.found
        course.place, course.since = course.place + 1, now()
        if course.place == len(lesson.steps):
            done = (*(each for each in parts.view.lessons_done if each != lesson.name), lesson.name)
            parts.change_view(lessons_done=done)
    return before != (course.place, course.hint)


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.BeginLesson: begin,
    c.LeaveLesson: leave,
}
