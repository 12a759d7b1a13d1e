"""What the tests of explanations share: networks of every kind, sheets to show them, a person.

``INKLING_DRAWINGS`` names a file of other drawings, ``INKLING_SHEETS`` says how many to
take of them and of random ones, where a test would take fewer for want of time.
"""

import os
import time
from pathlib import Path

import numpy as np

from activation import ACTIVATIONS
from models.architecture import untrained
from models.model import Model, Story
from models.plan import PRESETS
from ui import commands as c
from ui.state.filter import only

KINDS = [(preset, curve) for preset in PRESETS for curve in ACTIVATIONS]
PATIENCE_S = 60
STARTER = Path(__file__).parent.parent / "data" / "starter" / "drawings.npz"


def network_of(kind, rng, n_classes=5):
    """A network that was not trained, with biases, and steep enough to bend."""
    preset, curve = kind
    plan = PRESETS[preset].with_setting("activation", curve)
    network = untrained(plan, 784, n_classes, rng)
    for array in network.parameters():
        array += (0.3 * rng.standard_normal(array.shape) * (array.ndim == 1)).astype(array.dtype)
        array *= 1.5
    return network


def sheets(rng, n):
    """The empty sheet, the full one, n random ones and n drawings: (2 + 2 n, 784)."""
    n = max(n, int(os.environ.get("INKLING_SHEETS", n)))
    with np.load(os.environ.get("INKLING_DRAWINGS", STARTER)) as file:
        drawings = file["images"].reshape(-1, 784) > 0
    chosen = rng.choice(len(drawings), n, replace=len(drawings) < n)
    noise = rng.random((n, 784)) < rng.uniform(0.02, 0.6, (n, 1))
    edges = np.stack([np.zeros(784, bool), np.ones(784, bool)])
    return np.concatenate([edges, noise, drawings[chosen]]).astype(np.float32)


def near(found, wanted, within=1e-5):
    """Whether two arrays differ by no more; as pytest.approx, but fast for large ones."""
    found, wanted = np.asarray(found), np.asarray(wanted)
    return found.shape == wanted.shape and not (np.abs(found - wanted) > within).any()


def draw(workspace, start, end):
    workspace.apply(c.BeginStroke(start))
    workspace.apply(c.ExtendStroke(end))
    workspace.apply(c.EndStroke())


def work(workspace):
    until_s = time.perf_counter() + 60
    while workspace.work(time.perf_counter() + 0.02):
        assert time.perf_counter() < until_s, "the work does not end"
        time.sleep(0.001)  # the flips are played by the clock


def until_followed(workspace):
    until_s = time.perf_counter() + 60
    while not workspace.networks.following:
        workspace.work(time.perf_counter() + 0.02)
        assert time.perf_counter() < until_s


def use(workspace, preset, rng, names=("car", "house", "tree")):
    network = untrained(PRESETS[preset], 784, len(names), rng)
    workspace.use(Model(network, names, Story(), preset))
    return network


def same_numbers(one, other):
    """Whether two networks are the same to the last bit."""
    pairs = zip(one.parameters(), other.parameters(), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def look(workspace, kind):
    """Ask for what may be wrong and wait until everything is looked through."""
    workspace.apply(c.ShowOnly(only(kind)))
    end_s = time.perf_counter() + PATIENCE_S
    while workspace.finder.share is not None:
        workspace.work(time.perf_counter() + 0.01)
        time.sleep(0.005)
        assert time.perf_counter() < end_s
    work(workspace)
    assert not workspace.finder.failed
