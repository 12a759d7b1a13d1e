"""Makes the pictures of docs/explanations.md: ``python -m docs.explained [FOLDER]``.

As docs/pictures.py does, from the program itself, with the network that comes with it.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pygame

from docs.studio import opened, parsed, put_drawing, saved, work
from ui import commands as c
from ui.stage import Stage
from ui.widgets.ribbon import Ribbon
from ui.workspace import Workspace

FOLDER = Path(__file__).parent / "pictures" / "explanations"
WANTED = "bicycle"  # the class that the drawing is not
BEFORE = 0.55  # of the ribbon, where it is pointed at
HIDDEN = (1, 2)  # a neuron of the second layer
STEP = 4  # steps into it


def main() -> None:
    """Read the command line and make the pictures."""
    options = parsed("python -m docs.explained", __doc__, FOLDER)
    size = tuple(options.size)
    with opened(options) as workspace:
        put_drawing(workspace)
        workspace.dismiss()
        stage = Stage(workspace, size)
        for name, prepare in PICTURES.items():
            prepare(workspace, stage)
            workspace.dismiss()
            _settle(workspace, stage, size)
            print(saved(stage, size, options.folder / f"{name}.png"))


def _settle(workspace: Workspace, stage: Stage, size: tuple[int, int]) -> None:
    """Draw, so that views ask for what they show, and work until all of it is there."""
    surface = pygame.Surface(size)
    for _ in range(3):
        stage.catch_up()
        stage.draw(surface)
        while workspace.work(time.perf_counter() + 0.05):
            time.sleep(0.001)  # flips are played by the clock


def _what_if(workspace: Workspace, stage: Stage) -> None:
    workspace.apply(c.show_screen("draw"))
    workspace.apply(c.Toggle("what_if"))


def _why_not(workspace: Workspace, stage: Stage) -> None:
    workspace.apply(c.Toggle("what_if"))
    workspace.apply(c.AskWhyNot(WANTED))


def _ribbon(workspace: Workspace, stage: Stage) -> None:
    workspace.apply(c.EndWhyNot())
    work(workspace)
    stage.catch_up()
    ribbon = next(w for w in stage.screen.panel.widgets if isinstance(w, Ribbon))
    at = ribbon.area.x + round(BEFORE * ribbon.area.width), ribbon.area.centery
    stage.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))


def _network(**view: object) -> Callable[[Workspace, Stage], None]:
    def prepare(workspace: Workspace, stage: Stage) -> None:
        workspace.apply(c.show_screen("network"))
        for name, value in {"neurons": "value", "focus": None, **view}.items():
            workspace.apply(c.ChangeView(name, value))

    return prepare


def _off(workspace: Workspace, stage: Stage) -> None:
    _network(neurons="switched off", focus=HIDDEN)(workspace, stage)
    workspace.apply(c.SwitchNeuron((1, 12)))


def _shares(workspace: Workspace, stage: Stage) -> None:
    workspace.apply(c.SwitchAllOn())
    _network(neurons="share")(workspace, stage)


def _backprop(workspace: Workspace, stage: Stage) -> None:
    _network()(workspace, stage)
    workspace.apply(c.open_overlay("backward"))
    workspace.apply(c.ChangeBackward("wanted", WANTED))
    workspace.apply(c.ChangeBackward("place", STEP))


def _noise(workspace: Workspace, stage: Stage) -> None:
    workspace.apply(c.open_overlay(""))
    workspace.apply(c.show_screen("draw"))
    workspace.apply(c.FillWithNoise())


PICTURES: dict[str, Callable[[Workspace, Stage], None]] = {
    "what-if": _what_if,
    "why-not": _why_not,
    "ribbon": _ribbon,
    "sum": _network(focus=HIDDEN),
    "switched-off": _off,
    "shares": _shares,
    "likes": _network(focus=(0, 4)),
    "backprop": _backprop,
    "noise": _noise,
}


if __name__ == "__main__":
    main()
