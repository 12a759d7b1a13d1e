"""Collections: each is a file; open another, begin a new one, save this one under another name."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pygame import Rect, Surface
from pygame.event import Event

from data.home import own_collection
from ui import commands as c
from ui.layout import row_of, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget

SAYS = (
    "Classes, drawings, their trash and what can be undone are one file. Type a path and choose"
    " what to do with it, or drop a collection (.db) on the window. Networks stay where they are."
)


class Collections(Overlay):
    """A path and three things to do with it; the files that were open before."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(640, 470)

    def build(self) -> Sequence[Widget]:
        """Lay out field, buttons and list."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(20), -2 * u(16))
        head, says, path, buttons, title, recent = rows(
            inner, u(34), u(66), u(34), u(34), u(20), 0, gap=u(8)
        )
        self._head, self._says, self._title = head, says, title
        open_it, new, save, export = row_of(buttons, 4, u(6))
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        self.field = Field(
            path, lambda: self._text, self._typed, hint="path of a collection, such as cats.db"
        )
        self._text = ""
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            self.field,
            Button(open_it, "Open it", self._with(c.OpenCollection), enabled=self._named),
            Button(
                new, "Begin new", self._with(c.NewCollection), enabled=self._named,
                tip="Without any classes and drawings",
            ),
            Button(
                save, "Save as it", self._with(c.SaveCollectionAs), enabled=self._named,
                tip="A copy of this collection, which is gone on with",
            ),
            Button(
                export, "Export to it", self._with(c.ExportDrawings), enabled=self._named,
                tip="All drawings for other programs: .npz, .csv, …-images-idx3-ubyte, a folder"
                " of pictures",
            ),
            Rows(recent, self._rows),
        ]  # fmt: skip

    def handle(self, event: Event) -> list[c.Command]:
        """Have the path typed at once."""
        if self.panel.focused is None:
            self.panel.set_focus(self.field)
        return super().handle(event)

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts."""
        look, theme = self.look, self.look.theme
        at = self._head.x, self._head.y + look.u(2)
        look.text(surface, "Collections", at, theme.text, size=LARGE, bold=True)
        look.paragraph(surface, SAYS, self._says, theme.muted, size=SMALL)
        width = self._title.width
        text = "Open now, and before"
        look.text(surface, text, self._title.topleft, theme.muted, size=SMALL, width=width)

    def _typed(self, text: str) -> c.Command:
        self._text = text
        return c.Nothing()

    def _named(self) -> bool:
        return bool(self._text.strip())

    def _with(self, command: Callable[[str], c.Command]) -> Callable[[], c.Command]:
        return lambda: command(self._text)

    def _rows(self) -> list[Row]:
        open_now, view = self.workspace.collection_path, self.workspace.view
        own = own_collection(self.workspace.home)
        result = [Row("Your own", str(own.parent), c.OpenCollection(""), open_now == own)]
        for place, text in enumerate(view.recent):
            path = Path(text)
            command = c.OpenCollection(text)
            result.append(
                Row(path.name, str(path.parent), command, path == open_now, ruled=place == 0)
            )
        return result
