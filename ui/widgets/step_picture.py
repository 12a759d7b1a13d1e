"""A picture of one step: slopes in the neurons, nudges on the connections."""

from collections.abc import Callable, Sequence

import numpy as np
import pygame
from pygame import Rect, Surface

from activation import Array
from layer import Layer
from models.attribution.one_step import OneStep
from models.attribution.units import drawn_depths
from ui.look import SMALL, Look
from ui.pixels import grey_surface, signed_surface
from ui.state.backward import Kind
from ui.widgets.widget import Widget
from ui.widgets.wiring_places import layer_name

MOST = 20  # units of a layer; of larger ones those with the steepest slopes
LINES = 80  # between two layers, the largest nudges
NAMES = 96  # points, for the names of the classes
HEADER = 26  # points
RADIUS = 12  # points


class StepPicture(Widget):
    """Columns of neurons from the drawing at the left to the classes at the right."""

    def __init__(
        self,
        area: Rect,
        step: Callable[[], OneStep],
        at: Callable[[], tuple[Kind, int, int]],
        names: Callable[[], Sequence[str]],
    ) -> None:
        """Show a step of back-propagation.

        Args:
            area: In window pixels.
            step: All its numbers.
            at: Kind and depth of the step, and its place.
            names: The classes.
        """
        super().__init__(area)
        self._step, self._at, self._names = step, at, names

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint what has been come to so far; what comes next is empty."""
        step, (kind, depth, _) = self._step(), self._at()
        depths = drawn_depths(step.network)
        places = {d: self._column(look, step, d, i, len(depths)) for i, d in enumerate(depths)}
        for below, above in zip(depths, depths[1:], strict=False):
            if _reached("nudges", above, kind, depth):
                self._draw_nudges(surface, look, step, places[below], places[above], above)
        if _reached("nudges", depths[0], kind, depth):
            self._draw_pixel_nudges(surface, look, step, depths[0])
        else:
            self._draw_drawing(surface, look, step)
        for d in depths:
            known = _reached("slopes", d, kind, depth)
            self._draw_units(surface, look, step, d, places[d], known=known)
        y = self.area.bottom - 2 * look.line_height(SMALL)
        for color, words in ((look.theme.up, "is to rise"), (look.theme.down, "is to fall")):
            surface.fill(color, Rect(self.area.x, y + look.u(5), look.u(12), look.u(8)))
            at = self.area.x + look.u(17), y
            look.text(surface, words, at, look.theme.muted, size=SMALL)
            y += look.line_height(SMALL)

    def _column(
        self, look: Look, step: OneStep, depth: int, i: int, n: int
    ) -> dict[int, tuple[int, int]]:
        """Return where the units of a layer are drawn, by their place in it."""
        values, x = step.slopes[depth], self._xs(look, n)[i]
        chosen = np.sort(np.argsort(-np.abs(values), kind="stable")[:MOST])
        top = self.area.y + look.u(HEADER)
        pitch = (self.area.bottom - top) / len(chosen)
        return {
            unit: (x, round(top + pitch * (order + 0.5)))
            for order, unit in enumerate(chosen.tolist())
        }

    def _xs(self, look: Look, n: int) -> list[int]:
        """Return where n columns are."""
        left = self.area.x + self._side(look) + look.u(24)
        right = self.area.right - look.u(NAMES)
        return [right if n == 1 else left + (right - left) * i // (n - 1) for i in range(n)]

    def _side(self, look: Look) -> int:
        return min(look.u(140), self.area.width // 4)

    def _draw_units(
        self, surface: Surface, look: Look, step: OneStep, depth: int,
        places: dict[int, tuple[int, int]], *, known: bool,
    ) -> None:  # fmt: skip
        theme, slopes = look.theme, step.slopes[depth]
        most = float(np.abs(slopes).max()) or 1.0
        last = depth == len(step.network.layers) - 1
        gap = min((b[1] - a[1] for a, b in zip(list(places.values()), list(places.values())[1:],
                                               strict=False)), default=look.u(60))  # fmt: skip
        radius = max(2, min(look.u(RADIUS), gap * 42 // 100))
        for unit, at in places.items():
            share = float(slopes[unit]) / most if known and np.isfinite(most) else 0.0
            # Uphill is worse: a slope above zero says that the neuron should come down.
            color = theme.raised.lerp(theme.down if share > 0 else theme.up, min(abs(share), 1.0))
            pygame.draw.aacircle(surface, color, at, radius)
            pygame.draw.aacircle(surface, theme.muted, at, radius, max(1, look.u(1)))
            if last:
                x = at[0] + radius + look.u(6)
                wanted = step.targets[unit] > 0
                text = f"{self._names()[unit]} {step.stages[-1][unit]:.0%}"
                look.text(
                    surface, text, (x, at[1]), theme.text if wanted else theme.muted,
                    size=SMALL, bold=bool(wanted), anchor="midleft", width=self.area.right - x,
                )  # fmt: skip
        x = next(iter(places.values()))[0]
        count = len(slopes)
        name = layer_name(step.network, depth)
        words = name if count <= MOST else f"{name}, top {MOST}"
        at = x, self.area.y + look.u(8)
        xs = self._xs(look, len(drawn_depths(step.network)))
        room = min((b - a for a, b in zip(xs, xs[1:], strict=False)), default=look.u(NAMES))
        if look.width(words, SMALL) + look.u(8) < room:
            look.text(surface, words, at, theme.muted, size=SMALL, anchor="center")

    def _draw_nudges(
        self, surface: Surface, look: Look, step: OneStep,
        below: dict[int, tuple[int, int]], above: dict[int, tuple[int, int]], depth: int,
    ) -> None:  # fmt: skip
        two = step.network.layers[depth - 1 : depth + 1]
        if not all(isinstance(layer, Layer) for layer in two):
            return  # maps, or a pooling between: no line leads from one unit to another
        weights = step.nudges(depth)[0]
        found = [
            (float(weights[i, j]), start, end)
            for i, start in below.items()
            for j, end in above.items()
        ]
        self._draw_lines(surface, look, found)

    def _draw_lines(
        self, surface: Surface, look: Look,
        found: list[tuple[float, tuple[int, int], tuple[int, int]]],
    ) -> None:  # fmt: skip
        found = sorted(found, key=lambda line: abs(line[0]))[-LINES:]
        most = max((abs(value) for value, _, _ in found), default=0.0) or 1.0
        for value, start, end in found:
            share = value / most if np.isfinite(value) else 0.0
            color = look.theme.up if share > 0 else look.theme.down
            faded = look.theme.panel.lerp(color, min(0.1 + 0.9 * abs(share), 1.0))
            pygame.draw.aaline(surface, faded, start, end, max(1, round(look.u(3) * abs(share))))

    def _draw_drawing(self, surface: Surface, look: Look, step: OneStep) -> None:
        self._draw_square(surface, look, grey_surface(step.stages[0], look.theme), "the drawing")

    def _draw_pixel_nudges(self, surface: Surface, look: Look, step: OneStep, depth: int) -> None:
        """Paint the nudges of the unit that is moved most, as a picture."""
        weights: Array = step.nudges(depth)[0]
        unit = int(np.abs(weights).sum(axis=0).argmax())
        image = signed_surface(weights[:, unit], look.theme.panel, look.theme)
        kind = "neuron" if isinstance(step.network.layers[depth], Layer) else "filter"
        self._draw_square(surface, look, image, f"nudges of {kind} {unit + 1}")

    def _draw_square(self, surface: Surface, look: Look, image: Surface, words: str) -> None:
        side = self._side(look)
        area = Rect(self.area.x, self.area.centery - side // 2, side, side)
        surface.blit(pygame.transform.scale(image, area.size), area)
        pygame.draw.rect(surface, look.theme.line, area, 1)
        at = area.x, area.bottom + look.u(4)
        look.text(surface, words, at, look.theme.muted, size=SMALL, width=side + look.u(20))


def _reached(what: Kind, at: int, kind: Kind, depth: int) -> bool:
    """Return whether it has come to the slopes, or nudges, of layer ``at``."""
    if kind in ("forward", "after"):
        return kind == "after"
    return depth < at or (depth == at and (what == "slopes" or kind == "nudges"))
