"""The one question before something is lost: whether to empty the trash."""

from collections.abc import Sequence

from pygame import Rect, Surface

from ui import commands as c
from ui.actions.words import several
from ui.layout import columns
from ui.look import LARGE
from ui.overlays.overlay import Overlay
from ui.widgets.button import Button
from ui.widgets.widget import Widget


class EmptyTrash(Overlay):
    """Asks; Escape and a click beside it mean no."""

    def wanted_card(self) -> Rect:
        """Return a small card."""
        return self.at_most(440, 200)

    def build(self) -> Sequence[Widget]:
        """Return the two answers."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(24), -2 * u(20))
        self._inner = inner
        line = Rect(inner.x, inner.bottom - u(36), inner.width, u(36))
        _, keep, empty = columns(line, 0, u(120), u(140), gap=u(8))
        return [
            Button(keep, "Leave it", c.open_overlay(""), key="Esc", primary=True),
            Button(empty, "Delete for ever", c.EmptyTrash()),
        ]

    def draw_card(self, surface: Surface) -> None:
        """Paint the question."""
        look, inner, n = self.look, self._inner, self.workspace.collection.count_only("trash")
        title = f"Delete {several(n)} for ever?"
        look.text(
            surface, title, inner.topleft, look.theme.text,
            size=LARGE, bold=True, width=inner.width,
        )  # fmt: skip
        area = Rect(inner.x, inner.y + look.line_height(LARGE) + look.u(6), inner.width, 0)
        text = "Nothing that was done until now can be undone any more, here or elsewhere."
        look.paragraph(surface, text, area, look.theme.muted)
