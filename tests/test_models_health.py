import numpy as np
import pytest

from activation import RELU, SIGMOID, TANH
from models.health import complaint
from models.scores import Score
from network import Network

IMAGES = (np.random.default_rng(0).random((30, 20)) < 0.3).astype(np.float32)


def score(confusion):
    return Score(np.array(confusion), 0.5)


GOOD = score([[10, 5], [5, 10]])


def test_nothing_is_said_of_a_healthy_network(rng):
    for curve in (SIGMOID, TANH, RELU):
        assert complaint(Network.dense((20, 8, 2), rng, curve), IMAGES, GOOD) == ""


def test_one_answer_to_everything_is_said(rng):
    found = complaint(Network.dense((20, 8, 2), rng), IMAGES, score([[15, 0], [15, 0]]))
    assert found.startswith("Every answer is the same class")


def test_where_there_is_one_class_one_answer_is_right(rng):
    assert complaint(Network.dense((20, 8, 2), rng), IMAGES, score([[30, 0], [0, 0]])) == ""


@pytest.mark.parametrize("curve, push", [(SIGMOID, 50.0), (TANH, -50.0), (RELU, -50.0)])
def test_neurons_stuck_where_their_curve_is_flat_are_said(curve, push, rng):
    network = Network.dense((20, 8, 6, 2), rng, curve)
    network.layers[1].biases += push
    found = complaint(network, IMAGES, GOOD)
    assert found.startswith("Nearly all neurons of hidden layer 2 are stuck")
