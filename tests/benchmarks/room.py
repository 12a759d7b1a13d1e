"""``python -m tests.benchmarks.room``: frames of a real window while it trains, and its speed.

A window of 1280 x 800 (on a virtual screen, if Xvfb is there) trains with its curves in sight
and keeps its run on disk, for so many seconds; beside it the same plan trains without a window,
in turns, in the same process. ``--epochs N`` says instead how memory grows over N epochs, and
``--left`` how far the time left that the window tells was from the time it took, ``--drawings N``
how long a person waits for an answer while N drawings are made ready and learnt from, and
``--large`` the same of the largest network that a plan may have.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":  # before NumPy is imported, and for nobody else
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from models.plan import PRESETS
from tests.benchmarks.idle import memory_mb
from tests.pilot import Screen, missing_programs

INSIDE = "INKLING_ROOM_INSIDE"  # set where there is a screen
TURNS = 3
GIVEN_S = 0.01  # to the work of a frame
FILLED_AT_ONCE = 10_000  # drawings
TRAINED_S, READY_MOST_S = 8.0, 120.0
LAST_S = 1.0  # of a training, in which nobody asks how long it still takes
LARGEST = (1000,) * 10  # neurons of its hidden layers
READY_S = 2.5  # until the process that makes variants is there


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.room", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="of a turn")
    parser.add_argument("--epochs", type=int, default=0, help="measure memory over so many")
    parser.add_argument("--drawings", type=int, default=0, help="measure answers with so many")
    parser.add_argument("--large", action="store_true", help="measure answers of ten layers")
    parser.add_argument("--left", action="store_true", help="measure how true the time left is")
    parser.add_argument("networks", nargs="*", default=list(PRESETS), metavar="NETWORK")
    options = parser.parse_args()
    if INSIDE not in os.environ and not missing_programs():
        with Screen() as screen:
            return subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.room", *sys.argv[1:]],
                env={**screen.env, INSIDE: "1"},
                check=False,
            ).returncode
    if options.left:
        time_left(options.networks)
    elif options.drawings or options.large:
        answers(options.networks, options.drawings, LARGEST if options.large else None)
    elif options.epochs:
        memory(options.epochs)
    else:
        frames(options.networks, options.seconds)
    return 0


def frames(networks: list[str], seconds: float) -> None:
    """Print how long frames take, and the share of the speed without a window."""
    print("| network | frame, median | 99 % | most | over 20 ms | of the speed without |")
    print("|---|---:|---:|---:|---:|---:|")
    for network in networks:
        took, ratios = [], []
        for _ in range(TURNS):
            found, in_window = in_a_window(network, seconds)
            took += found
            ratios.append(in_window / without(network, seconds))
        ms = np.array(took) * 1e3
        points = " | ".join(f"{p:.1f}" for p in np.percentile(ms, (50, 99, 100)))
        late = f"{(ms > 20).mean():.2%}"
        print(f"| `{network}` | {points} | {late} | {np.median(ratios):.2f} |", flush=True)


def begun(home: str, network: str, epochs: int):
    """A window that trains, and its workspace."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    import pygame

    from ui import commands as c
    from ui.window import Window
    from ui.workspace import Workspace

    pygame.display.init()
    pygame.font.init()
    workspace = Workspace(Path(home))
    window = Window(workspace)
    workspace.apply(c.show_screen("train"))
    for _ in range(200):
        window._frame()  # what it does first
    workspace.apply(c.ChangePlan("network", network))
    workspace.apply(c.ChangePlan("epochs", epochs))
    workspace.apply(c.StartOrPause())
    return window, workspace, pygame.time.Clock()


def in_a_window(network: str, seconds: float) -> tuple[list[float], float]:
    """Return the seconds between frames, and drawings learnt from a second."""
    with tempfile.TemporaryDirectory() as home:
        window, workspace, clock = begun(home, network, PRESETS[network].epochs)
        run = workspace.trainer.run
        until = time.perf_counter() + READY_S
        while time.perf_counter() < until:
            window._frame()
            clock.tick(60)
        first, began = run.place, time.perf_counter()
        took, last = [], began
        while last - began < seconds and workspace.trainer.working:
            window._frame()
            clock.tick(60)
            now = time.perf_counter()
            took.append(now - last)
            last = now
        learnt = learnt_between(first, run.place, len(run.training))
        speed = learnt / (last - began)
        workspace.close()
    gc.collect()
    return took, speed


def without(network: str, seconds: float) -> float:
    """Return drawings learnt from a second without a window, and without a run on disk."""
    from data.home import open_drawings
    from data.labelled import from_store
    from models.ahead import processes
    from models.examples import split
    from models.run import Run
    from stepwise import at_once

    with tempfile.TemporaryDirectory() as home, open_drawings(Path(home)) as store:
        drawings = from_store(store)
    plan, batch = PRESETS[network], drawings.batch
    training, held_out = at_once(split(batch.images, batch.labels, drawings.held_out))
    n_classes = len(batch.names)
    run = Run(plan, n_classes, training, held_out, drawings.vary, processes=processes())
    steps = run.steps()
    until = time.perf_counter() + READY_S
    while time.perf_counter() < until:
        next(steps)
    first, began = run.place, time.perf_counter()
    while time.perf_counter() - began < seconds and next(steps, None) is not None:
        pass
    speed = learnt_between(first, run.place, len(run.training)) / (time.perf_counter() - began)
    steps.close()
    return speed


def learnt_between(first, last, n: int) -> int:
    """Return how many drawings were learnt from between two places."""
    return (last.epoch - first.epoch) * n + last.start - first.start


def answers(networks: list[str], n: int, hidden: tuple[int, ...] | None) -> None:
    """Print how long Start, Pause and Stop took, and the longest step between two looks at keys."""
    from ui import commands as c
    from ui.workspace import Workspace

    print("| network | start | pause | stop | longest step: ready | train | end | back | memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), n)
        for network in networks:
            workspace = Workspace(Path(home))
            while workspace.work(time.perf_counter() + GIVEN_S):
                pass
            workspace.apply(c.ChangePlan("network", network))
            if hidden is not None:
                workspace.apply(c.ChangePlan("hidden", hidden))
            start = timed(lambda w=workspace: w.apply(c.StartOrPause()))
            longest = {False: 0.0, True: 0.0}  # of the steps before the first mini-batch, and after
            until = time.perf_counter() + READY_MOST_S
            trained_s = 0.0
            while trained_s < TRAINED_S and time.perf_counter() < until:
                took = timed(lambda w=workspace: w.work(time.perf_counter() + GIVEN_S))
                run = workspace.trainer.run
                trains = run is not None and run.place.step > 0
                longest[trains] = max(longest[trains], took)
                trained_s += took * trains
            pause, stop = (
                timed(lambda w=workspace, what=what: w.apply(what()))
                for what in (c.StartOrPause, c.StopTraining)
            )
            end = longest_step(workspace)
            back = timed(lambda w=workspace: w.apply(c.GoOnWithRun(w.trainer.run_id)))
            back = max(back, longest_step(workspace))
            workspace.apply(c.StopTraining())  # so that the next one does not go on with it
            longest_step(workspace)
            told = (start, pause, stop, longest[False], longest[True], end, back)
            ms = " | ".join(f"{seconds * 1e3:.0f} ms" for seconds in told)
            print(f"| `{network}` | {ms} | {memory_mb(os.getpid()):,.0f} MB |", flush=True)
            workspace.close()
            gc.collect()


def longest_step(workspace) -> float:
    """Return the longest time between two looks at the keys, until there is nothing to do."""
    longest = 0.0
    while workspace.trainer.working:
        longest = max(longest, timed(lambda: workspace.work(time.perf_counter() + GIVEN_S)))
    return longest


def timed(work) -> float:
    """Return the seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def fill(home: Path, n: int) -> None:
    """Put n drawings into a home: those of the starter set, with some pixels turned over."""
    from data.home import open_drawings

    rng = np.random.default_rng(0)
    with open_drawings(home) as store:
        known = store.read()
        while (left := n - store.count()) > 0:
            rows = rng.integers(0, len(known), min(left, FILLED_AT_ONCE))
            images = known.images[rows].copy()
            flipped = rng.integers(0, images[0].size, (len(rows), 3))
            images.reshape(len(rows), -1)[np.arange(len(rows))[:, None], flipped] ^= True
            store.add(images, known.label_ids[rows].tolist(), "imported")


def time_left(networks: list[str]) -> None:
    """Print by which factor the time left was wrong, from the first tenth to the last second."""
    print("| network | seconds | time left, worst: too long | too short | median |")
    print("|---|---:|---:|---:|---:|")
    for network in networks:
        told: list[tuple[float, float]] = []
        with tempfile.TemporaryDirectory() as home:
            window, workspace, clock = begun(home, network, PRESETS[network].epochs)
            began = time.perf_counter()
            while workspace.trainer.working:
                window._frame()
                clock.tick(60)
                left = workspace.trainer.left_s
                if left is not None and workspace.trainer.status == "running":
                    told.append((time.perf_counter(), left))
            ended = time.perf_counter()
            workspace.close()
        at, left = np.array(told).T
        counts = (at - began > 0.1 * (ended - began)) & (ended - at > LAST_S)
        factors = left[counts] / (ended - at[counts])
        worst = f"{factors.max():.2f} | {1 / factors.min():.2f} | {np.median(factors):.2f}"
        print(f"| `{network}` | {ended - began:.0f} | {worst} |", flush=True)


def memory(epochs: int) -> None:
    """Print what the window needs along a long training, going round the screens."""
    from ui import commands as c
    from ui.state.view import SCREENS

    print("| epoch | memory |\n|---:|---:|")
    with tempfile.TemporaryDirectory() as home:
        window, workspace, clock = begun(home, "classic", epochs)
        workspace.apply(c.Toggle("what_if"))
        said, n = 0, 0
        while workspace.trainer.working:
            n += 1
            if n % 120 == 0:
                workspace.apply(c.show_screen(SCREENS[n // 120 % len(SCREENS)]))
            window._frame()
            epoch = workspace.trainer.run.place.epoch
            if epoch >= said:
                print(f"| {epoch:,} | {memory_mb(os.getpid()):.0f} MB |", flush=True)
                said += epochs // 10
        workspace.close()


if __name__ == "__main__":
    sys.exit(main())
