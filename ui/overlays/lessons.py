"""The lessons: all of them at the left, the words and steps of one at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Color, Rect, Surface

from ui import commands as c
from ui.layout import columns, row_of, rows
from ui.lessons import lesson_named, lessons, to_come
from ui.lessons.lesson import Lesson
from ui.look import BODY, LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.widgets.button import Button
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget

SAYS = "Guided experiments; each step notices by itself when it is done."
ALL = "You have gone through all of them."
GAP, INDENT = 7, 20  # points, below a paragraph, and before one with a mark


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together."""

    text: str
    color: Color
    mark: str = ""  # before it
    bold: bool = False


class Lessons(Overlay):
    """Choose one, read what it is about, begin it."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(860, 520)

    def build(self) -> Sequence[Widget]:
        """Lay out the list, the words and the buttons."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, body = rows(inner, u(32), 0, gap=u(8))
        left, right = columns(body, min(u(240), body.width * 2 // 5), 0, gap=u(18))
        self._head = head
        self._words, below = rows(right, 0, u(34), gap=u(8))
        begin, other = row_of(below, 2, u(8))
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Rows(left, self._rows),
            Button(
                begin, lambda: "Begin anew" if self._begun else "Begin",
                lambda: c.BeginLesson(self.lesson.name), primary=lambda: not self._begun,
                tip="What to do is then above every screen",
            ),
            Button(
                other, "Put it away", c.LeaveLesson(),
                visible=lambda: self._under_way and not self._done, tip="What was done stays done",
            ),
            Button(
                other, "Next one", self._next, primary=True,
                visible=lambda: self._done and self._to_come is not None,
            ),
        ]  # fmt: skip

    @property
    def lesson(self) -> Lesson:
        """The lesson whose words are shown: the one chosen, under way, or to come next."""
        view = self.workspace.view
        chosen = lesson_named(view.lesson_read) or lesson_named(view.lesson)
        return chosen or self._to_come or lessons()[0]

    @property
    def _to_come(self) -> Lesson | None:
        view = self.workspace.view
        return to_come(view.lesson_read or view.lesson, view.lessons_done)

    @property
    def _under_way(self) -> bool:
        return self.workspace.view.lesson == self.lesson.name

    @property
    def _done(self) -> bool:
        return self.lesson.name in self.workspace.view.lessons_done

    @property
    def _begun(self) -> bool:
        return self._under_way or self._done

    def _next(self) -> c.Command:
        return c.ReadLesson(self._to_come.name) if self._to_come else c.Nothing()

    def _rows(self) -> list[Row]:
        view = self.workspace.view
        return [
            Row(
                f"{place}  {lesson.title}",
                "✓" if lesson.name in view.lessons_done else
                "now" if lesson.name == view.lesson else "",
                c.ChangeView("lesson_read", lesson.name),
                lesson == self.lesson,
            )
            for place, lesson in enumerate(lessons(), start=1)
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the words: what it is about, its steps, and after them what it has shown."""
        look, theme = self.look, self.look.theme
        at = look.text(surface, "Lessons", self._head.topleft, theme.text, size=LARGE, bold=True)
        x, right = at.right + look.u(14), self._head.right - look.u(106)
        says = SAYS if to_come("", self.workspace.view.lessons_done) else ALL
        look.text(surface, says, (x, at.centery), theme.muted, size=SMALL, anchor="midleft",
                  width=max(right - x, 0))  # fmt: skip
        size = BODY if self.height(BODY) <= self._words.height else SMALL
        y = self._words.y
        for each in self._paragraphs():
            area = self._place(each, y)
            if each.mark:
                look.text(surface, each.mark, (self._words.x, y), each.color, size=size, bold=True)
            y = look.paragraph(surface, each.text, area, each.color, size=size, bold=each.bold)
            y += look.u(GAP)

    def height(self, size: int) -> int:
        """Return how high the words of the lesson are, written in a size in points."""
        look = self.look
        return sum(
            len(look.wrapped(each.text, self._place(each, 0).width, size, bold=each.bold))
            * look.line_height(size) + look.u(GAP)
            for each in self._paragraphs()
        )  # fmt: skip

    def _place(self, paragraph: Paragraph, y: int) -> Rect:
        left = self.look.u(INDENT) if paragraph.mark else 0
        return Rect(self._words.x + left, y, self._words.width - left, 0)

    def _paragraphs(self) -> list[Paragraph]:
        """Return the words: what it is about, its steps, or what was measured and is shown."""
        theme, lesson = self.look.theme, self.lesson
        says = self.workspace.course.says if self._under_way else []
        result = [Paragraph(lesson.title, theme.text, bold=True)]
        if not self._done:
            result.append(Paragraph(lesson.about, theme.muted))
        for i, step in enumerate(lesson.steps):
            if i < len(says):
                result.append(Paragraph(says[i], theme.accent, "✓"))
            else:
                result.append(Paragraph(step.does, theme.text, f"{i + 1}"))
        if self._done:
            result.append(Paragraph(lesson.learnt, theme.text))
        return result
