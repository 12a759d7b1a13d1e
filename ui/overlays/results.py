"""What an experiment or a study has found so far: a bar for each line."""

from collections.abc import Iterator
from typing import NamedTuple

from pygame import Rect, Surface

from models.learning_curve import MORE
from models.results import spread_words
from models.scores import words
from models.settings import shown
from ui.layout import columns
from ui.look import SMALL, Look
from ui.state.lab import FOLDS, Lab

ROW = 24  # points
MOST_GAINS = 5


class Line(NamedTuple):
    """One bar."""

    label: str
    spread: tuple[float, float, float] | None  # how long it is, from where to where it may be
    says: str


def draw_results(surface: Surface, look: Look, area: Rect, lab: Lab) -> None:
    """Paint as many lines as there is room for."""
    theme, y = look.theme, area.y
    score = lab.by_folds()
    if score is not None:
        text = f"{words(score.accuracy, score.count)} of {score.count:,} training drawings"
        look.text(surface, text, area.topleft, theme.text, bold=True, width=area.width)
        return
    for line in _lines(lab):
        if y + look.u(ROW) > area.bottom:
            return
        _draw(surface, look, Rect(area.x, y, area.width, look.u(ROW)), line)
        y += look.u(ROW)
    for text in _advice(lab):
        if y + look.u(ROW) <= area.bottom:
            at = area.x, y + look.u(4)
            look.text(surface, text, at, theme.muted, size=SMALL, width=area.width)
        y += look.line_height(SMALL)


def _lines(lab: Lab) -> Iterator[Line]:
    if lab.study and lab.study != FOLDS:
        for label, score in lab.lines():
            interval, accuracy = score.interval(), score.accuracy
            spread = None if accuracy is None or interval is None else (accuracy, *interval)
            yield Line(label, spread, f"{words(accuracy, score.count)}, of {score.count:,}")
        return
    for row in lab.rows():
        label = ", ".join(shown(getattr(row.plan, varied)) for varied in lab.varied)
        failed = f", {row.failed} failed" if row.failed else ""
        yield Line(label, row.accuracy, spread_words(row.accuracy) + failed)


def _advice(lab: Lab) -> Iterator[str]:
    """Yield what a learning curve says of the classes."""
    gains = [gain for gain in lab.gains() if gain.gain >= 0.001][:MOST_GAINS]
    if gains:
        yield f"{MORE} more drawings would help most, by a rough guess:"
    for gain in gains:
        yield (
            f"{gain.name}: {gain.accuracy:.0%} right now with {gain.drawings:,} to learn from,"
            f" about {gain.gain * 100:.1f} points more"
        )


def _draw(surface: Surface, look: Look, area: Rect, line: Line) -> None:
    theme = look.theme
    name, bar, text = columns(area, look.u(130), 0, look.u(200), gap=look.u(8))
    middle = area.centery
    look.text(surface, line.label, (name.x, middle), theme.text, anchor="midleft", width=name.width)
    look.text(
        surface, line.says, (text.right, middle), theme.muted,
        size=SMALL, anchor="midright", width=text.width,
    )  # fmt: skip
    track = Rect(bar.x, middle - look.u(6), bar.width, look.u(12))
    look.box(surface, theme.raised, track, radius=4)
    if line.spread is None:
        return
    long, least, most = (round(track.width * share) for share in line.spread)
    look.box(surface, theme.accent, Rect(track.x, track.y, long, track.height), radius=4)
    surface.fill(
        theme.up, Rect(track.x + least, middle - look.u(1), max(most - least, 1), look.u(3))
    )
