"""What the tests of explanations share: networks of every kind, and sheets to show them.

``INKLING_DRAWINGS`` names a file of other drawings, ``INKLING_SHEETS`` says how many to
take of them and of random ones, where a test would take fewer for want of time.
"""

import os
from pathlib import Path

import numpy as np

from activation import ACTIVATIONS
from models.architecture import untrained
from models.plan import PRESETS

KINDS = [(preset, curve) for preset in PRESETS for curve in ACTIVATIONS]
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
