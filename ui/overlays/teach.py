"""Teach this drawing: a few steps, then before and after side by side; accept or take back."""

from collections.abc import Sequence

import numpy as np
import pygame
from pygame import Rect, Surface

from data.drawing import PACKED_BYTES, PIXELS, Bytes
from layer import Weighted
from models.scores import FEWEST, few_words
from ui import commands as c
from ui.actions.teaching import wanted
from ui.layout import columns, row_of, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.pixels import drawing_surface, signed_surface
from ui.state.teacher import STEPS
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.few_pictures import FewPictures
from ui.widgets.pair_bars import Pair, PairBars
from ui.widgets.widget import Widget

SAYS = (
    "Steps on this one drawing, in variants, at once. Stored drawings of all classes are mixed in,"
    " so that little is forgotten. Nothing is in use until you accept it."
)
UNMIXED = (
    "Steps on drawings of this class alone, in variants, at once. Others will be forgotten. Nothing"
    " is in use until you accept it."
)
HARM = 0.02  # of held-out score; what loses more is not what most people want
FIRST = "Choose what it is, and teach."
MOST_MOVED = 6  # neurons whose weights are shown
MOST_SEEN = 24  # drawings that are answered otherwise


class Teach(Overlay):
    """What is taught at the top; outputs at the left, what else has changed at the right."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(960, 640)

    def build(self) -> Sequence[Widget]:
        """Lay out choices, outputs, weights, drawings and buttons."""
        u, teacher = self.look.u, self.workspace.teacher
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, says, titles, line, body, score, below = rows(
            inner, u(32), u(38), u(18), u(34), 0, u(24), u(34), gap=u(6)
        )
        self._head, self._says, self._score = head, says, score
        widths = (0, u(104), u(92), u(130), u(116))
        self._titles = columns(titles, *widths, gap=u(8))
        name, steps, mixed, kept, teach = columns(line, *widths, gap=u(8))
        left, right = columns(body, body.width * 48 // 100, 0, gap=u(20))
        sheet = Rect(left.x, left.y + u(6), u(84), u(84))
        self._sheet = sheet
        self._bars = Rect(sheet.right + u(14), left.y + u(6), left.right - sheet.right - u(14),
                          left.height - u(6))  # fmt: skip
        weights, others = rows(right, u(110), 0, gap=u(6))
        self._weights = weights
        self._others_title, pictures = rows(others, u(40), 0, gap=u(4))
        if others.height < u(60):  # in a low window the score says enough
            self._others_title = pictures = Rect(others.x, others.y, 0, 0)
        close = Rect(head.right - u(96), head.y, u(96), u(32))
        back, show, accept = row_of(below, 3, u(8))
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Choice(
                name, [label.name for label in self.workspace.collection.labels] or [""],
                lambda: wanted(self.workspace), lambda word: c.ChangeTeaching("wanted", word),
                tip="The class that this drawing is",
            ),
            Choice(
                steps, [str(n) for n in STEPS], lambda: str(teacher.n_steps),
                lambda word: c.ChangeTeaching("n_steps", int(word)),
                tip="Steps of 32 drawings; the learning rate falls along them",
            ),
            Choice(
                mixed, ("on", "off"), lambda: "on" if teacher.mixed else "off",
                lambda word: c.ChangeTeaching("mixed", word == "on"),
                tip="Off: only this class is learnt from, and the others are forgotten",
            ),
            Choice(
                kept, ("off", "on"), lambda: "on" if self.workspace.view.learn == "kept" else "off",
                lambda word: c.SetLearn("kept" if word == "on" else "off"),
                tip="Teach every drawing that is kept from now on, at once and by itself",
            ),
            Button(
                teach, lambda: "Teach on" if self._is_done() else "Teach", c.TeachSheet(),
                primary=lambda: not self._is_done(), enabled=lambda: not teacher.busy,
            ),
            PairBars(self._bars, self._pairs, lambda theme: (theme.muted, theme.accent)),
            FewPictures(pictures, self._packed),
            Button(back, "Take back", c.TakeBackTeaching(), enabled=self._is_done),
            Button(show, "Show those drawings", c.ShowChanged(), tip="In the collection",
                   enabled=lambda: bool(teacher.otherwise and teacher.otherwise.changed)),
            Button(accept, "Accept", c.AcceptTeaching(), primary=self._is_harmless,
                   enabled=self._is_done,
                   tip="Take this network into use; undo brings the one before back"),
        ]  # fmt: skip

    def _is_done(self) -> bool:
        return self.workspace.teacher.phase == "done"

    def _is_harmless(self) -> bool:
        other = self.workspace.teacher.otherwise
        before, after = (other.accuracy(0), other.accuracy(1)) if other else (None, None)
        return before is None or after is None or before - after <= HARM

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts, the outputs, the weights that moved and the score."""
        look, theme = self.look, self.look.theme
        at = self._head.x, self._head.y + look.u(2)
        look.text(surface, "Teach this drawing", at, theme.text, size=LARGE, bold=True)
        says = SAYS if self.workspace.teacher.mixed else UNMIXED
        look.paragraph(surface, says, self._says, theme.muted, size=SMALL)
        for text, area in zip(
            ("it is", "steps", "mixed", "each one kept"), self._titles, strict=False
        ):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL, width=area.width)
        sheet = drawing_surface(self.workspace.sheet.pixels, theme)
        surface.blit(pygame.transform.scale(sheet, self._sheet.size), self._sheet)
        if self.workspace.teacher.teaching is None:
            look.paragraph(surface, FIRST, self._bars, theme.muted)
        self._draw_weights(surface)
        self._draw_others(surface)

    def _pairs(self) -> list[Pair]:
        """Return what the network said, and what it says now, the highest first."""
        found, teaching = self.workspace.teacher.outputs(), self.workspace.teacher.teaching
        if found is None or teaching is None:
            return []
        names = teaching.before.names
        said = [tuple(float(outputs[i]) for outputs in found) for i in range(len(names))]
        return [
            Pair(names[i], (said[i][0], said[i][1]), f"{said[i][0]:.0%} → {said[i][1]:.0%}",
                 strong=names[i] == teaching.name)
            for i in sorted(range(len(names)), key=lambda i: -max(said[i]))
        ]  # fmt: skip

    def _draw_weights(self, surface: Surface) -> None:
        """Paint by how much the weights of the first layer moved, those that moved most first."""
        look, theme, teacher = self.look, self.look.theme, self.workspace.teacher
        title = "Moved weights: orange up, blue down"
        look.text(surface, title, self._weights.topleft, theme.text, bold=True,
                  width=self._weights.width)  # fmt: skip
        if teacher.teaching is None or teacher.first is None:
            return
        one, other = (
            next(layer for layer in model.network.layers if isinstance(layer, Weighted))
            for model in (teacher.first, teacher.after or teacher.teaching.after)
        )
        moved = other.weights - one.weights
        order = np.argsort(-np.abs(moved).sum(axis=0))[:MOST_MOVED]
        side, top = look.u(58), self._weights.y + look.u(26)
        most = float(np.abs(moved).max())
        if not most:
            return
        for place, neuron in enumerate(order.tolist()):
            at = Rect(self._weights.x + place * (side + look.u(8)), top, side, side)
            if at.right > self._weights.right:
                return
            picture = moved[:, neuron]
            if len(picture) != PIXELS:  # a filter: its maps one beside the other are its average
                picture = picture.reshape(-1, one.n_maps).mean(axis=1)  # type: ignore[attr-defined]
            image = signed_surface(picture, theme.raised, theme, most)
            surface.blit(pygame.transform.scale(image, at.size), at)
            below = at.centerx, at.bottom + look.u(2)
            text = f"neuron {neuron + 1}"
            look.text(surface, text, below, theme.muted, size=SMALL, anchor="midtop", width=side)

    def _draw_others(self, surface: Surface) -> None:
        look, theme, teacher = self.look, self.look.theme, self.workspace.teacher
        area, other, width = self._others_title, teacher.otherwise, self._score.width
        if teacher.phase == "teaching" and teacher.teaching is not None:
            text = f"step {teacher.teaching.step} of {teacher.n_steps}"
            look.text(surface, text, self._score.topleft, theme.muted)
        if other is None:
            return
        words = self._score_words()
        look.text(surface, words, self._score.topleft, theme.text, bold=True, width=width)
        if not area.width:
            return
        title = "Other drawings answered otherwise"
        look.text(surface, title, area.topleft, theme.text, bold=True, width=area.width)
        text = (
            f"{len(other.changed):,} of {other.seen:,}: {other.better:,} wrong before and right"
            f" now, {other.worse:,} right before and wrong now"
        )
        at = area.x, area.y + look.line_height()
        look.text(surface, text, at, theme.muted, size=SMALL, width=area.width)

    def _score_words(self) -> str:
        other = self.workspace.teacher.otherwise
        if other is not None and not other.complete:
            return f"Both are asked about all drawings: {other.seen:,} so far."
        if other is None or other.held_out < FEWEST:
            return "Too few drawings are held out for a score."
        shares = [other.accuracy(place) or 0.0 for place in (0, 1)]
        points = f"{(shares[1] - shares[0]) * 100:+.1f} points".replace("-", "−")
        before, after = (few_words(share, other.held_out) for share in shares)
        return f"Held-out score: {before} before, {after} after: {points}"

    def _packed(self) -> Bytes:
        """Return the drawings that are answered otherwise, as far as there is room."""
        other, collection = self.workspace.teacher.otherwise, self.workspace.collection
        if other is None:
            return np.zeros((0, PACKED_BYTES), np.uint8)
        ids = [answered.id for answered in other.changed[:MOST_SEEN]]
        return collection.drawings.packed[collection.rows_of(ids)]
