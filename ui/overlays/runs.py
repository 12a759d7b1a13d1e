"""All runs: a table to filter and sort, and what can be done with those chosen."""

from collections.abc import Sequence

from pygame import Rect, Surface

from models.errors import ModelError
from models.runs.record import Record, check_name
from ui import commands as c
from ui.layout import columns, row_of, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.screens.runs_table import runs_table
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.widget import Widget

SAYS = "Click a run to see its curves behind this card; with Ctrl one more, to compare the two."
EXPORT_TIP = (
    "Type where to, then Enter. .html: a page to draw on, for any browser. .onnx: for other"
    " programs. .npz: for Inkling"
)
HINT = "classic, relu, score>80, removed"


class AllRuns(Overlay):
    """Filter at the top, the table, and a line of buttons below."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(1000, 640)

    def build(self) -> Sequence[Widget]:
        """Lay out filter, table, name and buttons."""
        u, listed = self.look.u, self.workspace.runs_list
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, says, line, table, name, below, out = rows(
            inner, u(32), u(20), u(32), 0, u(32), u(32), u(32), gap=u(8)
        )
        self._head, self._says = head, says
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        text, empty = columns(line, 0, u(150), gap=u(8))
        called, compare = columns(name, 0, u(150), gap=u(8))
        use, go_on, remove = row_of(below, 3, u(8))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Field(text, lambda: listed.text, c.ShowRuns, hint=HINT,
                  tip="Show only runs with these words, settings or scores"),
            Button(
                empty, self._empty_text, c.EmptyRuns(), visible=lambda: listed.showing_removed,
                enabled=lambda: bool(listed.removed),
                tip="Take the removed runs off the disk; this cannot be undone",
            ),
            runs_table(self.workspace, table, self.look, few=False),
            Field(
                called, lambda: self._one.name if self._one else "",
                lambda name: c.RenameRun(self._one.id, name) if self._one else c.Nothing(),
                check=_name, at_once=False, hint="a name for the run, then Enter",
                enabled=lambda: self._one is not None,
            ),
            Button(
                compare, "Compare", c.CompareRuns(), enabled=lambda: len(listed.chosen) > 1,
                tip="Lay the two chosen last side by side",
            ),
            Button(
                use, "Use its network", lambda: c.UseRun(self._id),
                enabled=lambda: self._has_network,
                tip="Answer with the network of this run from now on",
            ),
            Button(
                go_on, "Go on with it", lambda: c.GoOnWithRun(self._id),
                enabled=lambda: self._one is not None and not self.workspace.trainer.busy,
                tip="Train on from where it stands, as if it had never stopped",
            ),
            Button(
                remove, lambda: "Bring back" if listed.showing_removed else "Remove",
                lambda: c.BringBackRuns() if listed.showing_removed else c.RemoveRuns(),
                enabled=lambda: bool(listed.chosen), tip="Undo brings it back",
            ),
            Field(
                out, "", lambda path: c.ExportRun(self._id, path) if path else c.Nothing(),
                at_once=False, hint="export its network: a path that ends in .html, .onnx or .npz",
                tip=EXPORT_TIP, enabled=lambda: self._has_network,
            ),
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts."""
        look, theme, listed = self.look, self.look.theme, self.workspace.runs_list
        n = len(listed.shown)
        title = "1 run" if n == 1 else f"{n:,} runs"
        look.text(surface, title, self._head.topleft, theme.text, size=LARGE, bold=True)
        says = f"{len(listed.wrong)} cannot be shown: {listed.wrong[0]}" if listed.wrong else SAYS
        color = theme.wrong if listed.wrong else theme.muted
        width = self._says.width
        look.text(surface, says, self._says.topleft, color, size=SMALL, width=width)

    @property
    def _one(self) -> Record | None:
        """The run chosen, None if it is none or several."""
        listed = self.workspace.runs_list
        return listed.record(listed.chosen[0]) if len(listed.chosen) == 1 else None

    @property
    def _id(self) -> str:
        return self._one.id if self._one else ""

    @property
    def _has_network(self) -> bool:
        return self._one is not None and self._one.loss is not None

    def _empty_text(self) -> str:
        return f"Delete {len(self.workspace.runs_list.removed):,} for good"


def _name(text: str) -> str:
    try:
        return check_name(text)
    except ModelError as error:
        raise ValueError(str(error)) from None
