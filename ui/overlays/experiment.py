"""Trying many: a setting to vary, its values, and what each of them gave."""

from collections.abc import Sequence

from pygame import Rect, Surface

from models.settings import SETTINGS
from ui import commands as c
from ui.layout import columns, rows
from ui.look import LARGE, SMALL
from ui.overlays.overlay import Overlay
from ui.overlays.results import draw_results
from ui.state.lab import CURVE, DRAWERS, FOLDS, STUDIES, VARIED
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.progress import ProgressBar
from ui.widgets.widget import Widget

TITLES = {setting.name: setting.title for setting in SETTINGS} | {name: name for name in STUDIES}
SEEDS = ("1", "2", "3", "5", "10")
SAYS = (
    "Each value is trained with the plan's other settings, on four fifths of the training drawings,"
    " and scored on the rest. Held-out drawings are not looked at: whoever chooses by them has"
    " no honest score left."
)
SAYS_OF = {
    FOLDS: (
        "Trains once for each fold of the training drawings and scores it on that fold: every"
        " drawing is scored once, by a network that never saw it."
    ),
    CURVE: (
        "Would more drawings help, and of which classes? One fifth of the training drawings is set"
        " aside for the score; a quarter, a half, three quarters and all of the rest are learnt"
        " from."
    ),
    DRAWERS: (
        "How well does it know the drawings of somebody it has never seen? Trains without the"
        " drawings of one person and scores it on them, each person in turn."
    ),
}
SECOND = {FOLDS: "folds", CURVE: "of the drawings", DRAWERS: "people"}


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
        titles = {TITLES[name]: name for name in (*STUDIES, *VARIED)}
        return [
            Button(close, "Close", c.open_overlay(""), key="Esc"),
            Choice(
                what, list(titles), lambda: TITLES[self.workspace.lab.wish.name],
                lambda title: c.ChangeWish("name", titles[title]),
                tip="What is to differ", enabled=lambda: not lab.busy,
            ),
            Field(
                values, lambda: lab.wish.text, lambda text: c.ChangeWish("text", text),
                tip="Values to try, with spaces between them",
                enabled=lambda: not lab.busy and lab.wish.name not in (CURVE, DRAWERS),
            ),
            Choice(
                seeds, SEEDS, lambda: str(self.workspace.lab.wish.seeds),
                lambda word: c.ChangeWish("seeds", int(word)),
                tip="Trainings of each value, with other chances",
                enabled=lambda: not lab.busy and lab.wish.name not in (FOLDS, DRAWERS),
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
        wish = self.workspace.lab.wish.name
        look.paragraph(surface, SAYS_OF.get(wish, SAYS), self._says, theme.muted, size=SMALL)
        titles = "vary", SECOND.get(wish, "values, spaces between"), "seeds"
        for text, area in zip(titles, self._names, strict=False):
            look.text(surface, text, area.topleft, theme.muted, size=SMALL, width=area.width)
        draw_results(surface, look, self._table, self.workspace.lab)

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
