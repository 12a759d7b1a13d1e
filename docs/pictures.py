"""Makes the README's pictures from the real program: ``python -m docs.pictures [FOLDER]``.

The screens are drawn by the program's own code on a surface in memory, from a
home folder made for the purpose, so the pictures need no display and hold
nothing of the person who makes them.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from ui import commands as c
from ui.stage import Stage
from ui.state.view import SCREENS, View
from ui.workspace import Workspace

FOLDER = Path(__file__).parent / "pictures"
SIZE = (1280, 800)
CLASS = "cat"  # of the drawing on the sheet: the first that the network is sure of
DRAWING = 3  # chosen in the collection, by its place
SEED = 3  # of the training that the train screen shows
EPOCHS = 300  # of it


def main() -> None:
    """Read the command line and make the pictures."""
    parser = argparse.ArgumentParser(prog="python -m docs.pictures", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--size", type=int, nargs=2, default=SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--scale", type=float, default=View().scale)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((1, 1))
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Path(home))
        workspace.apply(c.ChangeView("theme", options.theme))
        workspace.apply(c.ChangeView("scale", options.scale))
        _use(workspace)
        for path in _screens(workspace, tuple(options.size), options.folder):
            print(path)
        workspace.close()


def _use(workspace: Workspace) -> None:
    """Do what fills the screens: a drawing on the sheet, a training half way, a choice."""
    _work(workspace)
    workspace.apply(c.ShowTyped(CLASS))
    for place in range(len(workspace.collection.shown)):
        workspace.apply(c.Choose(place))
        workspace.apply(c.OpenOnSheet())
        if workspace.answer.sure and workspace.model.names[workspace.answer.best] == CLASS:
            break
    workspace.apply(c.ShowTyped(""))
    workspace.apply(c.Choose(DRAWING))
    workspace.apply(c.ChangePlan("seed", SEED))
    workspace.apply(c.ChangePlan("epochs", EPOCHS))
    workspace.apply(c.StartOrPause())
    while workspace.trainer.share < 0.6:
        workspace.work(time.perf_counter() + 0.01)
    workspace.dismiss()


def _work(workspace: Workspace) -> None:
    while workspace.work(time.perf_counter() + 0.05):
        pass


def _screens(workspace: Workspace, size: tuple[int, int], folder: Path) -> list[Path]:
    stage, surface, made = Stage(workspace, size), pygame.Surface(size), []
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        stage.catch_up()
        stage.draw(surface)
        made.append(folder / f"{name}.png")
        pygame.image.save(surface, made[-1])
    workspace.apply(c.open_overlay("variants"))
    stage.catch_up()
    stage.draw(surface)
    made.append(folder / "variants.png")
    pygame.image.save(surface, made[-1])
    return made


if __name__ == "__main__":
    main()
