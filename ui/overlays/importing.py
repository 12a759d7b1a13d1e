"""An import: a path to type or a file to drop, what was found in it, and how it is stored."""

from collections.abc import Sequence

from pygame import Rect, Surface
from pygame.event import Event

from ui import commands as c
from ui.actions.words import several
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.state.importing import NEW, OUT, Import
from ui.widgets.button import Button
from ui.widgets.few_pictures import FewPictures
from ui.widgets.field import Field
from ui.widgets.progress import ProgressBar
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget

ASKS = (
    "Drop a file or a folder on the window, or type its path: a folder that has a folder of"
    " pictures for each class, or a file for programs (.npz, .csv, MNIST's IDX, .npy and .ndjson of"
    " “Quick, Draw!”)."
)


class Importing(Overlay):
    """Path at the top; classes, pictures and what they become below; what to do at the bottom."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(880, 600)

    def build(self) -> Sequence[Widget]:
        """Lay out all of it; what there is nothing for is not there."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, line, body, bottom = rows(inner, u(32), u(34), 0, u(34), gap=u(8))
        self._head = head
        said, parts = rows(body, u(58), 0, gap=u(6))
        self._said, self._body = said, parts
        found, becomes, pictures = columns(parts, u(190), u(170), 0, gap=u(12))
        self._titles = found, becomes, pictures
        found, becomes, pictures = (
            Rect(part.x, part.y + u(22), part.width, part.height - u(22))
            for part in (found, becomes, pictures)
        )
        path, read = columns(line, 0, u(96), gap=u(8))
        swap, skip, _, cancel, store = columns(bottom, u(150), u(170), 0, u(86), u(190), gap=u(8))
        self.field = Field(
            path, lambda: str(self._import.sources[-1]) if self._import.sources else "",
            c.ReadSource, at_once=False, hint="path of a file or folder, then Enter",
            enabled=lambda: not self._import.busy,
        )  # fmt: skip
        return [
            self.field,
            Button(read, "Read it", self._read, enabled=lambda: not self._import.busy),
            Rows(found, self._found_rows),
            Rows(becomes, self._becomes_rows),
            FewPictures(pictures, lambda: self._import.pictures()),
            ProgressBar(
                Rect(said.x, said.y + u(8), said.width, u(34)),
                lambda: self._import.share, self._words, visible=lambda: self._import.busy,
            ),
            Button(
                swap, "Swap ink and paper", c.ChangeImport("swap"), tip="Where they are mixed up",
                visible=lambda: self._preview,
            ),
            Button(
                skip, lambda: f"Leave out {self._import.n_known:,} known",
                lambda: c.ChangeImport("skip_known", not self._import.skip_known),
                tip="Drawings that are here already, to the pixel",
                chosen=lambda: self._import.skip_known,
                visible=lambda: self._preview and self._import.n_known > 0,
            ),
            Button(
                cancel, lambda: "Stop" if self._import.stage == "storing" else "Cancel",
                c.EndImport(),
            ),
            Button(
                store, lambda: f"Import {several(int(self._import.wanted.sum()))}",
                c.StoreImport(), primary=True, visible=lambda: self._preview,
                enabled=lambda: bool(self._import.wanted.any()),
            ),
        ]  # fmt: skip

    def handle(self, event: Event) -> list[c.Command]:
        """Have the path typed at once."""
        if self.panel.focused is None and self._import.stage == "asking":
            self.panel.set_focus(self.field)
        return super().handle(event)

    def draw_card(self, surface: Surface) -> None:
        """Paint titles, what was found and what was left out."""
        look, theme = self.look, self.look.theme
        at = self._head.x, self._head.y + look.u(2)
        look.text(surface, "Import drawings", at, theme.text, size=LARGE, bold=True)
        if self._import.busy:
            return
        if not self._preview:
            below = Rect(self._said)
            if self._import.complaint:
                look.paragraph(surface, self._import.complaint, below, theme.wrong)
                below.y = below.bottom
            look.paragraph(surface, ASKS, below, theme.muted)
            return
        for number, text in enumerate(self._sentences()[:3]):
            y = self._said.y + number * look.line_height(SMALL)
            look.text(
                surface, text, (self._said.x, y), theme.text if number == 0 else theme.muted,
                size=SMALL, width=self._said.width,
            )  # fmt: skip
        name = self._import.found.names[self._import.chosen]
        for area, text in zip(
            self._titles, ("Found", f"{name} becomes", f"Some of {name}"), strict=True
        ):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL, width=area.width)

    @property
    def _import(self) -> Import:
        return self.workspace.importing

    @property
    def _preview(self) -> bool:
        return self._import.stage == "preview"

    def _read(self) -> c.Command:
        found = self.field.submit()
        return found[0] if found else c.Nothing()

    def _sentences(self) -> list[str]:
        found, complaint = self._import.found, self._import.complaint
        names = len(found.names)
        first = f"{several(len(found))} of {names:,} class{'' if names == 1 else 'es'}."
        if found.has_orders:
            first += " The order of their pixels is known."
        refused = " · ".join(found.left_out())
        left = [f"{several(found.n_refused)} will be left out: {refused}"] if refused else []
        return [first, *([complaint] if complaint else []), *left, *found.notes]

    def _words(self) -> tuple[str, str]:
        importing = self._import
        what = "storing" if importing.stage == "storing" else "reading"
        left = importing.left_s
        return f"{what} … {len(importing.found):,} found", f"{left:.0f} s left" if left else ""

    def _found_rows(self) -> list[Row]:
        importing = self._import
        if not self._preview:
            return []
        return [
            Row(name, self._note(place, count), c.ChangeImport("chosen", place),
                place == importing.chosen)
            for place, (name, count) in enumerate(
                zip(importing.found.names, importing.found.counts(), strict=True)
            )
        ]  # fmt: skip

    def _note(self, place: int, count: int) -> str:
        target = self._import.targets[place]
        return f"{count:,}" if target != OUT else "left out"

    def _becomes_rows(self) -> list[Row]:
        importing = self._import
        if not self._preview:
            return []
        target = importing.targets[importing.chosen]
        choices = [("a new class", NEW), ("left out", OUT)]
        choices += [(label.name, label.id) for label in self.workspace.collection.labels]
        return [
            Row(text, "", c.ChangeImport("target", value), value == target, ruled=place == 2)
            for place, (text, value) in enumerate(choices)
        ]
