"""The neuron in focus: its sum, what it likes, and the switch that takes it out."""

from collections.abc import Callable, Sequence

from pygame import Rect, Surface

from activation import Array
from data.drawing import as_inputs
from models.attribution.liked import Rows
from models.attribution.units import drawn_depths
from models.scores import words
from ui import commands as c
from ui.layout import columns, rows
from ui.look import SMALL, Look
from ui.state.cut import HeldOut
from ui.widgets.button import Button
from ui.widgets.likes_view import LikesView, Shown
from ui.widgets.neuron_sum import NeuronSum
from ui.widgets.widget import Widget
from ui.widgets.wiring_places import Neuron, Scene
from ui.workspace import Workspace

LIKES = 150  # points
WITH_LIKES = 500  # points, the height from which there is room for what it likes
WITH_SWITCH = 190  # and for the buttons
SHOWN = 5  # drawings in a row


class SumCard:
    """Belongs to the network screen; the neuron is the one in focus there."""

    def __init__(
        self, workspace: Workspace, area: Rect, look: Look,
        scene: Callable[[], Scene], focus: Callable[[], Neuron],
    ) -> None:  # fmt: skip
        """Lay it out inside ``area``."""
        self.workspace, self.look, self._scene, self._focus = workspace, look, scene, focus
        u = look.u
        heights = [0]
        if area.height >= u(WITH_LIKES):
            heights.append(u(LIKES))
        if area.height >= u(WITH_SWITCH):
            heights += [look.line_height(SMALL) * 3, u(30)]
        total, *others = rows(area, *heights, gap=u(6))
        self._score = others[-2] if len(heights) > 2 else None
        self.widgets: list[Widget] = [NeuronSum(total, scene, focus)]
        if area.height >= u(WITH_LIKES):
            self.widgets.append(LikesView(others[0], self._likes))
        if self._score:
            switch, all_on = columns(others[-1], 0, u(70), gap=u(6))
            self.widgets += [
                Button(
                    switch, self._switch_words,
                    lambda: c.SwitchNeuron(self._pinned or (0, 0)),
                    enabled=lambda: self._pinned is not None,
                    tip="Click a hidden neuron to hold on to it, then take it out of the network",
                ),
                Button(
                    all_on, "All on", c.SwitchAllOn(),
                    enabled=lambda: bool(workspace.networks.cut.off),
                    tip="Switch every neuron on again",
                ),
            ]  # fmt: skip

    @property
    def _pinned(self) -> Neuron | None:
        """The hidden neuron that is held on to."""
        focus, network = self.workspace.view.focus, self.workspace.networks.shown.model.network
        return focus if focus and focus[0] in drawn_depths(network)[:-1] else None

    @property
    def _is_off(self) -> bool:
        return self._pinned in self.workspace.networks.cut.off

    def _switch_words(self) -> str:
        if self._pinned is None:
            return "Switch off"
        return f"Switch {self._pinned[1] + 1} {'on' if self._is_off else 'off'}"

    def draw(self, surface: Surface) -> None:
        """Paint what the neurons that are off cost."""
        cut = self.workspace.networks.cut
        if not cut.off or self._score is None:
            return
        n, score = len(cut.off), cut.score
        scene, ws = self._scene(), self.workspace
        name, now = scene.names[scene.target], float(scene.reading.outputs[scene.target])
        text = f"{n} off: {name} {float(ws.answer.outputs[scene.target]):.0%} → {now:.0%}. "
        text += _score_words(*score) if score else "Held-out score: being counted."
        self.look.paragraph(surface, text, self._score, self.look.theme.text, size=SMALL)

    def _likes(self) -> Sequence[tuple[str, Sequence[Shown]]]:
        ws, (depth, unit) = self.workspace, self._focus()
        likes, scene = ws.networks.wired.likes, self._scene()
        if not likes.seen:
            return [("No drawings seen yet.", [])]
        if depth == len(scene.network.layers) - 1:
            return [self._class_likes(depth, unit)]
        (most, values), (least, lowest) = (
            end(depth, unit) for end in (likes.found.most, likes.found.least)
        )
        far = "" if likes.complete else f" (of {likes.seen:,} so far)"
        if values[0] == lowest[0]:
            return [(f"It is {values[0]:.2f} for every drawing.", [])]
        return [
            (f"highest value, {values[0]:.2f}{far}", self._pictures(most)),
            (f"lowest value, {lowest[0]:.2f}", self._pictures(least)),
        ]

    def _class_likes(self, depth: int, unit: int) -> tuple[str, Sequence[Shown]]:
        ws, name = self.workspace, self._scene().names[unit]
        label = next((label for label in ws.collection.labels if label.name == name), None)
        mean = ws.networks.wired.likes.mean(ws.collection, label.id) if label else None
        most, values = ws.networks.wired.likes.found.most(depth, unit)
        imagined = ws.networks.wired.likes.imagined(unit)
        pictures: list[Shown] = [
            ("mean" if mean is not None else "no drawings", mean),
            (f"top {values[0]:.0%}", self._picture(int(most[0]))),
            ("its idea" if imagined.over else "its idea …", imagined.image),
        ]
        far = (
            ""
            if ws.networks.wired.likes.complete
            else f" (of {ws.networks.wired.likes.seen:,} so far)"
        )
        return f"{name}: mean, surest{far}, the network's idea", pictures

    def _pictures(self, found: Rows) -> Sequence[Shown]:
        return [("", self._picture(row)) for row in found[:SHOWN].tolist()]

    def _picture(self, row: int) -> Array:
        picture: Array = as_inputs(self.workspace.collection.image(row)[None])[0]
        return picture


def _score_words(cut: HeldOut, whole: HeldOut) -> str:
    if not cut.count:
        return "No held-out drawings to score it on."
    now, before = (words(score.right / score.count, score.count) for score in (cut, whole))
    return f"Held-out {now}; with all on {before}."
