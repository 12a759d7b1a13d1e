import numpy as np
import pytest

from activation import RELU, TANH
from layer import Layer


@pytest.fixture
def layer(rng):
    return Layer(3, 2, rng)


def test_forward_matches_a_sum_done_by_hand(layer):
    layer.weights[:] = [[1.0, 0.0], [0.0, -1.0], [2.0, 0.0]]
    layer.biases[:] = [0.0, 1.0]
    out = layer.forward(np.array([[1.0, 1.0, 0.0]]))
    # z = (1 + 0 + 0 + 0, 0 - 1 + 0 + 1) = (1, 0); sigmoid(1) = 0.731059, sigmoid(0) = 0.5
    assert out == pytest.approx(np.array([[0.731059, 0.5]]), abs=1e-6)


@pytest.mark.parametrize("shape", [(3,), (4, 2), (1, 3, 1)])
def test_forward_refuses_a_batch_of_the_wrong_shape(layer, shape):
    with pytest.raises(ValueError, match=r"expected a batch of shape \(n, 3\)"):
        layer.forward(np.zeros(shape))


@pytest.mark.parametrize("n_in, n_out", [(0, 2), (3, 0), (-1, 1)])
def test_an_empty_layer_is_refused(rng, n_in, n_out):
    with pytest.raises(ValueError, match="at least 1 input and 1 neuron"):
        Layer(n_in, n_out, rng)


def test_the_same_seed_gives_the_same_layer():
    one, two = (Layer(5, 4, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one.weights, two.weights)


def test_first_weights_spread_by_the_root_of_the_inputs(rng):
    layer = Layer(784, 500, rng)
    assert layer.weights.std() == pytest.approx(1 / 28, rel=0.02)  # sqrt(784) = 28
    assert not layer.biases.any()


@pytest.mark.parametrize("curve, kept", [(TANH, (0.3, 1.0)), (RELU, (0.3, 1.0))])
def test_a_signal_neither_dies_nor_explodes_on_its_way_through_ten_new_layers(curve, kept, rng):
    x = rng.normal(size=(200, 100))
    for _ in range(10):
        x = Layer(100, 100, rng, curve, np.float64).forward(x)
    size = float(np.sqrt((x**2).mean()))
    assert (kept[0] if curve is RELU else 0.1) < size < 2.0


def test_gradient_and_backward_match_sums_done_by_hand(layer):
    layer.weights[:] = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    x = np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]])
    d_z = np.array([[1.0, 0.0], [0.5, -1.0]])
    gradient = layer.gradient(x, d_z)
    # weight (2, 0): 2 * 1 + 1 * 0.5 = 2.5, and so on; biases: 1 + 0.5 and 0 - 1
    assert gradient.weights.tolist() == [[1.0, 0.0], [0.5, -1.0], [2.5, -1.0]]
    assert gradient.biases.tolist() == [1.5, -1.0]
    # first row: 1 * (1, 3, 5); second: 0.5 * (1, 3, 5) - (2, 4, 6)
    assert layer.backward(x, layer.forward(x), d_z).tolist() == [
        [1.0, 3.0, 5.0],
        [-1.5, -2.5, -3.5],
    ]


def test_a_copy_does_not_change_with_the_original(rng):
    layer = Layer(3, 2, rng, RELU)
    twin = layer.copy()
    layer.weights += 1
    layer.biases += 1
    assert twin.activation is RELU
    assert np.allclose(twin.weights, layer.weights - 1, atol=1e-6)
    assert not twin.biases.any()
