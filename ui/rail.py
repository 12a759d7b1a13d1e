"""The rail: the four screens by name, and the network in use with its held-out score."""

from pygame import Rect, Surface

from models.scores import FEWEST, interval
from ui import commands as c
from ui.layout import row_of
from ui.look import BODY, SMALL, TITLE, Look
from ui.state.view import SCREENS, ScreenName
from ui.widgets.button import Button
from ui.widgets.widget import Widget
from ui.workspace import Workspace

NAMES: dict[ScreenName, str] = {
    "draw": "Draw",
    "drawings": "Drawings",
    "train": "Train",
    "network": "Network",
}


class Rail:
    """The column at the left of every screen."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look, *, slim: bool) -> None:
        """Lay it out over ``area``."""
        self._workspace, self._area, self._look, self._slim = workspace, area, look, slim
        u, pad = look.u, look.u(8)
        inner = area.inflate(-2 * pad, -2 * pad)
        title, pitch = (u(30), u(36)) if slim else (u(50), u(42))
        self._title = Rect(inner.x + u(6), inner.y, inner.width, title)
        self.widgets: list[Widget] = []
        for i, name in enumerate(SCREENS):
            place = Rect(inner.x, self._title.bottom + u(6) + i * pitch, inner.width, pitch - u(4))
            self.widgets.append(self._screen_button(place, name, f"F{i + 1}"))
        self.widgets.append(
            Button(
                place.move(0, pitch), "Lessons", c.ReadLesson(),
                key="" if slim else "F5", flat=True,
                tip="Guided experiments: learn by heart, forget, be sure of noise, ... (F5)",
            )
        )  # fmt: skip
        below = Rect(inner.x, inner.bottom - u(32), inner.width, u(32))
        theme, keys = row_of(below, 2, u(6))
        self.widgets += [
            Button(theme, self._other_theme, self._turn_theme, tip="Light or dark"),
            Button(keys, "?" if slim else "Keys", c.open_overlay("keys"), tip="All keys (?)"),
        ]
        self._network = Rect(inner.x + u(4), below.y - u(128), inner.width - u(8), u(120))

    def draw(self, surface: Surface) -> None:
        """Paint the ground, the name, and the network in use; buttons paint themselves."""
        look, theme = self._look, self._look.theme
        surface.fill(theme.panel, self._area)
        surface.fill(theme.line, (self._area.right - 1, 0, 1, self._area.height))
        size = BODY + 2 if self._slim else TITLE
        at = self._title.x, self._title.centery
        look.text(surface, "Inkling", at, theme.text, size=size, bold=True, anchor="midleft")
        self._draw_network(surface)

    def _draw_network(self, surface: Surface) -> None:
        look, theme, area = self._look, self._look.theme, self._network
        workspace = self._workspace
        model, learner = workspace.networks.in_use.model, workspace.networks.learner
        story = model.story
        lines: list[tuple[str, bool]] = [("network in use", False)]
        title = model.title.split(" (")[0]
        lines += [(part, True) for part in look.wrapped(title, area.width, SMALL, bold=True)[:3]]
        lines += self._score(story.held_out_accuracy, story.held_out_count)
        if self._workspace.trainer.busy:
            share = f"training: {self._workspace.trainer.share:.0%}"
            said = {"scoring": "scoring", "resuming": "bringing a run back"}
            lines.append((said.get(self._workspace.trainer.status, share), True))
        if workspace.view.learn == "always":
            lines.append(
                ("learning …" if learner.busy else learner.complaint or "follows you", True)
            )
        y = area.bottom - len(lines) * look.line_height(SMALL)
        for text, strong in lines:
            color = theme.text if strong else theme.muted
            look.text(surface, text, (area.x, y), color, size=SMALL, bold=strong, width=area.width)
            y += look.line_height(SMALL)

    def _score(self, accuracy: float | None, count: int) -> list[tuple[str, bool]]:
        """Return the held-out score in short lines: never without its interval."""
        between = interval(accuracy, count)
        if accuracy is None or between is None:
            return [("no held-out score", False)]
        if count < FEWEST:
            return [
                (f"{round(accuracy * count)} of {count} right", True),
                ("too few to score", False),
            ]
        low, high = between
        of = f"{low:.0%} to {high:.0%}" + ("" if self._slim else f", of {count:,}")
        return [(f"{accuracy:.0%} held-out", True), (of, False)]

    def _screen_button(self, area: Rect, name: ScreenName, key: str) -> Button:
        workspace = self._workspace
        return Button(
            area,
            NAMES[name],
            c.show_screen(name),
            chosen=lambda: workspace.view.screen == name,
            key="" if self._slim else key,
            flat=True,
            tip=f"{NAMES[name]} ({key})" if self._slim else "",
        )

    def _other_theme(self) -> str:
        other = "Light" if self._workspace.view.theme == "dark" else "Dark"
        return other

    def _turn_theme(self) -> c.Command:
        return c.ChangeView("theme", self._other_theme().lower())
