"""Finding what may spoil a training. Runs in a process of its own; see ``ui.state.finder``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LOOKING = 0.3  # share of the time that all but the suspects take
ALMOST = 0.99  # 1 means that the last list was sent


def find(pipe: Connection) -> None:
    """Receive packed drawings and labels; send lists of rows by question, and progress, 0 to 1.

    Before the suspects come the classes that would fit better: ``("others", (rows, labels))``.
    """
    import numpy as np  # here: see models.beside

    from data.quality.doubles import doubles
    from data.quality.odd import odd
    from data.quality.oriented import Features
    from data.quality.scraps import scraps
    from models.suspects import doubts, ranked

    pipe.send(("", 0.0))
    packed, labels = pipe.recv()
    pipe.send(("scrap", scraps(packed)))
    pipe.send(("double", doubles(packed)))
    features = Features(packed)
    pipe.send(("", LOOKING / 2))
    rng = np.random.default_rng(0)  # the same drawings give the same lists
    pipe.send(("odd", odd(features, labels, rng)))
    pipe.send(("", LOOKING))
    for found in doubts(features, labels, rng):
        judged = float((~np.isnan(found.leads)).mean()) if len(labels) else 1.0
        pipe.send(("", min(LOOKING + (1 - LOOKING) * judged, ALMOST)))
    rows = ranked(found)
    pipe.send(("others", (rows, found.others[rows])))
    pipe.send(("suspect", rows))
    pipe.send(("", 1.0))
