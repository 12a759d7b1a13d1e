"""The training screen: the plan, the curves while it trains, and what came of it."""

from collections.abc import Callable, Sequence
from typing import Any

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from models.plan import SETTINGS, Setting, shown
from models.scores import Score
from ui import commands as c
from ui.layout import columns, rows, train_layout
from ui.look import LARGE, SMALL
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.curve import Curve, Line, Plot
from ui.widgets.field import Field
from ui.widgets.matrix import Confusion, Matrix
from ui.widgets.progress import ProgressBar
from ui.widgets.widget import Widget


class TrainScreen(Screen):
    """Plan, start, watch."""

    def build(self) -> Sequence[Widget]:
        """Lay out plan, buttons, curves and matrix."""
        u, trainer = self.look.u, self.workspace.trainer
        places = train_layout(self.area, u, slim=self.slim)
        self._places = places
        title, plan, start, stop = rows(self.inside(places.plan), u(26), 0, u(36), u(32), gap=u(6))
        self._title = title
        self._lines = self._plan_lines(plan)
        self.fields = [self._setting(s, area) for s, (_, area) in zip(
            SETTINGS, self._lines, strict=False
        )]  # fmt: skip
        variants = Choice(
            self._lines[-1][1],
            ("on", "off"),
            lambda: "on" if trainer.plan.augment else "off",
            lambda word: c.ChangePlan("augment", word == "on"),
            tip="Learn from fresh variants of every drawing in every epoch",
            enabled=lambda: not trainer.busy,
        )
        curves, progress = rows(self.inside(places.curves), 0, u(34), gap=u(12))
        widgets: list[Widget] = [
            *self.fields,
            variants,
            Button(
                start, self._start_text, c.StartOrPause(), primary=True, key="Space",
                enabled=self._can_start,
            ),
            Button(
                stop, "Stop, keep the best", c.StopTraining(), key="Esc",
                enabled=lambda: trainer.busy,
            ),
            ProgressBar(progress, lambda: trainer.share, self._words),
        ]  # fmt: skip
        return widgets + self._pictures(curves)

    def _pictures(self, area: Rect) -> list[Widget]:
        """Return curves and matrix; in a narrow window one of them, and a button for the other."""
        u, matrix = self.look.u, self._places.matrix
        empty = "After a training: what the network takes for what."
        if matrix is None:
            area, switch = rows(area, 0, u(30), gap=u(4))
            text = "Show the curves" if self.view.matrix else "Show what it takes for what"
            button = Button(switch, text, c.Toggle("matrix"))
            if self.view.matrix:
                return [Matrix(area, self._confusion, empty), button]
            return [*self._curves(area), button]
        return [*self._curves(area), Matrix(self.inside(matrix), self._confusion, empty)]

    def _curves(self, area: Rect) -> list[Widget]:
        loss, accuracy = rows(area, area.height // 2 - self.look.u(6), 0, gap=self.look.u(12))
        return [Curve(loss, self._loss_plot), Curve(accuracy, self._accuracy_plot)]

    def _plan_lines(self, area: Rect) -> list[tuple[Rect, Rect]]:
        """Return for each setting, and the variants, where its title and its field go."""
        u, n = self.look.u, len(SETTINGS) + 1
        pitch = min(u(44), area.height // n)
        height = min(u(32), pitch - u(3))
        lines = []
        for i in range(n):
            line = Rect(area.x, area.y + i * pitch, area.width, height)
            title, field = columns(line, u(90), 0, gap=u(4))
            lines.append((title, field))
        return lines

    def _setting(self, setting: Setting, area: Rect) -> Field | Choice:
        trainer = self.workspace.trainer

        def value() -> str:
            return shown(getattr(trainer.plan, setting.name))

        def command(value: Any) -> c.Command:
            return c.ChangePlan(setting.name, value)

        tip = setting.help[0].upper() + setting.help[1:]
        if setting.choices:
            return Choice(
                area, setting.choices, value, command, tip=tip, enabled=lambda: not trainer.busy
            )
        return Field(
            area, value, command, check=setting.parse, tip=tip, enabled=lambda: not trainer.busy
        )

    def handle(self, event: Event) -> list[c.Command] | None:
        """Keep Space from starting while a field is marked."""
        commands = self.panel.handle(event)
        if commands is None and event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return None if self._can_start() else []
        return commands

    def _can_start(self) -> bool:
        if self.workspace.trainer.busy:
            return True
        return not any(isinstance(field, Field) and field.error for field in self.fields)

    def _start_text(self) -> str:
        status = self.workspace.trainer.status
        return {"running": "Pause", "paused": "Go on"}.get(status, "Start training")

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards and the titles of the settings."""
        look, theme, places = self.look, self.look.theme, self._places
        self.card(surface, places.plan)
        self.card(surface, places.curves)
        if places.matrix:
            self.card(surface, places.matrix)
        look.text(surface, "Plan", self._title.topleft, theme.text, size=LARGE, bold=True)
        counts = self._counts()
        at = self._title.right, self._title.y + look.u(4)
        look.text(surface, counts, at, theme.muted, size=SMALL, anchor="topright")
        titles = [*(setting.title for setting in SETTINGS), "Variants"]
        for title, (area, _) in zip(titles, self._lines, strict=True):
            at = area.x, area.centery
            look.text(surface, title, at, theme.muted, anchor="midleft", width=area.width)

    def _counts(self) -> str:
        collection = self.workspace.collection
        held_out = collection.count_only("held-out")
        return f"{collection.count() - held_out:,} + {held_out:,} held out"

    def _plot(self, title: str, read: Callable[[Score], float | None], top: float | None) -> Plot:
        run = self.workspace.trainer.run
        points = run.points if run else []
        trained = [(p.epoch, v) for p in points if (v := read(p.trained)) is not None]
        held = [(p.epoch, v) for p in points if (v := read(p.held_out)) is not None]
        lines = [Line("training", trained, False), Line("held-out", held, True)]
        reached = points[-1].epoch if points else 0
        busy = self.workspace.trainer.busy
        epochs = run.plan.epochs if run and busy else reached
        empty = "The first epoch is under way." if busy else "Press Space to start a training."
        if not self._can_start():
            empty = "First mend what is marked in the plan."
        kept = run.best_point if run and self.workspace.trainer.status == "done" else None
        return Plot(title, lines, epochs, top, top is not None, empty, kept.epoch if kept else None)

    def _loss_plot(self) -> Plot:
        return self._plot("Loss", lambda score: score.loss if score.count else None, None)

    def _accuracy_plot(self) -> Plot:
        return self._plot("Accuracy", lambda score: score.accuracy, 1.0)

    def _words(self) -> tuple[str, str]:
        trainer = self.workspace.trainer
        run, progress = trainer.run, trainer.run.progress if trainer.run else None
        if run is None or progress is None:
            return "No training yet in this session.", ""
        done = f"epoch {progress.epoch:,} / {run.plan.epochs:,}"
        if trainer.status == "paused":
            return f"Paused at {done}.", f"{trainer.share:.0%}"
        if trainer.status == "failed":
            return f"Ran away at {done}: try a smaller learning rate.", ""
        if trainer.status == "done":
            ended = "Trained" if progress.step == progress.steps else "Stopped"
            return f"{ended}: {done}, {_time(trainer.worked_s)}.", f"{trainer.share:.0%}"
        left = trainer.left_s
        rate = f"{trainer.steps_per_s:,.0f} steps/s"
        return f"{done}, {rate}", f"{_time(left)} left" if left is not None else ""

    def _confusion(self) -> Confusion | None:
        trainer = self.workspace.trainer
        if trainer.run is None or not trainer.run.points:
            return None
        kept = trainer.run.best_point if trainer.status == "done" else None
        point = kept or trainer.run.points[-1]
        if not point.held_out.count:
            return None
        title = f"Held-out drawings, epoch {point.epoch:,}"
        return Confusion(trainer.names, point.held_out.confusion, title)


def _time(seconds: float) -> str:
    """Return a length of time in words: 8 s, 3:05, 1:20 h."""
    whole = int(seconds + 0.5)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02}"
    return f"{whole // 3600}:{whole // 60 % 60:02} h"
