from itertools import combinations

import numpy as np
import pytest

from models.attribution.counterfactual import MOST_FLIPS, WhyNot, flipped
from network import Network
from tests.explained import KINDS, network_of, sheets


def search(network, image, wanted, most=MOST_FLIPS):
    found = WhyNot(network, image, wanted, most)
    for _ in found.steps():
        assert not found.over
    assert found.over
    return found


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_flips_found_make_the_class_win_and_none_of_them_can_be_left_out(kind, rng):
    network, most = network_of(kind, rng), 4 if kind[0] == "conv" else 20
    for image in sheets(rng, 5 if kind[0] == "classic" else 1):
        answer = int(network.forward(image[None])[0].argmax())
        wanted = (answer + 1) % 5
        found = search(network, image, wanted, most).found
        if found is None:
            continue
        assert len(set(found)) == len(found) <= most
        assert network.forward(flipped(image, found)[None])[0].argmax() == wanted
        for i in range(len(found)):
            fewer = flipped(image, found[:i] + found[i + 1 :])
            assert network.forward(fewer[None])[0].argmax() != wanted


def test_a_list_of_one_or_two_is_as_short_as_any(rng):
    checked = 0
    for _ in range(30):
        network = Network.dense((16, 6, 3), rng)
        network.layers[1].weights *= 3
        image = (rng.random(16) < 0.4).astype(np.float32)
        wanted = int(network.forward(image[None])[0].argsort()[1])
        lists = [some for n in (1, 2) for some in combinations(range(16), n)]
        outputs = network.forward(np.array([flipped(image, some) for some in lists]))
        winning = [
            len(some)
            for some, best in zip(lists, outputs.argmax(axis=1), strict=True)
            if best == wanted
        ]
        if winning:
            checked += 1
            assert len(search(network, image, wanted).found) == min(winning)
    assert checked > 3


def test_the_class_that_wins_already_needs_no_flip(rng):
    network = Network.dense((784, 8, 4), rng)
    image = (rng.random(784) < 0.2).astype(np.float32)
    assert search(network, image, int(network.forward(image[None])[0].argmax())).found == ()


def test_a_class_that_cannot_win_is_given_up_after_the_stated_effort(rng):
    network = Network.dense((784, 8, 4), rng)
    network.layers[1].weights[:, 2], network.layers[1].biases[2] = 0, -1000
    search_for = search(network, np.zeros(784, np.float32), 2)
    assert search_for.found is None and search_for.length == MOST_FLIPS


def test_a_saturated_network_still_finds_its_way(rng):
    network = Network.dense((784, 8, 4), rng)
    network.layers[1].biases[:] = [-60, -60, 60, -60]
    network.layers[1].weights *= 30
    network.layers[0].weights *= 10
    image = (rng.random(784) < 0.2).astype(np.float32)
    found = search(network, image, 0).found
    if found is not None:  # the real network says so, too
        assert network.forward(flipped(image, found)[None])[0].argmax() == 0


@pytest.mark.parametrize("hidden", [(), (1,), (1000,), (3,) * 10], ids=str)
def test_networks_of_any_shape_are_searched(hidden, rng):
    network = Network.dense((784, *hidden, 3), rng)
    assert search(network, np.zeros(784, np.float32), 1).over


def test_a_network_of_one_output_has_nothing_to_win_against(rng):
    network = Network.dense((784, 4, 1), rng)
    assert search(network, np.zeros(784, np.float32), 0).over


def test_weights_that_are_not_numbers_end_the_search(rng):
    network = Network.dense((784, 4, 3), rng)
    network.layers[0].weights[:] = np.nan
    assert search(network, np.zeros(784, np.float32), 0).found is None
