import numpy as np
import pytest

from layer import Layer
from models.architecture import untrained
from models.attribution.reading import contributions, read, strongest
from models.plan import PRESETS
from network import Network
from tests.explained import KINDS, near, network_of, sheets


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


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_sums_and_contributions_are_right_on_every_sheet(kind, rng):
    network = network_of(kind, rng)
    for image in sheets(rng, 200 if kind[0] != "conv" else 20):
        reading, x = read(network, image), image[None]
        for depth, layer in enumerate(network.layers):
            z = layer.sums(x)[0]
            x = layer.forward(x)
            assert near(reading.sums[depth], z) and near(reading.stages[depth + 1], x[0])
            if isinstance(layer, Layer):
                total = contributions(network, reading, depth).sum(axis=0) + layer.biases
                assert near(total, z, 1e-5 * max(1.0, float(np.abs(z).max())))
