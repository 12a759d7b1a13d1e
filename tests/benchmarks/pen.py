"""``python -m tests.benchmarks.pen FILE.ndjson.gz``: from a pen's event to the picture it makes.

Recorded strokes are drawn in a real window of 1280 x 800 (on a virtual screen, if Xvfb is
there), an event at a time: the event is taken, the answer and the views worked out, the
frame drawn and shown. Until it is taken an event waits for a sixtieth of a second at most.
"""

import argparse
import gc
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.pilot import Screen, missing_programs
from tests.replay_strokes import on_sheet, read_drawings

EVENTS = 10_000
SIZE = (1280, 800)
INSIDE = "INKLING_PEN_INSIDE"  # set where there is a screen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.pen", description=__doc__)
    parser.add_argument("strokes", type=Path)
    parser.add_argument("--events", type=int, default=EVENTS)
    options = parser.parse_args()
    if INSIDE in os.environ or missing_programs():
        return report(options.strokes, options.events)
    with Screen() as screen:
        return subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.pen", *sys.argv[1:]],
            env={**screen.env, INSIDE: "1"},
            check=False,
        ).returncode


def report(path: Path, events: int) -> int:
    """Measure, and print a table."""
    print("| | median | 99 % | 99.9 % | most | over 16 ms | over 33 ms |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for title, keys in (("the answer", ()), ("the answer and what if", ("w",))):
        took = np.array(milliseconds(path, events, keys))
        points = " | ".join(f"{p:.1f}" for p in np.percentile(took, (50, 99, 99.9, 100)))
        late = " | ".join(f"{(took > most).mean():.2%}" for most in (16, 33))
        print(f"| {title}, {len(took)} events | {points} | {late} |", flush=True)
    return 0


def milliseconds(path: Path, events: int, keys: tuple[str, ...]) -> list[float]:
    """Draw strokes event by event; return how long each took to be seen."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    import pygame

    from ui.layout import draw_layout, frame
    from ui.look import Look
    from ui.window import Window
    from ui.workspace import Workspace

    pygame.display.init()
    pygame.font.init()
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Path(home))
        window = Window(workspace)
        look = Look()
        area = draw_layout(frame(SIZE, look.u).content, look.u).sheet
        for key in keys:
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=ord(key), mod=0, unicode=key))
        settle(window)
        gc.freeze()  # as the window does before its first frame
        took = []
        for event in itertools.islice(pen_events(path, area), events):
            pygame.event.clear()
            pygame.event.post(event)
            started = time.perf_counter()
            changed = window._take_events()
            window._stage.tick(started)
            window._show(started, changed=changed)
            took.append((time.perf_counter() - started) * 1e3)
        workspace.close()
    pygame.quit()
    return took


def settle(window: object) -> None:
    """Let the window do what it does first."""
    for _ in range(60):
        window._frame()


def pen_events(path, area):
    """Yield presses, moves and releases of all drawings, again and again; clear between them."""
    import pygame

    def event(kind, **values):
        return pygame.event.Event(kind, **values)

    while True:
        for _, recorded in read_drawings(path):
            for stroke in on_sheet(recorded, area):
                yield event(pygame.MOUSEBUTTONDOWN, pos=stroke[0], button=1)
                for before, at in itertools.pairwise(stroke):
                    rel = at[0] - before[0], at[1] - before[1]
                    yield event(pygame.MOUSEMOTION, pos=at, rel=rel, buttons=(1, 0, 0))
                yield event(pygame.MOUSEBUTTONUP, pos=stroke[-1], button=1)
            yield event(pygame.KEYDOWN, key=pygame.K_BACKSPACE, mod=0, unicode="")


if __name__ == "__main__":
    sys.exit(main())
