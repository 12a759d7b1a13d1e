import numpy as np
import pytest

from activation import ACTIVATIONS
from models.attribution.shares import shares
from network import Network
from tests.explained import KINDS, near, network_of, sheets


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_shares_of_every_layer_add_up_to_the_difference_from_the_empty_sheet(kind, rng):
    network = network_of(kind, rng)
    empty = network.forward(np.zeros((1, 784), np.float32))[0]
    for image in sheets(rng, 200 if kind[0] != "conv" else 40):
        difference = network.forward(image[None])[0] - empty
        for part in shares(network, image):
            if part.shape[1]:
                assert near(part.sum(axis=1), difference)


def test_shares_of_a_small_network_are_those_done_by_hand():
    network = Network.dense((2, 2, 1), np.random.default_rng(0), ACTIVATIONS["relu"])
    network.layers[0].weights[:] = [[1.0, -1.0], [1.0, 2.0]]
    network.layers[0].biases[:] = [-0.5, 0.5]
    network.layers[1].weights[:] = [[2.0], [1.0]]
    network.layers[1].biases[:] = [-1.0]
    pixels, hidden, output = shares(network, np.array([1.0, 1.0], np.float32))
    # Sums (1.5, 1.5) against (-0.5, 0.5); outputs (1.5, 1.5) against (0, 0.5): steep 0.75 and 1.
    # The last sum is 3.5 against -0.5; a sigmoid of 0.970688 against 0.377541: steep 0.148287.
    steep = (0.970688 - 0.377541) / 4
    assert hidden[0] == pytest.approx([2 * 1.5 * steep, 1 * 1.0 * steep], abs=1e-5)
    first = 2 * 0.75 * steep
    assert pixels[0] == pytest.approx([first - steep, first + 2 * steep], abs=1e-5)
    assert output[0] == pytest.approx([0.970688 - 0.377541], abs=1e-5)


def test_a_pixel_without_ink_has_no_share(rng):
    network = network_of(("classic", "sigmoid"), rng)
    image = (rng.random(784) < 0.2).astype(np.float32)
    assert not shares(network, image)[0][:, image == 0].any()


@pytest.mark.parametrize("hidden", [(), (1,), (1000,), (3,) * 10], ids=str)
def test_shares_add_up_in_a_network_of_any_depth_and_width(hidden, rng):
    network = Network.dense((784, *hidden, 3), rng)
    image = (rng.random(784) < 0.2).astype(np.float32)
    apart = network.forward(np.stack([image, 0 * image]))
    for part in shares(network, image):
        assert part.sum(axis=1) == pytest.approx(apart[0] - apart[1], abs=1e-5)


def test_shares_of_some_outputs_are_those_rows_of_all(rng):
    network = network_of(("conv", "relu"), rng)
    image = sheets(rng, 3)[-1]
    for some, every in zip(shares(network, image, [3, 1]), shares(network, image), strict=True):
        assert some == pytest.approx(every[[3, 1]], abs=1e-9)
