"""The lesson bar: above a screen, what to do next in the lesson under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect, Surface

from ui import commands as c
from ui.layout import columns, rows
from ui.lessons import lesson_named, to_come
from ui.look import SMALL, Look
from ui.widgets.button import Button
from ui.widgets.widget import Widget
from ui.workspace import Workspace

if TYPE_CHECKING:  # a window opens without any lesson
    from ui.lessons.lesson import Lesson, Step

LINES = 2  # below the title
NARROW = 560  # points; in less there is no room for the lesson's title beside what was measured


class LessonBar:
    """A strip over the width of the screen; its widgets are on every screen's panel."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look) -> None:
        """Lay it out over ``area``."""
        u = look.u
        self._workspace, self._area, self._look = workspace, area, look
        inner = area.inflate(-2 * u(12), -2 * u(5))
        text, show, read, leave = columns(inner, 0, u(84), u(84), u(30), gap=u(6))
        self._title, self._text = rows(text, look.line_height(SMALL), 0, gap=0)
        places = [Rect(each.x, area.centery - u(16), each.width, u(32)) for each in
                  (show, read, leave)]  # fmt: skip
        self.widgets: list[Widget] = [
            Button(
                places[0], "Show me", self._go, tip="Go to where that is done",
                visible=lambda: self._step is not None, enabled=self._leads_somewhere,
            ),
            Button(
                places[0], "Next one", lambda: c.ReadLesson(self._following), primary=True,
                tip="Read what the next lesson is about",
                visible=lambda: self._step is None and bool(self._following),
            ),
            Button(
                places[1], "Lessons", c.ReadLesson(),
                tip="This lesson's words, and all the others (F5)",
                visible=lambda: not self._can_put_back,
            ),
            Button(
                places[1], "Put back", c.PutBack(), visible=lambda: self._can_put_back,
                tip="Take the network and the plan from before the lesson",
            ),
            Button(places[2], "×", c.LeaveLesson(), tip="Put the lesson away"),
        ]  # fmt: skip

    @property
    def _lesson(self) -> Lesson | None:
        return lesson_named(self._workspace.view.lesson)

    @property
    def _step(self) -> Step | None:
        """The step to be done, None when all are."""
        lesson, place = self._lesson, self._workspace.course.place
        return lesson.steps[place] if lesson and place < len(lesson.steps) else None

    def _go(self) -> c.Command:
        return self._step.go if self._step else c.Nothing()

    def _leads_somewhere(self) -> bool:
        go, view = self._go(), self._workspace.view
        if isinstance(go, c.GoToPlan):
            return (view.screen, view.plan_part) != ("train", go.part)
        return go not in (c.Nothing(), c.show_screen(view.screen))

    @property
    def _following(self) -> str:
        """The next lesson that was not gone through, "" for none."""
        following = to_come(self._workspace.view.lesson, self._workspace.view.lessons_done)
        return following.name if following else ""

    @property
    def _can_put_back(self) -> bool:
        """Whether the lesson is done, and has left another network or plan."""
        ws, course = self._workspace, self._workspace.course
        if self._step is not None or ws.trainer.busy:
            return False
        other_plan = course.plan not in (None, ws.trainer.plan)
        return other_plan or course.network not in ("", ws.networks.model.title)

    def draw(self, surface: Surface) -> None:
        """Paint the ground and the words; buttons paint themselves."""
        lesson, look, theme = self._lesson, self._look, self._look.theme
        look.box(surface, theme.raised, self._area, border=theme.accent, radius=8)
        if lesson is None:
            return
        self._draw_title(surface, lesson)
        y = self._text.y
        for line, strong in self.lines():
            color = theme.text if strong else theme.muted
            look.text(surface, line, (self._text.x, y), color, size=SMALL, width=self._text.width)
            y += look.line_height(SMALL)

    def lines(self) -> list[tuple[str, bool]]:
        """Return the lines below the title: what to do, and what is missing, or what was learnt.

        Returns:
            For each line whether it is what to do; where there is no room for both, what is
            missing says more.
        """
        lesson, step = self._lesson, self._step
        if lesson is None:
            return []
        width, look = self._text.width, self._look
        if step is None:
            found = look.wrapped(lesson.learnt, width, SMALL)
            shown = [(line, True) for line in found[:LINES]]
            if len(found) > LINES:
                shown[-1] = look.fitted(f"{shown[-1][0]} …", width, SMALL), True
            return shown
        does = [(line, True) for line in look.wrapped(step.does, width, SMALL)]
        hint = self._workspace.course.hint
        missing = [(line, False) for line in look.wrapped(hint, width, SMALL)] if hint else []
        return does + missing if len(does + missing) <= LINES else (missing or does)[:LINES]

    def _draw_title(self, surface: Surface, lesson: Lesson) -> None:
        """Write which lesson and step it is, and after that what was measured last."""
        look, theme, course = self._look, self._look.theme, self._workspace.course
        n, done = len(lesson.steps), self._step is None
        where = "done" if done else f"step {course.place + 1} of {n}"
        if self._title.width >= look.u(NARROW):
            where = f"{lesson.title}, {where}"
        where = where[0].upper() + where[1:]
        at = look.text(surface, where, self._title.topleft, theme.text, size=SMALL, bold=True,
                       width=self._title.width)  # fmt: skip
        if course.says:
            x = at.right + look.u(12)
            look.text(surface, f"✓ {course.says[-1]}", (x, self._title.y), theme.accent, size=SMALL,
                      width=max(self._title.right - x, 0))  # fmt: skip
