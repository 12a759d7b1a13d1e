"""Saving a picture: of what, and how large."""

from collections.abc import Sequence

from pygame import Rect, Surface

from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.pictures import SIZES
from ui.state.view import PICTURE_SCALES
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.widget import Widget


class Pictures(Overlay):
    """Two choices and a button."""

    def wanted_card(self) -> Rect:
        """Return a small card."""
        return self.at_most(460, 190)

    def build(self) -> Sequence[Widget]:
        """Lay out the choices."""
        u, ws = self.look.u, self.workspace
        inner = self.card.inflate(-2 * u(20), -2 * u(16))
        head, titles, line, self._says, below = rows(
            inner, u(34), u(18), u(34), u(20), u(34), gap=u(5)
        )
        self._head, self._titles = head, columns(titles, 0, u(150), gap=u(8))
        what, scale = columns(line, 0, u(150), gap=u(8))
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Choice(
                what, list(SIZES), lambda: ws.view.picture,
                lambda word: c.ChangePicture("picture", word), tip="What it shows",
            ),
            Choice(
                scale, [str(n) for n in PICTURE_SCALES], lambda: str(ws.view.picture_scale),
                lambda word: c.ChangePicture("picture_scale", int(word)), tip="How large it is",
            ),
            Button(below, "Save the picture", c.SavePicture(), primary=True),
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts."""
        look, theme, view = self.look, self.look.theme, self.workspace.view
        at = self._head.x, self._head.y + look.u(2)
        look.text(surface, "Picture", at, theme.text, size=LARGE, bold=True)
        for text, area in zip(("of", "times as large"), self._titles, strict=True):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL)
        width, height = (points * view.picture_scale for points in SIZES[view.picture])
        text = f"{width:,} x {height:,} pixels, as PNG, in “pictures” of the home folder"
        width = self._says.width
        look.text(surface, text, self._says.topleft, theme.muted, size=SMALL, width=width)
