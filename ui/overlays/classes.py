"""The classes: their names, order and keys; to rename, move, merge and remove."""

from collections.abc import Sequence

from pygame import Rect, Surface

from data.drawings import Label
from data.errors import DataError
from data.names import class_name
from ui import commands as c
from ui.actions.classes import check_new
from ui.actions.words import several
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.refused import Refused
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.rows import Row, Rows
from ui.widgets.widget import Widget


class Classes(Overlay):
    """The list at the left, what can be done with the class chosen in it at the right."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(700, 520)

    def build(self) -> Sequence[Widget]:
        """Lay out list, name, order, merging and removing."""
        u = self.look.u
        inner = self.card.inflate(-2 * u(20), -2 * u(16))
        head, body = rows(inner, u(36), 0, gap=u(8))
        left, right = columns(body, body.width * 2 // 5, 0, gap=u(18))
        self._head, self._right = head, right
        listed, new = rows(left, 0, u(32), gap=u(8))
        name_title, name, order, merge_title, merge, remove = rows(
            right, u(20), u(34), u(32), u(20), 0, u(32), gap=u(8)
        )
        self._titles = name_title, merge_title
        up, down = columns(order, order.width // 2 - u(4), 0, gap=u(8))
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Rows(listed, self._rows),
            Button(new, "New class", c.open_overlay("new-class")),
            Field(
                name, lambda: self._chosen.name if self._chosen else "", self._rename,
                check=self._name, at_once=False, hint="its name, then Enter",
                enabled=lambda: self._chosen is not None,
            ),
            Button(up, "Up", lambda: self._move(-1), enabled=lambda: self._can_move(-1)),
            Button(down, "Down", lambda: self._move(1), enabled=lambda: self._can_move(1)),
            Rows(merge, self._others),
            Button(
                remove, self._remove_text,
                lambda: c.RemoveClass(self._chosen.id) if self._chosen else c.Nothing(),
                tip="Its drawings go to the trash together; undo brings everything back",
                enabled=lambda: self._chosen is not None,
            ),
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the titles."""
        look, theme = self.look, self.look.theme
        at = self._head.x, self._head.y + look.u(4)
        look.text(surface, "Classes", at, theme.text, size=LARGE, bold=True)
        texts = ("Name", "Merge all its drawings (can be undone)")
        for area, text in zip(self._titles, texts, strict=True):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL, width=area.width)

    @property
    def _chosen(self) -> Label | None:
        chosen = self.workspace.view.label_id
        return next((each for each in self._labels if each.id == chosen), None)

    @property
    def _labels(self) -> list[Label]:
        return self.workspace.collection.labels

    def _rows(self) -> list[Row]:
        collection, chosen = self.workspace.collection, self._chosen
        return [
            Row(
                f"{place}  {label.name}" if place <= 9 else label.name,
                f"{collection.count(label.id):,}",
                c.ChangeView("label_id", label.id),
                label == chosen,
            )
            for place, label in enumerate(self._labels, start=1)
        ]

    def _others(self) -> list[Row]:
        chosen = self._chosen
        if chosen is None:
            return []
        return [
            Row(f"into {each.name}", "", c.MergeClasses(chosen.id, each.id))
            for each in self._labels
            if each.id != chosen.id
        ]

    def _remove_text(self) -> str:
        chosen = self._chosen
        n = self.workspace.collection.count(chosen.id) if chosen else 0
        return f"Remove it, and trash its {several(n)}" if n else "Remove it"

    def _move(self, by: int) -> c.Command:
        return c.MoveClass(self._chosen.id, by) if self._chosen else c.Nothing()

    def _can_move(self, by: int) -> bool:
        chosen = self._chosen
        return chosen is not None and 0 <= self._labels.index(chosen) + by < len(self._labels)

    def _rename(self, name: str) -> c.Command:
        return c.RenameClass(self._chosen.id, name) if self._chosen else c.Nothing()

    def _name(self, text: str) -> str:
        try:
            name = class_name(text)
            check_new(name, [each.name for each in self._labels if each != self._chosen])
        except (DataError, Refused) as error:
            raise ValueError(str(error)) from None
        return name
