import numpy as np
import pytest

from activation import ACTIVATIONS
from models.architecture import untrained
from models.attribution import contributions, read, strongest, what_if
from models.plan import PRESETS
from network import Network


@pytest.mark.parametrize("hidden", [(), (5,), (16, 16), (3,) * 10], ids=str)
@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_what_if_equals_784_drawings_sent_through_one_by_one(curve, hidden, rng):
    network = Network.dense((784, *hidden, 8), rng, curve)
    for image in (np.zeros(784), np.ones(784), (rng.random(784) < 0.15).astype(float)):
        change = what_if(network, image)
        for pixel in rng.choice(784, 60, replace=False):
            flipped = image.copy()
            flipped[pixel] = 1 - flipped[pixel]
            slow = network.forward(flipped[None])[0] - network.forward(image[None])[0]
            assert change[pixel] == pytest.approx(slow, abs=1e-5)


@pytest.mark.parametrize("preset", ["wide", "conv"])
def test_what_if_is_exact_for_a_network_that_centres_or_convolves_too(preset, rng):
    network = untrained(PRESETS[preset], 784, 4, rng)
    image = (rng.random(784) < 0.1).astype(np.float32)
    change = what_if(network, image)
    assert change.shape == (784, 4)
    for pixel in rng.choice(784, 20, replace=False):
        flipped = image.copy()
        flipped[pixel] = 1 - flipped[pixel]
        slow = network.forward(flipped[None])[0] - network.forward(image[None])[0]
        assert change[pixel] == pytest.approx(slow, abs=1e-5)


def test_a_layer_that_is_not_fully_connected_has_no_single_contributions(rng):
    network = untrained(PRESETS["conv"], 784, 4, rng)
    with pytest.raises(ValueError, match="layer 1 is a convolution"):
        contributions(network, read(network, np.zeros(784, np.float32)), 1)


def test_contributions_and_bias_add_up_to_the_sum_of_each_neuron(rng):
    network = Network.dense((784, 16, 16, 8), rng)
    network.layers[1].biases[:] = rng.normal(size=16)
    reading = read(network, (rng.random(784) < 0.2).astype(float))
    for depth, layer in enumerate(network.layers):
        total = contributions(network, reading, depth).sum(axis=0) + layer.biases
        assert total == pytest.approx(reading.sums[depth], abs=1e-5)
        assert layer.activation.apply(total) == pytest.approx(reading.stages[depth + 1], abs=1e-5)


def test_the_strongest_are_the_largest_by_size_and_never_zero():
    parts = np.array([0.0, -3.0, 1.0, 2.0, 0.0])
    assert strongest(parts, 2).tolist() == [1, 3]
    assert strongest(parts, 5).tolist() == [1, 3, 2]
