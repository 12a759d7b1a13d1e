"""The training screen: the plan, the curves while it trains, and what came of it."""

from collections.abc import Sequence

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from models.curves import Point
from models.scores import FEWEST, words
from ui import commands as c
from ui.layout import row_of, rows, train_layout
from ui.screens.plan_card import PlanCard
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.curve import Curve, Line, Plot
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
        plan, start, below = rows(self.inside(places.plan), 0, u(36), u(32), gap=u(6))
        stop, trying = row_of(below, 2, u(6))
        self.plan = PlanCard(self.workspace, plan, self.look)
        curves, progress = rows(self.inside(places.curves), 0, u(34), gap=u(12))
        return [
            *self.plan.widgets,
            Button(
                start, self._start_text, c.StartOrPause(), primary=True, key="Space",
                enabled=self._can_start,
            ),
            Button(
                stop, "Stop", c.StopTraining(), tip="End here, keep the best network (Esc)",
                enabled=lambda: trainer.busy and trainer.status != "scoring",
            ),
            Button(
                trying, "Try many", c.open_overlay("experiment"),
                tip="Try many plans, several seeds each, and compare them",
            ),
            ProgressBar(progress, lambda: trainer.share, self._words),
            *self._pictures(curves),
        ]  # fmt: skip

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

    def handle(self, event: Event) -> list[c.Command] | None:
        """Keep Space from starting while a field is marked."""
        commands = self.panel.handle(event)
        if commands is None and event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return None if self._can_start() else []
        return commands

    def _can_start(self) -> bool:
        if self.workspace.trainer.busy:
            return self.workspace.trainer.status != "scoring"
        return self.plan.sound

    def _start_text(self) -> str:
        status = self.workspace.trainer.status
        return {"running": "Pause", "paused": "Go on"}.get(status, "Start training")

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards and the titles of the settings."""
        self.card(surface, self._places.plan)
        self.card(surface, self._places.curves)
        if self._places.matrix:
            self.card(surface, self._places.matrix)
        self.plan.draw(surface, self._counts())

    def _counts(self) -> str:
        collection = self.workspace.collection
        held_out = collection.count_only("held-out")
        return f"{collection.count() - held_out:,} + {held_out:,} held out"

    def _plot(self, title: str, lines: list[Line], top: float | None) -> Plot:
        trainer = self.workspace.trainer
        run, busy = trainer.run, trainer.busy
        reached = run.curves.points[-1].epoch if run and run.curves.points else 0
        epochs = run.plan.epochs if run and busy else reached
        empty = "The first epochs are under way." if busy else "Press Space to start a training."
        if not busy and not self.plan.sound:
            empty = "First mend what is marked in the plan."
        kept = run.curves.best_point if run and trainer.status == "done" else None
        return Plot(title, lines, epochs, top, top is not None, empty, kept.epoch if kept else None)

    def _loss_plot(self) -> Plot:
        points = self._points()
        trained = [(p.epoch, p.trained.loss) for p in points]
        held = [(p.epoch, p.held_out.loss) for p in points if p.held_out.count]
        lines = [Line("training", trained, False), Line("held-out", held, True)]
        return self._plot("Loss", lines, None)

    def _accuracy_plot(self) -> Plot:
        points = self._points()
        trained = [(p.epoch, p.trained.accuracy or 0.0) for p in points]
        lines = [Line("training", trained, False)]
        counted = [p for p in points if p.held_out.count >= FEWEST]
        held = [(p.epoch, p.held_out.accuracy or 0.0) for p in counted]
        band = [(p.epoch, *(p.held_out.interval() or (0.0, 1.0))) for p in counted]
        lines.append(Line("held-out", held, True, band, self._held_out_words()))
        return self._plot("Accuracy", lines, 1.0)

    def _points(self) -> Sequence[Point]:
        run = self.workspace.trainer.run
        return run.curves.points if run else []

    def _held_out_words(self) -> str:
        """Return the held-out score with its interval, or why there is none."""
        point = self._point()
        if point is None:
            return ""
        return f"held-out {words(point.held_out.accuracy, point.held_out.count)}"

    def _point(self) -> Point | None:
        """Return the point that is kept, or while it trains the last one."""
        trainer, points = self.workspace.trainer, self._points()
        kept = trainer.run.curves.best_point if trainer.run and trainer.status == "done" else None
        return kept or (points[-1] if points else None)

    def _words(self) -> tuple[str, str]:
        trainer = self.workspace.trainer
        run, progress = trainer.run, trainer.run.progress if trainer.run else None
        if run is None or progress is None:
            return "No training yet in this session.", ""
        done = f"epoch {progress.epoch:,} / {run.plan.epochs:,}"
        ended = "Stopped" if trainer.stopped else "Trained"
        if trainer.status == "paused":
            return f"Paused at {done}. {run.curves.complaint}", f"{trainer.share:.0%}"
        if trainer.status == "scoring" or (trainer.busy and not trainer.stopped):
            return f"{ended}. Scoring on all drawings.", ""
        if run.curves.complaint and trainer.busy:
            return f"{done}. {run.curves.complaint}", f"{trainer.share:.0%}"
        if trainer.status == "failed":
            return f"Ran away at {done}: try a smaller learning rate.", ""
        if trainer.status == "done":
            return f"{ended}: {done}, {_time(trainer.worked_s)}.", f"{trainer.share:.0%}"
        left = trainer.left_s
        rate = f"{trainer.steps_per_s:,.0f} steps/s"
        return f"{done}, {rate}", f"{_time(left)} left" if left is not None else ""

    def _confusion(self) -> Confusion | None:
        point = self._point()
        if point is None or not point.held_out.count:
            return None
        title = f"Held-out drawings, epoch {point.epoch:,}"
        return Confusion(self.workspace.trainer.names, point.held_out.confusion, title)


def _time(seconds: float) -> str:
    """Return a length of time in words: 8 s, 3:05, 1:20 h."""
    whole = int(seconds + 0.5)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02}"
    return f"{whole // 3600}:{whole // 60 % 60:02} h"
