"""The network screen: the drawing on the sheet on its way through the network."""

from collections.abc import Sequence

from pygame import Rect, Surface

from ui import commands as c
from ui.layout import network_layout
from ui.look import SMALL
from ui.screens.screen import Screen
from ui.widgets.neuron_sum import NeuronSum
from ui.widgets.paper import Paper
from ui.widgets.slider import Slider
from ui.widgets.widget import Widget
from ui.widgets.wiring import Neuron, Scene, Wiring

MOST_LINES = 40  # per neuron; more hide one another


class NetworkScreen(Screen):
    """Draw here too, and see every neuron follow."""

    def build(self) -> Sequence[Widget]:
        """Lay out sheet, wiring and sum."""
        u = self.look.u
        places = network_layout(self.area, u, slim=self.slim)
        self._places = places
        paper = Paper(
            places.sheet,
            lambda: self.workspace.sheet.pixels,
            brush=lambda: self.view.brush,
            ink=lambda: self.view.ink,
            grid=lambda: self.view.grid,
        )
        self._wiring = Wiring(places.wiring, self._scene, lambda: self.view.focus)
        height = u(24)
        self._legend = Rect(places.below.x, places.below.y, places.below.width, u(20))
        self._slider = Rect(places.below.x, self._legend.bottom + u(20), places.below.width, height)
        slider = Slider(
            self._slider, 0, MOST_LINES,
            lambda: self.view.strongest, lambda n: c.ChangeView("strongest", n),
            tip="How many of the strongest pixels of each neuron get a line",
        )  # fmt: skip
        return [paper, slider, NeuronSum(places.sum, self._scene, self._focus), self._wiring]

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards, the legend and the slider's title."""
        places, look, theme = self._places, self.look, self.look.theme
        self.card(surface, places.wiring)
        self.card(surface, places.sum)
        x, y = self._legend.topleft
        for color, sign, words in ((theme.up, "+", "pushes up"), (theme.down, "−", "pushes down")):
            surface.fill(color, Rect(x, y + look.u(7), look.u(14), look.u(4)))
            text = f"{sign} {words}" if not self.slim else f"{sign} {words.split()[1]}"
            place = look.text(surface, text, (x + look.u(19), y), theme.muted, size=SMALL)
            x = place.right + look.u(12)
        n = self.workspace.view.strongest
        title = f"lines per neuron: {n}" if self.slim else f"strongest pixels per neuron: {n}"
        at = self._slider.x, self._slider.y - look.u(18)
        look.text(surface, title, at, theme.muted, size=SMALL, width=self._slider.width)
        if not self.slim:
            self._draw_help(surface)

    def _draw_help(self, surface: Surface) -> None:
        area = Rect(self._slider.x, self._slider.bottom + self.look.u(10), self._slider.width, 0)
        text = (
            "Draw on the sheet, or go through your drawings with the left and right arrow keys."
            " Point at a neuron for its lines and its sum; click it to hold on to it."
        )
        lines = len(self.look.wrapped(text, area.width, SMALL))
        if area.y + lines * self.look.line_height(SMALL) <= self._places.below.bottom:
            self.look.paragraph(surface, text, area, self.look.theme.muted, size=SMALL)

    def _scene(self) -> Scene:
        ws, answer = self.workspace, self.workspace.answer
        return Scene(
            ws.model.network, answer.reading, answer.names, answer.best, ws.view.strongest,
            self._places.sheet,
        )  # fmt: skip

    def _focus(self) -> Neuron:
        """Return the neuron whose sum is shown: the one in focus, else the best output."""
        last = len(self.workspace.model.network.layers) - 1
        return self._wiring.in_focus or (last, self.workspace.answer.best)
