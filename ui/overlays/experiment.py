"""Trying many: a setting to vary, its values, and what each of them gave."""

from collections.abc import Sequence

from pygame import Rect, Surface

from models.experiments import Row
from models.results import spread_words
from models.scores import words
from models.settings import SETTINGS, shown
from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.state.lab import FOLDS, VARIED
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.progress import ProgressBar
from ui.widgets.widget import Widget

TITLES = {setting.name: setting.title for setting in SETTINGS} | {FOLDS: "k-fold score"}
SEEDS = ("1", "2", "3", "5", "10")
SAYS = (
    "Each value is trained with the plan's other settings, on four fifths of the training drawings,"
    " and scored on the rest. Held-out drawings are not looked at: whoever chooses by them has"
    " no honest score left."
)
SAYS_FOLDS = (
    "Trains once for each fold of the training drawings and scores it on that fold: every drawing"
    " is scored once, by a network that never saw it."
)
ROW = 24  # points


class Experiment(Overlay):
    """What to vary at the top, results below."""

    def wanted_card(self) -> Rect:
        """Return a card as large as the window has room for."""
        return self.at_most(860, 600)

    def build(self) -> Sequence[Widget]:
        """Lay out setting, values, seeds, buttons and progress."""
        u, lab = self.look.u, self.workspace.lab
        inner = self.card.inflate(-2 * u(18), -2 * u(14))
        head, says, names, line, progress, self._table = rows(
            inner, u(32), u(50), u(18), u(34), u(34), 0, gap=u(6)
        )
        self._head, self._says = head, says
        widths = (u(150), 0, u(96), u(120))
        self._names = columns(names, *widths, gap=u(8))
        what, values, seeds, start = columns(line, *widths, gap=u(8))
        close = Rect(inner.right - u(96), inner.y, u(96), u(32))
        titles = {TITLES[name]: name for name in (*VARIED, FOLDS)}
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Choice(
                what, list(titles), lambda: TITLES[self.workspace.lab.wish.name],
                lambda title: c.ChangeWish("name", titles[title]),
                tip="What is to differ", enabled=lambda: not lab.busy,
            ),
            Field(
                values, lambda: lab.wish.text, lambda text: c.ChangeWish("text", text),
                tip="Values to try, with spaces between them", enabled=lambda: not lab.busy,
            ),
            Choice(
                seeds, SEEDS, lambda: str(self.workspace.lab.wish.seeds),
                lambda word: c.ChangeWish("seeds", int(word)),
                tip="Trainings of each value, with other chances",
                enabled=lambda: not lab.busy and self.workspace.lab.wish.name != FOLDS,
            ),
            Button(
                start, lambda: "Stop" if lab.busy else "Start", c.StartOrStopExperiment(),
                primary=True,
            ),
            ProgressBar(progress, self._share, self._words),
        ]  # fmt: skip

    def draw_card(self, surface: Surface) -> None:
        """Paint the texts and the results."""
        look, theme = self.look, self.look.theme
        look.text(surface, "Try many", self._head.topleft, theme.text, size=LARGE, bold=True)
        folds = self.workspace.lab.wish.name == FOLDS
        says = SAYS_FOLDS if folds else SAYS
        look.paragraph(surface, says, self._says, theme.muted, size=SMALL)
        second = "folds" if folds else "values, spaces between"
        for text, area in zip(("vary", second, "seeds"), self._names, strict=False):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL, width=area.width)
        self._draw_results(surface)

    def _draw_results(self, surface: Surface) -> None:
        look, lab, theme = self.look, self.workspace.lab, self.look.theme
        score = lab.by_folds()
        if score is not None:
            text = f"{words(score.accuracy, score.count)} of {score.count:,} training drawings"
            at = self._table.topleft
            look.text(surface, text, at, theme.text, bold=True, width=self._table.width)
            return
        y = self._table.y
        for row in lab.rows():
            if y + look.u(ROW) > self._table.bottom:
                return
            self._draw_row(surface, Rect(self._table.x, y, self._table.width, look.u(ROW)), row)
            y += look.u(ROW)

    def _draw_row(self, surface: Surface, area: Rect, row: Row) -> None:
        look, theme = self.look, self.look.theme
        name, bar, text = columns(area, look.u(130), 0, look.u(180), gap=look.u(8))
        value = ", ".join(shown(getattr(row.plan, varied)) for varied in self.workspace.lab.varied)
        middle = area.centery
        look.text(surface, value, (name.x, middle), theme.text, anchor="midleft", width=name.width)
        says = spread_words(row.accuracy) + (f", {row.failed} failed" if row.failed else "")
        look.text(
            surface, says, (text.right, middle), theme.muted, size=SMALL, anchor="midright",
            width=text.width,
        )  # fmt: skip
        track = Rect(bar.x, middle - look.u(6), bar.width, look.u(12))
        look.box(surface, theme.raised, track, radius=4)
        if row.accuracy is None:
            return
        median, least, most = (round(track.width * share) for share in row.accuracy)
        look.box(surface, theme.accent, Rect(track.x, track.y, median, track.height), radius=4)
        spread = Rect(track.x + least, middle - look.u(1), max(most - least, 1), look.u(3))
        surface.fill(theme.up, spread)

    def _share(self) -> float:
        lab = self.workspace.lab
        return len(lab.trials) / lab.total if lab.total else 0.0

    def _words(self) -> tuple[str, str]:
        lab = self.workspace.lab
        if not lab.total:
            return "Nothing tried yet in this session.", ""
        done = f"{len(lab.trials):,} of {lab.total:,} trainings"
        left = lab.left_s
        if not lab.busy:
            return f"{done}. All results are in the home folder, in “experiments”.", ""
        return done, f"about {left:,.0f} s left" if left is not None else ""
