"""The drawing in question, large, with what is known of it and what can be done with it."""

import datetime

from pygame import Rect, Surface

from activation import Array
from data.brush import Cell
from data.drawing import SIDE, Bits
from ui import commands as c
from ui.layout import rows, sheet_in
from ui.look import LARGE, SMALL, Look
from ui.state.guesses import UNKNOWN
from ui.widgets.button import Button
from ui.widgets.picture import Picture
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget
from ui.workspace import Workspace


class DrawingCard:
    """The drawing under the cursor, or what is common to all that are chosen."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look, *, slim: bool) -> None:
        """Lay it out inside ``area``."""
        self.workspace, self.look = workspace, look
        u = look.u
        picture, self._words, relabel, buttons = rows(
            area, u(112 if slim else 224), u(84), 0, u(70), gap=u(6)
        )
        self._relabel_title = relabel
        upper, lower = rows(buttons, u(32), u(32), gap=u(6))
        below = Rect(relabel.x, relabel.y + u(22), relabel.width, relabel.height - u(22))
        self._relabel = Rows(below, self._relabel_rows)
        self.widgets: list[Widget] = [
            self._relabel,
            Picture(sheet_in(picture), self._image, self._tint, self._pixel_tip),
            Button(
                upper, "Open on sheet", c.OpenOnSheet(), key="" if slim else "Enter",
                enabled=lambda: self._row() is not None,
            ),
            Button(
                lower, lambda: "Bring back" if self._in_trash() else "To the trash",
                lambda: c.RestoreChosen() if self._in_trash() else c.TrashChosen(),
                key=lambda: "" if slim or self._in_trash() else "Delete",
                enabled=lambda: workspace.selection.any,
            ),
        ]  # fmt: skip

    def draw(self, surface: Surface) -> None:
        """Paint what is known of the drawing."""
        look, theme, row = self.look, self.look.theme, self._row()
        chosen = len(self.workspace.selection)
        if row is None:
            text = "Choose a drawing to see it here."
            look.paragraph(surface, text, self._words, theme.muted)
            return
        y = self._words.y
        title = f"{chosen:,} drawings chosen" if chosen > 1 else self._label_name(row)
        look.text(
            surface, title, (self._words.x, y), theme.text,
            size=LARGE, bold=True, width=self._words.width,
        )  # fmt: skip
        y += look.line_height(LARGE)
        for text, wrong in self._facts(row) if chosen == 1 else []:
            color = theme.wrong if wrong else theme.muted
            look.text(surface, text, (self._words.x, y), color, size=SMALL, width=self._words.width)
            y += look.line_height(SMALL)
        title = "Give it the class" if chosen == 1 else "Give them the class"
        at = self._relabel_title.x, self._relabel_title.y
        look.text(surface, title, at, theme.muted, size=SMALL)

    def _image(self) -> Bits | None:
        row = self._row()
        return None if row is None else self.workspace.collection.image(row)

    @property
    def _target(self) -> int:
        """The output that the what-if map is about: the class pointed at, else the best."""
        names, pointed = self.workspace.networks.in_use.model.names, self._relabel.pointed
        if pointed in names:
            return names.index(pointed)
        row = self._row()
        guess = UNKNOWN if row is None else int(self.workspace.collection.guesses.answers[row])
        return max(guess, 0)

    def _tint(self) -> Array | None:
        """Return the what-if map of the drawing in question, if it is to be seen."""
        row = self._row()
        if row is None or not self.workspace.view.what_if:
            return None
        collection = self.workspace.collection
        key = "stored", int(collection.drawings.ids[row])
        changes = self.workspace.networks.in_use.what_if.changes(collection.image(row), key)
        return None if changes is None else changes[:, self._target]

    def _pixel_tip(self, cell: Cell) -> str:
        tint = self._tint()
        if tint is None:
            return "W shows what flipping each pixel would do"
        name = self.workspace.networks.in_use.model.names[self._target]
        return f"{name} {tint[cell[0] * SIDE + cell[1]]:+.1%} if this pixel were flipped"

    def _facts(self, row: int) -> list[tuple[str, bool]]:
        collection = self.workspace.collection
        drawings, guess = collection.drawings, collection.guesses.answers[row]
        facts = []
        if self.workspace.view.what_if:
            name = self.workspace.networks.in_use.model.names[self._target]
            facts.append((f"flipped, orange + blue −: {name}", False))
        if guess != UNKNOWN:
            name = self.workspace.networks.in_use.model.names[guess]
            wrong = collection.is_wrong(row)
            facts.append((f"network: {name}" + (" – wrong" if wrong else ""), wrong))
        better = self._better(row)
        if better:
            facts.append((f"going by all others: {better}", True))
        who = collection.drawers.get(int(drawings.drawers[row]), "")
        held = "held out, never trained on" if drawings.held_out[row] else "for training"
        facts.append((held, False))
        when = datetime.datetime.fromtimestamp(float(drawings.created_s[row]))
        origin = "came with Inkling" if drawings.starter[row] else f"{when:%Y-%m-%d %H:%M}"
        facts.append((f"{origin}, by {who}" if who else origin, False))
        return facts

    def _better(self, row: int) -> str:
        """Return the class that would fit a suspect better, while suspects are asked about."""
        collection = self.workspace.collection
        if collection.filter.question != "suspect":
            return ""
        wanted = collection.better.get(int(collection.drawings.ids[row]))
        if wanted == int(collection.drawings.label_ids[row]):  # it was given that since
            return ""
        return next((label.name for label in collection.labels if label.id == wanted), "")

    def _row(self) -> int | None:
        selection = self.workspace.selection
        return selection.row if len(selection) else None

    def _in_trash(self) -> bool:
        return self.workspace.collection.filter.trash

    def _label_name(self, row: int) -> str:
        collection = self.workspace.collection
        return collection.label(int(collection.drawings.label_ids[row])).name

    def _relabel_rows(self) -> list[Row]:
        if self._row() is None:
            return []
        labels = self.workspace.collection.labels
        return [
            Row(label.name, str(i + 1) if i < 9 else "", c.RelabelChosen(label.id))
            for i, label in enumerate(labels)
        ]
