"""The training screen: the plan, the curves while it trains, and what came of it."""

from collections.abc import Sequence

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui import commands as c
from ui.layout import columns, row_of, rows, shares, train_layout
from ui.look import BODY
from ui.screens.plan_card import PlanCard
from ui.screens.runs_table import runs_table
from ui.screens.screen import Screen
from ui.screens.train_plots import TrainPlots
from ui.state.view import TrainPart
from ui.widgets.button import Button
from ui.widgets.curve import Curve
from ui.widgets.matrix import Matrix
from ui.widgets.progress import ProgressBar
from ui.widgets.slider import Slider
from ui.widgets.widget import Widget

PARTS: dict[TrainPart, str] = {"curves": "Curves", "matrix": "Matrix", "runs": "Runs"}
EMPTY = "After a training: what the network takes for what."
MOMENT_TIP = (
    "Go back in time: the curves' cursor, the matrix, and the answers on Draw and Network are then"
    " those of the network at that moment"
)
CHANGES_TIP = "Show by how many each cell is other than after the run before"
IDLE = "No training is under way; Space starts one."


class TrainScreen(Screen):
    """Plan, start, watch, compare."""

    def build(self) -> Sequence[Widget]:
        """Lay out plan, buttons, curves, matrix and runs."""
        u = self.look.u
        places = train_layout(self.area, u, slim=self.slim)
        self._places = places
        plan, start, below = rows(self.inside(places.plan), 0, u(36), u(32), gap=u(6))
        self.plan = PlanCard(self.workspace, plan, self.look)
        self._plots = TrainPlots(self.workspace, lambda: self.plan.sound)
        self._runs_title = Rect(0, 0, 0, 0)
        return [*self.plan.widgets, *self._controls(start, below), *self._pictures()]

    def _controls(self, start: Rect, below: Rect) -> list[Widget]:
        trainer = self.workspace.trainer
        few = below.width < self.look.u(250)  # points, of less the words are shorter
        stop, epoch, batch, trying = shares(below, (9, 11, 10, 9 if few else 14), self.look.u(4))
        ready = self._can_take_some
        many = "Try" if few else "Try many"
        controls: list[Widget] = [
            Button(
                start, self._start_text, c.StartOrPause(), primary=True, key="Space",
                enabled=self._can_start,
            ),
            Button(
                stop, "Stop", c.StopTraining(), tip="End here, keep the best network (Esc)",
                enabled=lambda: trainer.busy and trainer.status != "scoring",
            ),
            Button(
                epoch, "Epoch", c.TrainSome("epoch"), enabled=ready,
                tip="Train for one epoch, every drawing once, then pause (E)",
            ),
            Button(
                batch, "Batch", c.TrainSome("batch"), enabled=ready,
                tip="Take one step, on one mini-batch, then pause (B)",
            ),
            Button(
                trying, many, c.open_overlay("experiment"),
                tip="Try many plans, several seeds each, and compare them",
            ),
        ]  # fmt: skip
        start_button, stop_button, *others = controls
        stop_button.why_not = lambda: trainer.why_not or IDLE
        for control in (start_button, *others):
            control.why_not = self._why_not
        return controls

    def _pictures(self) -> list[Widget]:
        """Return curves, matrix and runs; in a narrow window one of them, and a switch."""
        u, places = self.look.u, self._places
        area = self.inside(places.curves)
        if places.matrix is not None and places.runs is not None:
            return [
                *self._curves(area),
                *self._matrix(self.inside(places.matrix)),
                *self._runs(self.inside(places.runs)),
            ]
        area, switch = rows(area, 0, u(30), gap=u(6))
        made = {"curves": self._curves, "matrix": self._matrix, "runs": self._runs}
        return [*made[self.view.train_part](area), *self._switch(switch)]

    def _switch(self, area: Rect) -> list[Widget]:
        now = self.view.train_part
        return [
            Button(place, title, c.ChangeView("train_part", part), chosen=part == now)
            for place, (part, title) in zip(row_of(area, 3, self.look.u(4)), PARTS.items(),
                                            strict=True)
        ]  # fmt: skip

    def _curves(self, area: Rect) -> list[Widget]:
        u, playback = self.look.u, self.workspace.playback
        curves, moment, progress = rows(area, 0, u(24), u(34), gap=u(10))
        loss, accuracy = rows(curves, curves.height // 2 - u(6), 0, gap=u(12))
        slider, now = columns(moment, 0, u(64), gap=u(8))
        slider.x, slider.width = slider.x + u(38), slider.width - u(38)  # under the axes
        return [
            Curve(loss, self._plots.loss),
            Curve(accuracy, self._plots.accuracy),
            Slider(
                slider, 0, lambda: max(playback.last, 1), lambda: self._moment, c.GoToMoment,
                tip=MOMENT_TIP, enabled=lambda: playback.last > 0,
            ),
            Button(
                now, "Now", c.LeaveMoment(), enabled=lambda: playback.place is not None,
                tip="Back to the end of the run, and to the network in use",
            ),
            ProgressBar(progress, self._plots.share, self._plots.words),
        ]  # fmt: skip

    def _matrix(self, area: Rect) -> list[Widget]:
        u, ws = self.look.u, self.workspace
        matrix, line = rows(area, 0, u(26), gap=u(4))
        width = min(line.width, u(130))
        changes = Rect(line.right - width, line.y, width, line.height)
        return [
            Matrix(matrix, self._plots.confusion, EMPTY),
            Button(
                changes, "What changed", c.Toggle("changes"), chosen=lambda: ws.view.changes,
                tip=CHANGES_TIP, enabled=lambda: ws.playback.before() is not None,
            ),
        ]  # fmt: skip

    def _runs(self, area: Rect) -> list[Widget]:
        u = self.look.u
        head, table = rows(area, u(26), 0, gap=u(4))
        title, more = columns(head, 0, u(80), gap=u(8))
        self._runs_title = title
        return [
            Button(
                more, "All", c.open_overlay("runs"), key="R",
                tip="All runs: filter, compare, use, go on, rename, remove (R)",
            ),
            runs_table(self.workspace, table, self.look, few=True),
        ]  # fmt: skip

    def handle(self, event: Event) -> list[c.Command] | None:
        """Keep Space from starting while a field is marked."""
        commands = self.panel.handle(event)
        if commands is None and event.type == pygame.KEYDOWN and event.key == pygame.K_SPACE:
            return None if self._can_start() else []
        return commands

    @property
    def _moment(self) -> int:
        playback = self.workspace.playback
        return playback.last if playback.place is None else playback.place

    def _can_start(self) -> bool:
        if self.workspace.trainer.busy:
            status = self.workspace.trainer.status
            return status not in ("scoring", "resuming") and self.plan.sound
        return self.plan.sound

    def _can_take_some(self) -> bool:
        return self._can_start() and self.workspace.trainer.status != "running"

    def _why_not(self) -> str:
        """Return why a button that begins or goes on does not answer just now."""
        trainer = self.workspace.trainer
        if trainer.status == "running":
            return "A training is under way; Space pauses it."
        unsound = "A field of the plan, with a red rim, holds what cannot be; mend it first."
        return trainer.why_not or unsound

    def _start_text(self) -> str:
        status = self.workspace.trainer.status
        waits = "paused", "resuming"
        return "Pause" if status == "running" else "Go on" if status in waits else "Start training"

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards and the titles."""
        look, places = self.look, self._places
        for card in (places.plan, places.curves, places.matrix, places.runs):
            if card is not None:
                self.card(surface, card)
        if self._runs_title.width:
            at = self._runs_title.x, self._runs_title.centery
            look.text(surface, "Runs", at, look.theme.text, size=BODY, bold=True, anchor="midleft")
        self.plan.draw(surface, self._counts())

    def _counts(self) -> str:
        collection = self.workspace.collection
        held_out = collection.count_only("held-out")
        return f"{collection.count() - held_out:,} + {held_out:,} held out"
