"""Makes the README's pictures from the real program: ``python -m docs.pictures [FOLDER]``.

The screens are drawn by the program's own code on a surface in memory, from a
home folder made for the purpose, so the pictures need no display and hold
nothing of the person who makes them.
"""

import time
from pathlib import Path

from docs.studio import opened, parsed, put_drawing, saved
from ui import commands as c
from ui.stage import Stage
from ui.state.view import SCREENS
from ui.workspace import Workspace

FOLDER = Path(__file__).parent / "pictures"
DRAWING = 3  # chosen in the collection, by its place
SEED = 3  # of the training that the train screen shows
EPOCHS = 300  # of it


def main() -> None:
    """Read the command line and make the pictures."""
    options = parsed("python -m docs.pictures", __doc__, FOLDER)
    with opened(options) as workspace:
        use(workspace)
        for path in _screens(workspace, tuple(options.size), options.folder):
            print(path)


def use(workspace: Workspace) -> None:
    """Do what fills the screens: a drawing on the sheet, a training half way, a choice."""
    put_drawing(workspace)
    workspace.apply(c.Choose(DRAWING))
    workspace.apply(c.ChangePlan("seed", SEED))
    workspace.apply(c.ChangePlan("epochs", EPOCHS))
    workspace.apply(c.StartOrPause())
    while workspace.trainer.share < 0.6:
        workspace.work(time.perf_counter() + 0.01)
    workspace.dismiss()


def _screens(workspace: Workspace, size: tuple[int, int], folder: Path) -> list[Path]:
    stage, made = Stage(workspace, size), []
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        made.append(saved(stage, size, folder / f"{name}.png"))
    workspace.apply(c.open_overlay("variants"))
    return [*made, saved(stage, size, folder / "variants.png")]


if __name__ == "__main__":
    main()
