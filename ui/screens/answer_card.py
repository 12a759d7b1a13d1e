"""The answer beside the sheet: in words, as bars, and as a ribbon from the first pixel on."""

from pygame import Rect, Surface

from ui import commands as c
from ui.layout import columns, rows
from ui.look import SMALL, TITLE, Look
from ui.screens.on_paper import OnPaper
from ui.state.why_not import Question
from ui.widgets.bars import Bar, Bars
from ui.widgets.button import Button
from ui.widgets.ribbon import Ribbon
from ui.widgets.seen import Seen
from ui.widgets.widget import Widget
from ui.workspace import Workspace

HINT_LEAST = 100  # points; in less it would be many short lines
SHORT_HINT = "A class's number keeps the drawing."
HINT = "Click a class or press its number to keep the drawing under it."
ON_A_COPY = "This is a copy; your drawing is as it was. Escape goes back to it."
SHORT_COPY = "A copy. Escape goes back."
HALF_TRAINED = "Half-trained"
LOOKS_LIKE, IN_TRAINING = "This looks like", "The half-trained network says"
LEARN_TIP = (
    "Always learn: every drawing that is kept, moved or deleted is in the network a moment later;"
    " undo takes back what was learnt too (A)"
)
BUTTON_TIP = "Add a class, for noise with drawings of its own; or take over what was found"
RIBBON = 112, 190  # points, least and most
WITH_RIBBON = 470  # points, the height from which there is room for it


class AnswerCard:
    """What the network says to what is on the paper: the sheet, a moment of it, a changed copy."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look) -> None:
        """Lay it out inside ``area``."""
        self.workspace, self.look = workspace, look
        u = look.u
        heights = [u(78), 0, u(34)]
        if area.height >= u(WITH_RIBBON):
            heights.insert(2, min(max(u(RIBBON[0]), area.height // 4), u(RIBBON[1])))
        self._head, bars, *ribbon, foot = rows(area, *heights, gap=u(8))
        side = u(60)
        seen = Rect(self._head.right - side, self._head.y + u(2), side, side)
        self._seen = Seen(seen, lambda: workspace.answer.seen)
        self.bars = Bars(bars, self._bars)
        nowhere = Rect(0, 0, 0, 0)
        self._ribbon = Ribbon(
            ribbon[0] if ribbon else nowhere,
            lambda: workspace.networks.shown.ribbon.outputs(workspace.sheet.order),
            lambda: workspace.networks.shown.model.names,
            lambda: len(workspace.sheet.order),
            self._ribbon_title,
        )
        self._hint, learn, left, right = columns(foot, 0, u(58), u(60), u(106), gap=u(4))
        button = Button(right, self._button_text, self._button_command, tip=BUTTON_TIP)
        learning = Button(
            learn, "Learn", c.ToggleLearning(), tip=LEARN_TIP,
            chosen=lambda: workspace.view.learn == "always",
        )  # fmt: skip
        teach = Button(
            left, "Teach", c.open_overlay("teach"), enabled=lambda: not workspace.sheet.empty,
            tip="A few steps of learning on this one drawing: before and after (T)",
        )  # fmt: skip
        teach.why_not = "The sheet is empty; draw what you want to teach."
        self.paper = OnPaper(workspace, lambda: self._ribbon.pointed)
        self.widgets: list[Widget] = [self.bars, self._seen, learning, teach, button]
        if ribbon:
            self.widgets.insert(1, self._ribbon)

    def _button_text(self) -> str:
        if self.paper.found:
            return "Put on sheet"
        return "None of these" if self.workspace.wants_nothing else "New class"

    def _button_command(self) -> c.Command:
        if self.paper.found:
            return c.TakeWhyNot()
        return c.AddNothing() if self.workspace.wants_nothing else c.open_overlay("new-class")

    @property
    def target(self) -> int:
        """The output that the what-if map is about: the class pointed at, else the best."""
        names, pointed = self.workspace.networks.shown.model.names, self.bars.pointed
        return names.index(pointed) if pointed in names else self.workspace.answer.best

    def draw(self, surface: Surface) -> None:
        """Paint the answer in words, what the colours mean, and the hint."""
        look, theme = self.look, self.look.theme
        headline, line = self._words()
        whose = self.workspace.networks.whose
        if whose == HALF_TRAINED:
            line = IN_TRAINING if line == LOOKS_LIKE else f"{whose}: {line}"
        elif whose:
            line = f"{whose} it said" if line == LOOKS_LIKE else f"{whose}: {line}"
        y, width = self._head.y + look.u(2), self._head.width
        if self.workspace.answer.seen is not None:
            width -= self._seen.area.width + look.u(8)
        look.text(surface, line, (self._head.x, y), theme.muted, width=width)
        y += look.line_height()
        look.text(
            surface, headline, (self._head.x, y), theme.text,
            size=TITLE, bold=True, width=width,
        )  # fmt: skip
        y += look.line_height(TITLE) + look.u(2)
        self._draw_colours(surface, y)
        hints = (HINT, SHORT_HINT) if self.paper.as_drawn else (ON_A_COPY, SHORT_COPY)
        if self.paper.moment is None and self._hint.width > look.u(HINT_LEAST):
            fits = len(look.wrapped(hints[0], self._hint.width, SMALL)) <= 2
            hint = hints[0] if fits else hints[1]
            look.paragraph(surface, hint, self._hint, theme.muted, size=SMALL)

    def _words(self) -> tuple[str, str]:
        """Return the answer as a headline, and the line above it."""
        ws, answer = self.workspace, self.workspace.answer
        moment, question = self.paper.moment, self.paper.question
        if moment is not None:
            best = int(self.paper.outputs.argmax())
            head = answer.names[best] if self.paper.outputs[best] >= 0.5 else "Not sure"
            return head, f"After {moment:,} of {len(ws.sheet.order):,} pixels"
        if question is not None:
            return _found_words(question), f"Why not {question.wanted}?"
        if ws.sheet.empty:
            return "Draw something", "An empty sheet, and its answer"
        if answer.sure:
            return answer.names[answer.best], LOOKS_LIKE
        second = answer.second
        if answer.outputs[second] < 0.1:
            return "Not sure", f"Perhaps {answer.names[answer.best]}."
        return "Not sure", f"{answer.names[answer.best]} or {answer.names[second]}?"

    def _draw_colours(self, surface: Surface, y: int) -> None:
        """Say what orange and blue pixels are, where there are any."""
        look, theme, question = self.look, self.look.theme, self.paper.question
        if question and question.flips:
            before = self.workspace.sheet.pixels.reshape(-1)
            erased = int(sum(before[pixel] for pixel in question.flips))
            words = f"{len(question.flips) - erased} added", f"{erased} erased", ""
        elif self.workspace.view.what_if and self.paper.as_drawn:
            name = self.workspace.networks.shown.model.names[self.target]
            words = "if turned over: more", "less", name
        else:
            return
        x = self._head.x
        for color, text in zip((theme.up, theme.down), words, strict=False):
            surface.fill(color, Rect(x, y + look.u(6), look.u(12), look.u(8)))
            place = look.text(surface, text, (x + look.u(17), y), theme.muted, size=SMALL)
            x = place.right + look.u(10)
        look.text(
            surface, words[2], (x, y), theme.text, size=SMALL, bold=True,
            width=self._head.right - x,
        )  # fmt: skip

    def _ribbon_title(self) -> str:
        order, known = self.workspace.sheet.order, self.workspace.sheet.known
        if not order:
            return "How the answer grows, pixel by pixel"
        if not known:
            return "Row by row: the order of these pixels is not known"
        whose = "Your drawing: how" if self.paper.question else "How"
        return f"{whose} the answer grew, over {len(order):,} pixels"

    def _bars(self) -> list[Bar]:
        ws, outputs = self.workspace, self.paper.outputs
        names = ws.networks.shown.model.names
        by_name = dict(zip(names, outputs.tolist(), strict=True))
        best = "" if ws.sheet.empty and self.paper.as_drawn else names[int(outputs.argmax())]
        bars = []
        for i, label in enumerate(ws.collection.labels):
            key, name = str(i + 1) if i < 9 else "", label.name
            why = c.AskWhyNot(name) if best and name != best and name in by_name else None
            bars.append(Bar(name, by_name.get(name), key, name == best, c.Keep(label.id), why))
        known = {label.name for label in ws.collection.labels}
        for name in names:
            if name not in known:  # the network knows a class that the collection has not
                why = None if name == best else c.AskWhyNot(name)
                bars.append(Bar(name, by_name[name], "", name == best, None, why))
        return bars


def _found_words(question: Question) -> str:
    """Return in words what the search has come to."""
    if question.searching:
        return f"Looking … {question.looked_at} of at most {question.most} pixels"
    if question.flips is None:
        return f"Not found within {question.most} pixels"
    n = len(question.flips)
    return f"1 pixel from {question.wanted}" if n == 1 else f"{n} pixels from {question.wanted}"
