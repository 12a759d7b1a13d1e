"""What the makers of pictures share: a workspace in memory, a drawing, a picture of a screen."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from ui import commands as c
from ui.stage import Stage
from ui.state.view import View
from ui.workspace import Workspace

SIZE = (1280, 800)
CLASS = "cat"  # of the drawing on the sheet


def parsed(program: str, description: str | None, folder: Path) -> argparse.Namespace:
    """Return what the command line says: folder, theme, size, scale."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("folder", type=Path, nargs="?", default=folder)
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--size", type=int, nargs=2, default=SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--scale", type=float, default=View().scale)
    return parser.parse_args()


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Workspace]:
    """Make the folder, and a workspace in a home of its own, without a display."""
    options.folder.mkdir(parents=True, exist_ok=True)
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1, 1))
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Path(home))
        workspace.apply(c.ChangeView("theme", options.theme))
        workspace.apply(c.ChangeView("scale", options.scale))
        yield workspace
        workspace.close()


def put_drawing(workspace: Workspace) -> None:
    """Put the first drawing of a class on the sheet that the network is sure of."""
    work(workspace)
    workspace.apply(c.ShowTyped(CLASS))
    for place in range(len(workspace.collection.shown)):
        workspace.apply(c.Choose(place))
        workspace.apply(c.OpenOnSheet())
        if workspace.answer.sure and workspace.networks.model.names[workspace.answer.best] == CLASS:
            break
    workspace.apply(c.ShowTyped(""))


def work(workspace: Workspace) -> None:
    """Do all the work there is."""
    while workspace.work(time.perf_counter() + 0.05):
        pass


def saved(stage: Stage, size: tuple[int, int], path: Path) -> Path:
    """Draw the stage as it is, and write the picture."""
    surface = pygame.Surface(size)
    stage.catch_up()
    stage.draw(surface)
    pygame.image.save(surface, path)
    return path
