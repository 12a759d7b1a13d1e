"""``python -m tests.benchmarks.million``: a collection of a million drawings, from file to frame.

Makes the drawings (starter drawings, a pixel of each turned over) as an ``.npz``, imports it as
the window does, opens it anew, and goes through it; every frame is timed.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # before anything is imported that reads them
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
from PIL import Image

from data.exchange import Found, scan
from data.starter_set import FILE
from data.store import Store
from data.store.intake import Intake
from ui import commands as c
from ui.stage import Stage
from ui.state.filter import Filter, only
from ui.workspace import Workspace

SIZE = (1280, 800)
GIVEN_S = 0.010  # of a frame, for long work


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.million", description=__doc__)
    parser.add_argument("--drawings", type=int, default=1_000_000)
    parser.add_argument("--pictures", type=int, default=50_000, help="in a folder of PNG")
    options = parser.parse_args()
    print("| | |\n|---|---:|")
    with tempfile.TemporaryDirectory() as folder:
        source, home = Path(folder) / "many.npz", Path(folder) / "home"
        alone(make, source, options.drawings)
        seconds, most = alone(bring_in, source, home)
        say("import from `.npz`, drawings a second", f"{options.drawings / seconds:,.0f}")
        say("memory of the import at its most, MB", f"{most:.0f}")
        _, most = alone(go_through, home)
        say("memory of the window at its most, MB", f"{most:.0f}")
        if options.pictures:
            seconds = pictures(Path(folder), options.pictures)
            say(f"{options.pictures:,} pictures (PNG), seconds", f"{seconds:.0f}")


def alone(work: Callable[..., Any], *args: Any) -> tuple[Any, float]:
    """Return what ``work`` does in a process of its own, and its megabytes at their most."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        done = pool.submit(work, *args).result()
        return done, pool.submit(megabytes).result()


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(what: str, figure: str) -> None:
    print(f"| {what} | {figure} |", flush=True)


def make(path: Path, n: int) -> None:
    """Write n drawings, no two alike but by chance."""
    rng = np.random.default_rng(0)
    with np.load(FILE) as file:
        which = rng.integers(0, len(file["images"]), n)
        images = file["images"][which].reshape(n, -1)
        images[np.arange(n), rng.integers(0, 784, n)] ^= 1
        np.savez_compressed(
            path, images=images.reshape(n, 28, 28), labels=file["labels"][which],
            names=file["names"],
        )  # fmt: skip


def bring_in(source: Path, home: Path) -> float:
    """Read and store, as the window does; return seconds."""
    with Store(home / "drawings.db") as store:
        started, found = time.perf_counter(), Found()
        for _ in scan(source, found):
            pass
        ids = np.array([store.add_label(name).id for name in found.names])
        for _ in Intake(store, found.packed, ids[found.labels]).steps():
            pass
        return time.perf_counter() - started


def pictures(folder: Path, n: int) -> float:
    """Write and read a folder of pictures; return the seconds of the reading."""
    with np.load(FILE) as file:
        for label, name in enumerate(file["names"].tolist()):
            (folder / "png" / name).mkdir(parents=True)
            images = file["images"][file["labels"] == label].astype(bool)
            for number in range(n // len(file["names"])):
                image = Image.fromarray(~images[number % len(images)])
                image.save(folder / "png" / name / f"{number}.png")
    started = time.perf_counter()
    for _ in scan(folder / "png", Found()):
        pass
    return time.perf_counter() - started


def go_through(home: Path) -> None:
    """Open the window's stage on a collection and time every frame of a person going through it."""
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(SIZE)
    started = time.perf_counter()
    workspace = Workspace(home)
    workspace.apply(c.show_screen("drawings"))
    stage = Stage(workspace, SIZE)
    frame(workspace, stage, surface)
    say(
        "from the opened file to the first picture, seconds", f"{time.perf_counter() - started:.2f}"
    )
    times = []
    while workspace.collection.reading is not None:
        times.append(frame(workspace, stage, surface))
    say("until all are read, seconds", f"{time.perf_counter() - started:.1f}")
    report("a frame while they are read", times)
    times = []
    for _ in range(300):
        workspace.apply(c.MoveCursor(int(np.random.default_rng(len(times)).integers(1, 90_000))))
        times.append(frame(workspace, stage, surface))
    report("a frame of going through, the network being asked", times)
    times = []
    labels = workspace.collection.labels
    for number in range(100):
        wanted = [
            c.ShowTyped(labels[number % 8].name), c.ShowOnly(only("held-out")),
            c.SortBy("least sure"), c.ShowTyped("sure<60 wrong"), c.ShowOnly(Filter()),
            c.SortBy("newest"), c.ChooseAll(), c.ChooseNone(),
        ]  # fmt: skip
        for command in wanted:
            times.append(frame(workspace, stage, surface, command))
    report("a frame of filtering, sorting and choosing", times)
    started = time.perf_counter()
    workspace.apply(c.ShowTyped(labels[0].name))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.TrashChosen())
    say("an eighth to the trash at once, seconds", f"{time.perf_counter() - started:.1f}")
    workspace.close()


def frame(
    workspace: Workspace, stage: Stage, surface: pygame.Surface, command: c.Command | None = None
) -> float:
    """Do what the window does in a frame; return the milliseconds beside those given away."""
    started = time.perf_counter()
    if command is not None:
        workspace.apply(command)
    stage.catch_up()
    stage.draw(surface)
    passed = time.perf_counter() - started
    due = time.perf_counter() + max(GIVEN_S - passed, 0.001)
    workspace.work(due)
    late = max(time.perf_counter() - due, 0)
    return (passed + late) * 1e3


def report(what: str, times: list[float]) -> None:
    if times:
        middle, most_of_them = np.percentile(times, (50, 99))
        figures = f"{middle:.0f}, 99 % {most_of_them:.0f}, most {max(times):.0f}"
        say(f"{what}, ms: median", figures)


if __name__ == "__main__":
    main()
