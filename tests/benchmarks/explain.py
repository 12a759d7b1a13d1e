"""``python -m tests.benchmarks.explain``: what looking inside costs: a frame, a training."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # before NumPy is imported, and for nobody else
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import numpy as np

from compiled.flips import flips_of
from models.architecture import untrained
from models.attribution.reading import contributions, read
from models.model import Model, Story
from models.plan import PRESETS
from ui import commands as c
from ui.workspace import Workspace

SIZE = (1280, 800)
FRAME_S = 1 / 60
VIEWS = {
    "draw, what if": ("draw", {"what_if": True}),
    "network, values": ("network", {}),
    "network, if off": ("network", {"neurons": "switched off", "focus": (1, 2)}),
    "network, shares": ("network", {"neurons": "share", "focus": (1, 2)}),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.explain", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each measurement")
    options = parser.parse_args()
    print(f"everything at once, `classic`: {np.median(at_once(options.seconds)):.3f} ms, median\n")
    print("| the frame after a pixel | median | 99 % | most |\n|---|---:|---:|---:|")
    for network in PRESETS:
        for title, (screen, view) in VIEWS.items():
            took = frames(network, screen, view, options.seconds)
            middle, high, most = np.percentile(took, (50, 99, 100))
            print(f"| `{network}`: {title} | {middle:.1f} ms | {high:.1f} ms | {most:.1f} ms |")
    print("\n| training with a view that follows it | speed against without |\n|---|---:|")
    for network in PRESETS:
        for title, (screen, view) in VIEWS.items():
            ratio = followed(network, screen, view, options.seconds)
            print(f"| `{network}`: {title} | {ratio:.2f} |")


def at_once(seconds: float) -> list[float]:
    """Time prediction, sums, contributions and what-if map of one drawing; return milliseconds."""
    rng = np.random.default_rng(0)
    network = untrained(PRESETS["classic"], 784, 8, rng)
    flips, image = flips_of(network), (rng.random(784) < 0.15).astype(np.float32)

    def explain() -> None:
        reading = read(network, image)
        for depth in range(len(network.layers)):
            contributions(network, reading, depth)
        flips.changes(image)

    return _times(explain, seconds)


def frames(network: str, screen: str, view: dict[str, object], seconds: float) -> list[float]:
    """Draw pixels one at a time; return the milliseconds that the frame after each took."""
    import pygame

    from ui.stage import Stage

    with tempfile.TemporaryDirectory() as home:
        workspace = _workspace(Path(home), screen, view)
        net = untrained(PRESETS[network], 784, 8, np.random.default_rng(0))
        workspace.use(Model(net, workspace.networks.model.names, Story(), network))
        for name, value in view.items():
            workspace.apply(c.ChangeView(name, value))
        stage, surface = Stage(workspace, SIZE), pygame.Surface(SIZE)
        pixels = np.random.default_rng(0).integers(4, 24, (10_000, 2)).tolist()

        def pixel() -> None:
            cell = tuple(pixels.pop())
            for command in (c.BeginStroke(cell), c.EndStroke()):
                workspace.apply(command)
            _draw(stage, surface)
            workspace.work(time.perf_counter())  # what takes longer follows in later frames

        for _ in range(3):
            pixel()
        while workspace.work(time.perf_counter() + FRAME_S):
            pass
        found = _times(pixel, seconds)
        workspace.close()
    return found


def followed(network: str, screen: str, view: dict[str, object], seconds: float) -> float:
    """Train with a view that follows, and with one that does not; return the ratio of steps."""
    steps = {True: 0, False: 0}
    with tempfile.TemporaryDirectory() as home:
        workspace = _workspace(Path(home), screen, view)
        for name, value in (("network", network), ("epochs", 100_000)):
            workspace.apply(c.ChangePlan(name, value))
        workspace.apply(c.StartOrPause())
        for turn in range(9):
            for follow in (True, False) if turn % 2 else (False, True):
                before = _step(workspace)
                workspace.apply(c.ChangeView("follow", follow))
                workspace.apply(c.ChangeView("screen", screen if follow else "train"))
                _run(workspace, seconds / 8)
                if turn:  # the first one makes ready
                    steps[follow] += _step(workspace) - before
        workspace.close()
    return steps[True] / max(steps[False], 1)


def _run(workspace: Workspace, seconds: float) -> None:
    """Do what the window's loop does, on a surface in memory."""
    import pygame

    from ui.stage import Stage
    from ui.window import DRAWING, TRAINING_FRAMES_PER_S

    stage, surface = Stage(workspace, SIZE), pygame.Surface(SIZE)
    drawn_s = drew_s = 0.0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        now_s = time.perf_counter()
        if now_s - drawn_s >= max(1 / TRAINING_FRAMES_PER_S, drew_s / DRAWING):
            drawn_s = now_s
            _draw(stage, surface)
            drew_s = time.perf_counter() - now_s
        workspace.work(now_s + FRAME_S)


def _workspace(home: Path, screen: str, view: dict[str, object]) -> Workspace:
    """Return a workspace with a drawing on the sheet, on a screen, with nothing left to do."""
    import pygame

    pygame.font.init()
    workspace = Workspace(home)
    workspace.apply(c.BrowseSheet(1))
    workspace.apply(c.ChangeView("screen", screen))
    for name, value in view.items():
        workspace.apply(c.ChangeView(name, value))
    while workspace.work(time.perf_counter() + FRAME_S):
        pass
    return workspace


def _draw(stage: object, surface: object) -> None:
    stage.catch_up()  # type: ignore[attr-defined]
    stage.draw(surface)  # type: ignore[attr-defined]


def _step(workspace: Workspace) -> int:
    progress = workspace.trainer.run.progress
    return progress.step if progress else 0


def _times(work: Callable[[], None], seconds: float) -> list[float]:
    found, end = [], time.perf_counter() + seconds
    while not found or time.perf_counter() < end:
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1e3)
    return found


if __name__ == "__main__":
    main()
