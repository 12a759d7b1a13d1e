import numpy as np
import pytest

from activation import ACTIVATIONS
from compiled.flips import flips_of
from models.architecture import untrained
from models.plan import PRESETS
from network import Network
from tests.explained import KINDS, near, network_of, sheets


@pytest.mark.parametrize("hidden", [(), (5,), (16, 16), (3,) * 10], ids=str)
@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_what_if_equals_784_drawings_sent_through_one_by_one(curve, hidden, rng):
    network = Network.dense((784, *hidden, 8), rng, curve)
    flips = flips_of(network)
    for image in (np.zeros(784), np.ones(784), (rng.random(784) < 0.15).astype(float)):
        change = flips.changes(image)
        for pixel in rng.choice(784, 60, replace=False):
            flipped = image.copy()
            flipped[pixel] = 1 - flipped[pixel]
            slow = network.forward(flipped[None])[0] - network.forward(image[None])[0]
            assert change[pixel] == pytest.approx(slow, abs=1e-5)


@pytest.mark.parametrize("preset", ["wide", "conv"])
def test_what_if_is_exact_for_a_network_that_centres_or_convolves_too(preset, rng):
    network = untrained(PRESETS[preset], 784, 4, rng)
    image = (rng.random(784) < 0.1).astype(np.float32)
    flips = flips_of(network)
    change = flips.changes(image)
    assert change.shape == (784, 4)
    for pixel in rng.choice(784, 20, replace=False):
        flipped = image.copy()
        flipped[pixel] = 1 - flipped[pixel]
        slow = network.forward(flipped[None])[0] - network.forward(image[None])[0]
        assert change[pixel] == pytest.approx(slow, abs=1e-5)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_if_is_exact_on_every_sheet(kind, rng):
    network = network_of(kind, rng)
    flips = flips_of(network)
    for image in sheets(rng, {"classic": 200, "wide": 20, "conv": 3}[kind[0]]):
        change = flips.changes(image)
        pixels = rng.choice(784, 8, replace=False)
        flipped = np.repeat(image[None], 8, axis=0)
        flipped[np.arange(8), pixels] = 1 - image[pixels]
        slow = [network.forward(one[None])[0] for one in flipped]
        assert near(change[pixels], slow - network.forward(image[None]))
