"""Picture files of curves, matrix and network, at any size, in the theme of the window."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import pygame
from pygame import Rect, Surface

from ui.look import Look
from ui.screens import screen_class
from ui.screens.train_plots import TrainPlots
from ui.state.view import Pictured
from ui.widgets.curve import Curve
from ui.widgets.matrix import Matrix
from ui.widgets.widget import Widget
from ui.workspace import Workspace

SIZES: dict[Pictured, tuple[int, int]] = {
    "curves": (760, 640),
    "matrix": (520, 560),
    "network": (1090, 764),
}  # points
MARGIN = 18  # points


def picture(workspace: Workspace) -> Surface:
    """Return the picture that the view wishes for."""
    what, look = workspace.view.picture, Look(workspace.view.theme, workspace.view.picture_scale)
    surface = Surface([look.u(points) for points in SIZES[what]])
    inner = surface.get_rect().inflate(-2 * look.u(MARGIN), -2 * look.u(MARGIN))
    if what == "network":
        surface.fill(look.theme.ground)
        screen = screen_class("network")(workspace, inner, look, slim=False)
        screen.follow()
        screen.draw(surface)
        return surface
    surface.fill(look.theme.panel)
    for widget in _widgets(workspace, what, inner, look):
        widget.look = look
        widget.draw(surface, look)
    return surface


def save(workspace: Workspace) -> Path:
    """Write the picture that the view wishes for into the home folder; return its file.

    Raises:
        OSError, pygame.error: If it cannot be written.
    """
    folder = workspace.home / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    path, n = folder / f"{workspace.view.picture} {now}.png", 2
    while path.exists():
        path, n = folder / f"{workspace.view.picture} {now} ({n}).png", n + 1
    pygame.image.save(picture(workspace), path)
    return path


def _widgets(workspace: Workspace, what: Pictured, area: Rect, look: Look) -> Sequence[Widget]:
    plots = TrainPlots(workspace)
    if what == "matrix":
        return [Matrix(area, plots.confusion, "")]
    half, gap = (area.height - look.u(MARGIN)) // 2, look.u(MARGIN)
    upper = Rect(area.x, area.y, area.width, half)
    lower = Rect(area.x, upper.bottom + gap, area.width, half)
    return [Curve(upper, plots.loss), Curve(lower, plots.accuracy)]
