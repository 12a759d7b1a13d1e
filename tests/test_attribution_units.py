import numpy as np
import pytest

from activation import RELU, TANH
from convolution import Convolution
from layer import Layer
from models.architecture import learner, untrained
from models.attribution.reading import read
from models.attribution.units import (
    drawn_depths,
    n_units,
    unit_contributions,
    unit_values,
    weight_picture,
)
from models.plan import PRESETS, Plan
from network import Network
from pooling import Pooling


@pytest.fixture
def network(rng):
    return Network(
        [
            Convolution(8, 1, 3, rng, size=5, activation=RELU),
            Pooling(8, 3),
            Convolution(4, 3, 2, rng, activation=TANH),
            Layer(32, 4, rng, TANH),
            Layer(4, 2, rng),
        ]
    )


@pytest.fixture
def reading(network, rng):
    return read(network, (rng.random(64) < 0.4).astype(np.float32))


def test_layers_with_weights_are_drawn_by_their_neurons_or_maps(network):
    assert drawn_depths(network) == [0, 2, 3, 4]
    assert [n_units(network, depth) for depth in drawn_depths(network)] == [3, 2, 4, 2]


def test_a_map_is_worth_its_highest_value(network, reading):
    found = unit_values(network, reading, 0)
    assert found == pytest.approx(reading.stages[1].reshape(64, 3).max(axis=0))
    assert np.array_equal(unit_values(network, reading, 3), reading.stages[4])


@pytest.mark.parametrize("depth, pixels", [(0, 64), (2, 16), (3, 1), (4, 1)])
def test_contributions_and_biases_add_up_to_all_sums_of_a_unit(network, reading, depth, pixels):
    for layer in network.layers:
        for array in layer.parameters():
            array += 0.1
    reading = read(network, reading.stages[0])
    parts = unit_contributions(network, reading, depth)
    n = n_units(network, depth)
    sums = reading.sums[depth].reshape(-1, n).sum(axis=0)
    biases = network.layers[depth].parameters()[1]
    assert parts.shape[1] == n
    assert parts.sum(axis=0) + pixels * biases == pytest.approx(sums, abs=1e-4)


def test_a_units_weights_are_a_picture_where_it_sees_one(network, rng):
    assert weight_picture(network, 0, 1).shape == (5, 5)
    assert weight_picture(network, 2, 1).shape == (3, 3)
    with pytest.raises(ValueError, match="does not see the sheet"):
        weight_picture(network, 4, 0)
    dense = Network.dense((784, 3, 2), rng)
    assert np.array_equal(weight_picture(dense, 0, 2).ravel(), dense.layers[0].weights[:, 2])


@pytest.mark.parametrize("preset, sizes", [
    ("classic", (784, 16, 16, 10)),
    ("wide", (784, 784, *PRESETS["wide"].hidden, 10)),
])  # fmt: skip
def test_presets_have_the_layers_they_promise(preset, sizes, rng):
    assert untrained(PRESETS[preset], 784, 10, rng).sizes == sizes


def test_conv_has_convolution_and_pooling_before_a_small_dense_part(rng):
    network = untrained(PRESETS["conv"], 784, 10, rng)
    kinds = [layer.kind for layer in network.layers]
    n = len(PRESETS["conv"].filters)
    assert kinds == ["centring", *["convolution", "pooling"] * n, "dense"]


def test_what_a_learner_learns_the_network_has_learnt(rng):
    network = untrained(Plan(centred=True, hidden=(6,)), 784, 3, rng)
    inner = learner(network, 0.5, rng)
    assert [layer.kind for layer in inner.layers] == ["dense", "dropout", "dense"]
    inner.layers[0].weights += 1
    assert np.array_equal(network.layers[1].weights, inner.layers[0].weights)
    with pytest.raises(ValueError, match="dropout of 0.5 needs a source of chance"):
        learner(network, 0.5)
    plain = learner(untrained(Plan(), 784, 3, rng), 0.5, rng)
    assert [layer.kind for layer in plain.layers] == [
        "dense",
        "dropout",
        "dense",
        "dropout",
        "dense",
    ]
