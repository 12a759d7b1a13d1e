"""Draws recorded pen strokes with the mouse in the real window, and keeps each under its word.

    python tests/replay_strokes.py FILE.ndjson.gz

FILE has one JSON object a line with ``word`` and ``drawing``, a list of strokes
``[[x...], [y...], ...]``, as Quick, Draw! publishes them. Printed is how many
drawings were kept with every stroke's ink where it belongs: the pixels that the
brush covers along the pointer's way, and no others.
"""

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))
from data.brush import line, tip
from data.drawing import SIDE, unpack
from tests.pilot import Pilot, Screen, wait_for
from ui.layout import draw_layout, frame
from ui.look import Look

SPAN = 24  # of the 28 pixels: what the longer side of a drawing takes
BRUSH = 2
OWN = "origin = 'drawn'"
KEYS = 9  # classes that have a key


def read_drawings(path):
    """Yield (word, strokes), each stroke a list of (x, y) as recorded."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield row["word"], [list(zip(*stroke[:2], strict=True)) for stroke in row["drawing"]]


def on_sheet(strokes, area):
    """Return the strokes as whole window pixels, fitted into the sheet's ``area``."""
    points = np.array([point for stroke in strokes for point in stroke], float)
    low, high = points.min(axis=0), points.max(axis=0)
    cell = area.width / SIDE
    scale = SPAN * cell / max((high - low).max(), 1e-9)
    middle = np.array(area.center)
    return [
        [tuple(map(int, np.rint(middle + (p - (low + high) / 2) * scale))) for p in stroke]
        for stroke in map(lambda s: np.array(s, float), strokes)
    ]


def expected(strokes, area):
    """Return the ink that the brush leaves along the pointer's way, (28, 28)."""
    sheet = np.zeros((SIDE, SIDE), bool)
    size = area.width // SIDE
    for stroke in strokes:
        cells = [((y - area.y) // size, (x - area.x) // size) for x, y in stroke]
        for start, end in zip(cells, cells[1:] or cells, strict=False):
            for spot in line(start, end):
                for touched in tip(spot, BRUSH):
                    sheet[touched] = True
    return sheet


def keep(pilot, words, word, area):
    """Keep the drawing on the sheet under ``word``, by its key or by its row."""
    number = words.index(word)
    if number < KEYS:
        pilot.key(str(number + 1))
        return
    look = Look()
    answer = draw_layout(frame((pilot.width, pilot.height), look.u).content, look.u).answer
    head, row = look.u(14 + 78 + 8), look.u(38)
    pilot.click((answer.x + look.u(80), answer.y + head + row * (number + 0.5)))


def add_class(pilot, word):
    """Add a class by its dialog."""
    look = Look()
    answer = draw_layout(frame((pilot.width, pilot.height), look.u).content, look.u).answer
    pilot.click((answer.right - look.u(60), answer.bottom - look.u(30)))
    pilot.type(word)
    pilot.key("Return")


def replay(path, home, most=None):
    """Draw and keep every drawing; return how many were right, and how many there were."""
    right = total = 0
    with Screen() as screen:
        pilot = Pilot(screen, home)
        try:
            look = Look()
            area = draw_layout(frame((pilot.width, pilot.height), look.u).content, look.u).sheet
            words = ["car", "house", "tree", "fish", "flower", "cat", "bicycle", "apple"]
            for word, recorded in list(read_drawings(path))[:most]:
                if word not in words:
                    add_class(pilot, word)
                    words.append(word)
                strokes = on_sheet(recorded, area)
                for stroke in strokes:
                    pilot.drag(stroke if len(stroke) > 1 else stroke * 2)
                pilot.settle()
                keep(pilot, words, word, area)
                total += 1
                wait_for(lambda n=total: len(pilot.drawings(OWN)) == n)
                label, pixels, _ = pilot.drawings(OWN)[-1]
                image = unpack(np.frombuffer(pixels, np.uint8)[None])[0]
                good = label == word and np.array_equal(image, expected(strokes, area))
                right += good
                if not good:
                    wrong = int((image != expected(strokes, area)).sum())
                    print(f"drawing {total} ({word}): kept as {label}, {wrong} pixels differ")
            pilot.close()
        finally:
            pilot.kill()
    return right, total


def main():
    """Read the command line, replay, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    with tempfile.TemporaryDirectory() as home:
        right, total = replay(parser.parse_args().file, home)
    print(f"{right} of {total} drawings kept with every stroke's ink where it belongs")
    return right < total


if __name__ == "__main__":
    sys.exit(main())
