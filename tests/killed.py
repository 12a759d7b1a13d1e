"""A person who changes a collection as fast as they can, to be killed while at it.

    python -m tests.killed HOME SEED

Before each change the drawings it is about are printed, and when it is confirmed on
screen everything there is, as JSON lines.
"""

import json
import sys
import zlib
from pathlib import Path

import numpy as np

from ui import commands as c
from ui.state.filter import Filter, only
from ui.workspace import Workspace


def state(drawings):
    """What is to be there again: id, class, trash or not, and the pixels, of every drawing."""
    columns = drawings.ids, drawings.label_ids, drawings.trashed
    rows = zip(*(column.tolist() for column in columns), strict=True)
    digests = [zlib.crc32(row.tobytes()) for row in drawings.packed]
    return [[*row, digest] for row, digest in zip(rows, digests, strict=True)]


def say(**values):
    """Print at once: the next moment may be the last."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def choose(workspace, rng, n):
    """Choose some of the drawings shown; return their ids."""
    shown = len(workspace.collection.shown)
    if shown:
        first = int(rng.integers(shown))
        workspace.apply(c.Choose(first))
        workspace.apply(c.Choose(first + n - 1, "extend"))
    return workspace.selection.visible_ids


def keep(workspace, rng):
    """Draw and keep."""
    start, end = rng.integers(2, 26, (2, 2)).tolist()
    workspace.apply(c.BeginStroke(tuple(start)))
    workspace.apply(c.ExtendStroke(tuple(end)))
    workspace.apply(c.EndStroke())
    say(begun=[])
    workspace.apply(c.PressNumber(int(rng.integers(1, 9))))


def change(workspace, rng):
    """Relabel, delete or bring back some."""
    what = int(rng.integers(3))
    workspace.apply(c.ShowOnly(only("trash") if what == 2 else Filter()))
    say(begun=choose(workspace, rng, int(rng.integers(1, 40))))
    label = workspace.collection.labels[int(rng.integers(len(workspace.collection.labels)))]
    workspace.apply([c.RelabelChosen(label.id), c.TrashChosen(), c.RestoreChosen()][what])


def undo(workspace, rng):
    """Undo or do again; it may be about any."""
    say(begun="any")
    workspace.apply(c.Undo() if rng.random() < 0.7 else c.Redo())


def main():
    """Go on until killed."""
    home, seed = Path(sys.argv[1]), int(sys.argv[2])
    rng = np.random.default_rng(seed)
    workspace = Workspace(home)
    say(state=state(workspace.collection.drawings))
    while True:
        step = [keep, change, change, undo][int(rng.integers(4))]
        step(workspace, rng)
        say(state=state(workspace.collection.drawings))


if __name__ == "__main__":
    main()
