"""The network screen: the drawing on the sheet on its way through the network."""

from collections.abc import Callable, Sequence

from pygame import Rect, Surface

from models.attribution.units import drawn_depths
from ui import commands as c
from ui.layout import columns, network_layout
from ui.look import SMALL, Look
from ui.screens.screen import Screen
from ui.screens.sum_card import SumCard
from ui.state.view import MOST_LINES, NeuronsShow
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.paper import Paper
from ui.widgets.seen import Seen
from ui.widgets.slider import Slider
from ui.widgets.widget import Widget
from ui.widgets.wiring import Wiring
from ui.widgets.wiring_places import Neuron, Scene

HELP = (
    "Draw here too, or go through your drawings with the arrow keys."
    " Point at a neuron for its lines and its sum; click it to hold on to it."
)
SHOWS: dict[str, NeuronsShow] = {
    "values": "value",
    "if off": "switched off",
    "shares": "share",
}
SHOW_TIP = (
    "What the neurons show: their value; what the output in focus, or the best, would lose if the"
    " neuron were switched off; or its share in the difference from the empty sheet. The shares"
    " of a layer add up to that difference, with those that are not drawn."
)
BACKPROP = "How the network would learn from this drawing, step by step (L): nothing is changed"
FOLLOWING = "This is the network in training, as it learns. Press F for the one in use."
MOMENT = "This is the network as it was then. The slider goes on; Escape is back to the one in use."
SEEN = "What the network sees: the drawing moved to the middle and made large."


class Painted(Widget):
    """Something painted over the lines of the wiring."""

    def __init__(self, area: Rect, paint: Callable[[Surface], None]) -> None:
        """Paint by ``paint``."""
        super().__init__(area)
        self._paint = paint

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint."""
        self._paint(surface)


class NetworkScreen(Screen):
    """Draw here too, and see every neuron follow."""

    @property
    def time_bar_area(self) -> Rect:
        """The column of the sheet: at the right it would hide outputs and buttons."""
        left = self._places.legend
        return Rect(left.x, self.area.y, max(left.width, self.look.u(290)), self.area.height)

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
        self._wiring = Wiring(self.inside(places.wiring), self._scene)
        legend = self.inside(places.legend)
        self._slider = Rect(legend.x, legend.bottom - u(22), legend.width, u(22))
        slider = Slider(
            self._slider, 0, MOST_LINES,
            lambda: self.view.strongest, lambda n: c.ChangeView("strongest", n),
            tip="How many of the strongest pixels of each neuron get a line",
        )  # fmt: skip
        self._sum = SumCard(
            self.workspace, self.inside(places.sum), self.look, self._scene, self._focus
        )
        line = Rect(legend.x, legend.y + u(20), legend.width, u(28))
        choice, step = columns(line, 0, u(72), gap=u(4))
        show = Choice(
            choice, tuple(SHOWS),
            lambda: next(k for k, v in SHOWS.items() if v == self.view.neurons),
            lambda word: c.ChangeView("neurons", SHOWS[word]),
            tip=SHOW_TIP,
        )  # fmt: skip
        legend_over = Painted(places.legend, self._draw_legend)
        seen = Seen(places.seen, lambda: self.workspace.answer.seen)
        teach = Button(step, "Backprop", c.open_overlay("backward"), tip=BACKPROP)
        return [paper, self._wiring, legend_over, show, teach, slider, *self._sum.widgets, seen]

    def draw_ground(self, surface: Surface) -> None:
        """Paint the cards."""
        self.card(surface, self._places.wiring)
        self.card(surface, self._places.sum)
        self._sum.draw(surface)

    def _draw_legend(self, surface: Surface) -> None:
        """Paint what lies above the lines: legend, slider's title, help."""
        look, theme = self.look, self.look.theme
        self.card(surface, self._places.legend)
        x, y = self.inside(self._places.legend).topleft
        narrow = self._places.legend.width < look.u(240)
        for color, sign, words in ((theme.up, "+", "pushes up"), (theme.down, "−", "pushes down")):
            surface.fill(color, Rect(x, y + look.u(7), look.u(14), look.u(4)))
            text = f"{sign} {words.split()[1]}" if narrow else f"{sign} {words}"
            place = look.text(surface, text, (x + look.u(19), y), theme.muted, size=SMALL)
            x = place.right + look.u(12)
        n = self.view.strongest
        title = f"lines per neuron: {n}" if narrow else f"strongest pixels per neuron: {n}"
        at = self._slider.x, self._slider.y - look.u(16)
        look.text(surface, title, at, theme.muted, size=SMALL, width=self._slider.width)
        if self._places.help.height:
            self.card(surface, self._places.help)
            area = self.inside(self._places.help)
            if self.workspace.answer.seen is not None:
                left = self._places.seen.right + look.u(10)
                area = Rect(left, area.y, area.right - left, area.height)
            look.paragraph(surface, self._help(), area, theme.muted, size=SMALL)

    def _help(self) -> str:
        """Return what the numbers in the neurons are, or how to begin."""
        scene, show = self._scene(), self.view.neurons
        name, output = scene.names[scene.target], float(scene.reading.outputs[scene.target])
        if show != "value" and len(drawn_depths(scene.network)) < 2:
            return "This network has no hidden neurons."
        if show != "value" and scene.influence is None:
            return "Being worked out."
        if show == "switched off":
            return (
                f"In each neuron: how many points {name} would lose if only that one were off."
                " Others can stand in, so these do not add up."
            )
        if show == "share" and scene.influence:
            whole = sum(map(float, next(iter(scene.influence.shares.values()), ())))
            return (
                f"Empty sheet: {name} {output - whole:.0%}; this drawing: {output:.0%}. Each column"
                f" divides these {100 * whole:+.0f} points. What holds back less than on the empty"
                " sheet counts +; the list at the right does not compare."
            )
        if self.workspace.playback.answers is not None:
            return MOMENT
        if self.workspace.networks.following:
            return FOLLOWING
        return SEEN if self.workspace.answer.seen is not None else HELP

    def _scene(self) -> Scene:
        ws, wired = self.workspace, self.workspace.networks.wired
        answer = wired.to(ws.sheet.pixels, ws.sheet.version)
        last, pinned = len(wired.model.network.layers) - 1, ws.view.focus
        target = pinned[1] if pinned and pinned[0] == last else answer.best
        influence = None
        if ws.view.neurons != "value" or pinned:
            influence = wired.influences.of(
                ws.sheet.pixels, answer.reading, ws.sheet.version, target
            )
        return Scene(
            wired.model.network, answer.reading, answer.names, answer.best, ws.view.strongest,
            self._places.sheet if answer.seen is None else self._places.seen, pinned,
            target, ws.view.neurons, influence, ws.networks.cut.off,
        )  # fmt: skip

    def _focus(self) -> Neuron:
        """Return the neuron whose sum is shown: the one in focus, else the best output."""
        scene = self._scene()
        return self._wiring.in_focus or (len(scene.network.layers) - 1, scene.best)
