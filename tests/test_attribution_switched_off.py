import numpy as np
import pytest

from convolution import Convolution
from layer import Layer
from models.attribution.reading import read
from models.attribution.switched_off import effects, without
from models.attribution.units import drawn_depths, n_units
from network import Network
from tests.explained import KINDS, near, network_of, sheets


def rebuilt_without(network, depth, unit):
    """The slow way: a network that never had the unit, made of smaller arrays."""
    twin = network.copy()
    layer = twin.layers[depth]
    n = layer.weights.shape[1]
    layer.weights = np.delete(layer.weights, unit, axis=1)
    layer.biases = np.delete(layer.biases, unit)
    for after in twin.layers[depth + 1 :]:
        if isinstance(after, (Layer, Convolution)):
            by_unit = after.weights.reshape(-1, n, after.weights.shape[1])
            after.weights = np.delete(by_unit, unit, axis=1).reshape(-1, after.weights.shape[1])
            if isinstance(after, Convolution):
                after.n_maps = n - 1
            break
        after.n_maps = n - 1  # a pooling
    return twin


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_effects_equal_networks_rebuilt_without_each_unit(kind, rng):
    network = network_of(kind, rng)
    depths = drawn_depths(network)[:-1]
    rebuilt = {
        (depth, unit): rebuilt_without(network, depth, unit)
        for depth in depths
        for unit in rng.choice(n_units(network, depth), 4, replace=False).tolist()
    }
    for image in sheets(rng, 200 if kind[0] != "conv" else 20):
        reading = read(network, image)
        found = {depth: effects(network, reading, depth) for depth in depths}
        for (depth, unit), other in rebuilt.items():
            slow = other.forward(image[None])[0] - reading.outputs
            assert near(found[depth][unit], slow)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_network_without_several_units_answers_as_one_that_never_had_them(kind, rng):
    network = network_of(kind, rng)
    before = network.copy()
    depths = drawn_depths(network)[:-1]
    off = [(depth, n_units(network, depth) - 1) for depth in depths]
    rebuilt = network
    for depth, unit in off:
        rebuilt = rebuilt_without(rebuilt, depth, unit)
    images = sheets(rng, 20)
    assert without(network, off).forward(images) == pytest.approx(rebuilt.forward(images), abs=1e-5)
    assert network.forward(images) == pytest.approx(before.forward(images), abs=0)


def test_an_output_cannot_be_switched_off(rng):
    network = Network.dense((784, 4, 3), rng)
    with pytest.raises(ValueError, match="an output cannot be switched off"):
        effects(network, read(network, np.zeros(784, np.float32)), 1)
