"""The plan on the training screen: what can be set, a part of it at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from pygame import Rect, Surface

from models.settings import LAYERS, LEARNING, Setting, shown
from ui import commands as c
from ui.layout import columns, row_of, rows
from ui.look import LARGE, SMALL, Look
from ui.state.view import PlanPart
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.widget import Widget
from ui.workspace import Workspace

PARTS: dict[PlanPart, tuple[str, Sequence[Setting]]] = {
    "network": ("Network", LAYERS),
    "learning": ("Learning", LEARNING),
}


class PlanCard:
    """Title, two parts to choose from, the settings of one of them, and the variants."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look) -> None:
        """Lay the plan out over ``area``."""
        self._workspace, self._look = workspace, look
        u = look.u
        self._title, parts, lines, variants = rows(area, u(26), u(30), 0, u(32), gap=u(6))
        self._part = workspace.view.plan_part
        settings = PARTS[self._part][1]
        self._titles = [setting.title for setting in settings]
        self._lines = self._places(lines)
        self.fields = [
            self._setting(setting, field)
            for setting, (_, field) in zip(settings, self._lines, strict=False)
        ]
        self._variants_title, choice, wall = columns(variants, u(64), 0, u(56), gap=u(4))
        variants_choice = Choice(
            choice,
            ("on", "off"),
            lambda: "on" if workspace.trainer.plan.augment else "off",
            lambda word: c.ChangePlan("augment", word == "on"),
            tip="Learn from fresh variants of every drawing in every epoch",
            enabled=lambda: not workspace.trainer.working,
        )
        self.widgets: list[Widget] = [
            *self._part_buttons(parts),
            *self.fields,
            variants_choice,
            Button(
                wall,
                "Show",
                c.open_overlay("variants"),
                tip="Variants of the drawing on the sheet, and how far they may stray (V)",
            ),
        ]
        for widget in (*self.fields, variants_choice):
            widget.why_not = lambda: workspace.trainer.why_not

    @property
    def sound(self) -> bool:
        """Whether no field holds something that cannot be taken."""
        return not any(isinstance(field, Field) and field.error for field in self.fields)

    def draw(self, surface: Surface, counts: str) -> None:
        """Paint the titles; the fields paint themselves."""
        look, theme = self._look, self._look.theme
        look.text(surface, "Plan", self._title.topleft, theme.text, size=LARGE, bold=True)
        at = self._title.right, self._title.y + look.u(4)
        look.text(surface, counts, at, theme.muted, size=SMALL, anchor="topright")
        titles = [*self._titles, "Variants"]
        areas = [*(title for title, _ in self._lines), self._variants_title]
        for text, area in zip(titles, areas, strict=True):
            place = area.x, area.centery
            look.text(surface, text, place, theme.muted, anchor="midleft", width=area.width)

    def _part_buttons(self, area: Rect) -> list[Button]:
        places = row_of(area, len(PARTS), self._look.u(4))
        return [
            Button(place, title, c.ChangeView("plan_part", part), chosen=part == self._part)
            for place, (part, (title, _)) in zip(places, PARTS.items(), strict=True)
        ]

    def _places(self, area: Rect) -> list[tuple[Rect, Rect]]:
        """Return for each setting where its title and its field go."""
        u = self._look.u
        pitch = min(u(42), area.height // len(self._titles))
        height = min(u(32), pitch - u(3))
        lines = []
        for i in range(len(self._titles)):
            line = Rect(area.x, area.y + i * pitch, area.width, height)
            title, field = columns(line, u(90), 0, gap=u(4))
            lines.append((title, field))
        return lines

    def _setting(self, setting: Setting, area: Rect) -> Field | Choice:
        trainer = self._workspace.trainer

        def value() -> str:
            return shown(getattr(trainer.plan, setting.name))

        def command(value: Any) -> c.Command:
            return c.ChangePlan(setting.name, value)

        def chosen(word: str) -> c.Command:
            return command(setting.parse(word))

        free: Callable[[], bool] = lambda: not trainer.working  # noqa: E731
        tip = setting.help[0].upper() + setting.help[1:]
        if setting.choices:
            return Choice(area, setting.choices, value, chosen, tip=tip, enabled=free)
        return Field(area, value, command, check=setting.parse, tip=tip, enabled=free)
