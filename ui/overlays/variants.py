"""The wall of variants: what a network is taught in place of the drawing on the sheet."""

from collections.abc import Callable, Sequence
from functools import partial

import pygame
from pygame import Rect, Surface

from activation import Array
from models.settings import VARIANTS, Setting, shown
from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.pixels import grey_surface
from ui.state.wall import Wall, wall_of
from ui.widgets.button import Button
from ui.widgets.rows import Row, Rows
from ui.widgets.slider import Slider
from ui.widgets.widget import Widget

TICKS = 100  # of a slider
TRACK = 18  # points, the height a slider needs
CELL = 76  # points, the least side of a variant on the wall
SAYS = "First the drawing, then variants as the network learns from, fresh ones in every epoch."
NOTHING = "Draw something on the sheet, or keep a drawing, to see its variants."
MIRROR = "Mirror (click: auto, yes, no)"


class VariantsWall(Overlay):
    """Sliders at the left, variants with the network's answers at the right."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(1100, 720)

    def build(self) -> Sequence[Widget]:
        """Lay out sliders, mirror list and wall."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        self._head, body = rows(inner, u(44), 0, gap=u(8))
        narrow = inner.width < u(760)
        side, self._wall = columns(body, u(190 if narrow else 250), 0, gap=u(16))
        pitch = min(u(40), side.height * 62 // 100 // len(VARIANTS))
        upper, below = rows(side, pitch * len(VARIANTS), 0, gap=u(8))
        lines = rows(upper, *[pitch] * len(VARIANTS), gap=0)
        self._words, tracks = zip(*map(self._parts, lines), strict=True)
        self._mirror_title, mirror = rows(below, u(20), 0, gap=0)
        close = Rect(inner.right - u(96), inner.y, u(96), u(32))
        self._made: tuple[object, Wall | None] = (None, None)
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            *(
                self._slider(setting, track)
                for setting, track in zip(VARIANTS, tracks, strict=True)
            ),
            Rows(mirror, self._mirror_rows),
        ]

    def _parts(self, line: Rect) -> list[Rect]:
        """Return where the words of a slider stand, and it; beside them on a low line."""
        if line.height < self.look.line_height(SMALL) + self.look.u(TRACK):
            return columns(line, line.width * 6 // 10, 0, gap=self.look.u(8))
        return rows(line, 0, self.look.u(TRACK), gap=0)

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts and the wall."""
        look, theme = self.look, self.look.theme
        look.text(surface, "Variants", self._head.topleft, theme.text, size=LARGE, bold=True)
        says = Rect(self._head)
        says.y += look.line_height(LARGE)
        says.width -= look.u(110)
        look.text(surface, SAYS, says.topleft, theme.muted, size=SMALL, width=says.width)
        for setting, words in zip(VARIANTS, self._words, strict=True):
            value = shown(round(self._amount(setting), 3))
            stands = look.text(
                surface, value, words.topright, theme.muted, size=SMALL, anchor="topright"
            )
            width = stands.x - look.u(4) - words.x
            look.text(surface, setting.title, words.topleft, theme.text, size=SMALL, width=width)
        at = self._mirror_title.topleft
        look.text(surface, MIRROR, at, theme.muted, size=SMALL, width=self._mirror_title.width)
        self._draw_wall(surface)

    def _draw_wall(self, surface: Surface) -> None:
        look, theme, wall = self.look, self.look.theme, self._found()
        if wall is None:
            look.paragraph(surface, NOTHING, self._wall, theme.muted)
            return
        caption, side = look.line_height(SMALL) + look.u(4), look.u(CELL)
        across = max(1, self._wall.width // side)
        down = max(1, self._wall.height // (side + caption))
        side = min(self._wall.width // across, self._wall.height // down - caption)
        names, answers = (
            self.workspace.networks.in_use.model.names,
            wall.outputs.argmax(axis=1).tolist(),
        )
        cells = []
        pictures = [wall.drawing, *wall.variants]
        for picture, answer, outputs in zip(pictures, answers, wall.outputs, strict=True):
            words = f"{names[answer]} {float(outputs[answer]):.0%}"
            cells.append((picture, words, answer == answers[0]))
        for place, (picture, words, usual) in enumerate(cells[: across * down]):
            row, column = divmod(place, across)
            at = self._wall.x + column * side, self._wall.y + row * (side + caption)
            self._draw_cell(surface, Rect(at, (side, side)), picture, words, usual)

    def _draw_cell(
        self, surface: Surface, area: Rect, picture: Array, words: str, usual: bool
    ) -> None:
        look, theme = self.look, self.look.theme
        inner = area.inflate(-look.u(8), -look.u(8))
        surface.blit(pygame.transform.scale(grey_surface(picture, theme), inner.size), inner)
        border = theme.line if usual else theme.wrong
        pygame.draw.rect(surface, border, inner.inflate(2, 2), 1 if usual else look.u(2))
        at = area.centerx, inner.bottom + look.u(3)
        color = theme.muted if usual else theme.wrong
        text = words if usual else f"≠ {words}"
        look.text(surface, text, at, color, size=SMALL, anchor="midtop", width=inner.width)

    def _found(self) -> Wall | None:
        """Return the wall for the drawing and plan as they are; made once for each."""
        workspace = self.workspace
        plan, image = workspace.trainer.plan, workspace.shown_drawing
        key = (
            plan,
            workspace.sheet.version,
            workspace.collection.version,
            workspace.networks.in_use.model,
        )
        if self._made[0] != key or self._made[1] is None:
            wall = None
            if image is not None:
                allowed = partial(workspace.mirror.allowed, centred=plan.centred)
                wall = wall_of(image, plan, workspace.networks.in_use.model, allowed)
            self._made = key, wall
        return self._made[1]

    def _slider(self, setting: Setting, track: Rect) -> Slider:
        trainer = self.workspace.trainer

        def value() -> int:
            return round(self._amount(setting) / setting.most * TICKS)

        def command(ticks: int) -> c.Command:
            return c.ChangePlan(setting.name, ticks / TICKS * setting.most)

        tip = setting.help[0].upper() + setting.help[1:]
        free: Callable[[], bool] = lambda: not trainer.busy  # noqa: E731
        return Slider(track, 0, TICKS, value, command, tip=tip, enabled=free)

    def _amount(self, setting: Setting) -> float:
        return float(getattr(self.workspace.trainer.plan, setting.name))

    def _mirror_rows(self) -> list[Row]:
        labels, centred = self.workspace.collection.labels, self.workspace.trainer.plan.centred
        result = []
        for label in labels:
            said = {None: "auto", True: "yes", False: "no"}[label.mirror]
            if label.mirror is None:
                yes = self.workspace.mirror.allowed(label.name, centred=centred)
                said += ": yes" if yes else ": no"
            after = {None: True, True: False, False: None}[label.mirror]
            result.append(Row(label.name, said, c.AllowMirror(label.id, after)))
        return result
