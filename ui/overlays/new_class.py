"""The question for a new class's name."""

from collections.abc import Sequence

from pygame import Rect, Surface
from pygame.event import Event

from data.errors import DataError
from data.names import class_name
from ui import commands as c
from ui.actions.classes import check_new
from ui.layout import columns
from ui.look import LARGE
from ui.overlays.overlay import Overlay
from ui.refused import Refused
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.widget import Widget

NOTHING = (
    "Adds a class “none of these” with noise, scraps and scribbles as its drawings, so that"
    " the network can learn to say no"
)


class NewClass(Overlay):
    """Asks for the name of a class."""

    def wanted_card(self) -> Rect:
        """Return a small card."""
        return Rect(0, 0, self.look.u(420), self.look.u(210))

    def build(self) -> Sequence[Widget]:
        """Return field and buttons; the field has the focus."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(24), -2 * u(20))
        self._inner = inner
        field = Rect(inner.x, inner.y + u(66), inner.width, u(36))
        nothing, _, cancel, add = columns(
            Rect(inner.x, inner.bottom - u(36), inner.width, u(36)),
            u(136), 0, u(84), u(110), gap=u(8),
        )  # fmt: skip
        self.field = Field(
            field, "", c.AddClass, check=self._name, hint="its name, such as star", at_once=False
        )
        return [
            self.field,
            Button(nothing, "None of these", c.AddNothing(), tip=NOTHING),
            Button(cancel, "Cancel", c.open_overlay("")),
            Button(add, "Add class", self._add, primary=True),
        ]

    def handle(self, event: Event) -> list[c.Command]:
        """Keep the focus in the field until a button has it."""
        if self.panel.focused is None:
            self.panel.set_focus(self.field)
        return super().handle(event)

    def draw_card(self, surface: Surface) -> None:
        """Paint the question."""
        look, inner = self.look, self._inner
        look.text(surface, "New class", inner.topleft, look.theme.text, size=LARGE, bold=True)
        area = Rect(inner.x, inner.y + look.line_height(LARGE) + look.u(2), inner.width, 0)
        text = "What will its drawings show?"
        look.paragraph(surface, text, area, look.theme.muted)

    def _add(self) -> c.Command:
        found = self.field.submit()
        return found[0] if found else c.Nothing()

    def _name(self, text: str) -> str:
        try:
            name = class_name(text)
            check_new(name, [label.name for label in self.workspace.collection.labels])
        except (DataError, Refused) as error:
            raise ValueError(str(error)) from None
        return name
