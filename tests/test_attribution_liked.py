import numpy as np
import pytest

from models.architecture import learner
from models.attribution.imagined import MOST_FLIPS, Imagined
from models.attribution.liked import KEPT, Liked
from models.attribution.reading import read
from models.attribution.units import drawn_depths, n_units, unit_values
from network import Network
from tests.explained import KINDS, network_of, sheets


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_drawings_kept_are_those_of_all_at_either_end(kind, rng):
    network = network_of(kind, rng)
    images = sheets(rng, 25 if kind[0] == "conv" else 100)
    liked, rows = Liked(network), 1000 + np.arange(len(images))
    for start in range(0, len(images), 37):  # some at a time
        liked.take(images[start : start + 37], rows[start : start + 37])
    readings = [read(network, image) for image in images]
    for depth in drawn_depths(network):
        unit = int(rng.integers(n_units(network, depth)))
        values = np.array([unit_values(network, r, depth)[unit] for r in readings])
        for (found, given), wanted in (
            (liked.most(depth, unit), np.sort(values)[::-1][:KEPT]),
            (liked.least(depth, unit), np.sort(values)[:KEPT]),
        ):
            assert given == pytest.approx(wanted, abs=1e-5)
            assert values[found - 1000] == pytest.approx(wanted, abs=1e-5)


def test_fewer_drawings_than_are_kept_are_all_there(rng):
    network = Network.dense((784, 3, 2), rng)
    liked = Liked(network)
    assert len(liked.most(0, 1)[0]) == 0
    liked.take(sheets(rng, 0)[:2], np.array([7, 9]))
    assert sorted(liked.most(0, 1)[0].tolist()) == sorted(liked.least(1, 0)[0].tolist()) == [7, 9]


@pytest.mark.parametrize("kind", [("classic", "sigmoid"), ("wide", "tanh")], ids=str)
def test_every_flip_of_an_imagined_drawing_is_the_best_there_is(kind, rng):
    network = learner(network_of(kind, rng))
    imagined, images = Imagined(network, 2), []
    for _ in imagined.steps():
        if not images or imagined.image is not images[-1]:
            images.append(imagined.image)
        if len(images) > 4:
            break
    for before, after in zip(images, images[1:], strict=False):
        if np.abs(after - before).sum() > 1:
            continue  # flips that did not help by themselves were between
        assert np.abs(after - before).sum() == 1
        flips = np.abs(before - np.eye(784, dtype=np.float32))
        outputs = network.forward(flips)[:, 2]
        assert network.forward(after[None])[0, 2] == pytest.approx(outputs.max(), abs=1e-5)


def test_an_imagined_drawing_excites_its_class_and_ends(rng):
    network = network_of(("classic", "sigmoid"), rng)
    imagined = Imagined(network, 1)
    for _ in imagined.steps():
        pass
    assert imagined.over and imagined.image.sum() <= MOST_FLIPS
    assert imagined.output == pytest.approx(network.forward(imagined.image[None])[0, 1], abs=1e-6)
    assert imagined.output > network.forward(np.zeros((1, 784)))[0, 1]


@pytest.mark.parametrize("preset", ["wide", "conv"])
def test_a_network_that_centres_draws_what_it_sees(preset, rng):
    network = network_of((preset, "tanh"), rng)
    imagined = Imagined(network, 1)
    for _, _ in zip(imagined.steps(), range(200), strict=False):
        pass
    seen = learner(network).forward(imagined.image[None])[0, 1]
    assert imagined.output == pytest.approx(seen, abs=1e-6)
    assert imagined.output > learner(network).forward(np.zeros((1, 784)))[0, 1]


def test_a_network_that_wants_paper_draws_nothing(rng):
    network = Network.dense((784, 2), rng)
    network.layers[0].weights[:] = -1
    imagined = Imagined(network, 0)
    for _ in imagined.steps():
        pass
    assert imagined.over and not imagined.image.any()
