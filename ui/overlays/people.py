"""The people: who is drawing now, and how well the network knows the drawings of each."""

from collections.abc import Sequence

from pygame import Rect, Surface

from data.errors import DataError
from data.names import class_name
from models.scores import words
from ui import commands as c
from ui.actions.words import several
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.state.counts import Person
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget

NO_NAME = "no name"
ASKS = (
    "The name here is stored with every drawing that is kept or imported from now on. How well the"
    " network would know somebody it has never seen: Train, “Try many”, “a person left out”."
)


class People(Overlay):
    """A field for the name, and a row for everybody."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(560, 480)

    def build(self) -> Sequence[Widget]:
        """Lay out field, list and buttons."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(20), -2 * u(16))
        head, says, line, title, listed, give = rows(
            inner, u(34), u(76), u(34), u(20), 0, u(32), gap=u(8)
        )
        self._head, self._says, self._title = head, says, title
        name, nobody = columns(line, 0, u(110), gap=u(8))
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Field(
                name, lambda: self.workspace.view.drawer, c.SetDrawer, check=_name,
                at_once=False, hint="who is drawing, then Enter",
            ),
            Button(
                nobody, "No name", c.SetDrawer(""),
                enabled=lambda: bool(self.workspace.view.drawer),
            ),
            Rows(listed, self._rows),
            Button(
                give, self._give_text, c.GiveToDrawer(),
                tip="Say that the drawings chosen in the collection are by whom the field names",
                enabled=lambda: len(self.workspace.selection) > 0,
            ),
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts."""
        look, theme = self.look, self.look.theme
        at = self._head.x, self._head.y + look.u(2)
        look.text(surface, "Who is drawing?", at, theme.text, size=LARGE, bold=True)
        look.paragraph(surface, ASKS, self._says, theme.muted, size=SMALL)
        text = "Drawings, and the network's score on those held out"
        width = self._title.width
        look.text(surface, text, self._title.topleft, theme.muted, size=SMALL, width=width)

    def _give_text(self) -> str:
        who = self.workspace.view.drawer or NO_NAME
        return f"{several(len(self.workspace.selection))} chosen: by {who}"

    def _rows(self) -> list[Row]:
        now = self.workspace.view.drawer
        found = self.workspace.collection.people()
        if now not in [person.name for person in found]:
            found = [*found, Person(now, 0, 0, None)]
        return [
            Row(
                person.name or NO_NAME,
                f"{person.count:,}   {words(person.accuracy, person.held_out)}",
                c.SetDrawer(person.name),
                person.name == now,
            )
            for person in found
        ]


def _name(text: str) -> str:
    try:
        return class_name(text) if text.strip() else ""
    except DataError as error:
        raise ValueError(str(error)) from None
