import numpy as np
import pytest

from descent import Descent
from loss import LOSSES
from models.architecture import is_centred, learner
from models.attribution.one_step import GradientCheck, one_step
from network import Network, one_hot
from tests.explained import KINDS, network_of, sheets


def checked(step, loss):
    check = GradientCheck(step, loss)
    for _ in check.steps():
        pass
    assert check.over
    return check


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_gradient_agrees_with_slopes_measured_on_the_spot(kind, loss, rng):
    network = network_of(kind, rng)
    for image in sheets(rng, 1)[2:]:
        check = checked(one_step(network, image, 1, loss, 0.1), loss)
        assert check.count > 8
        if kind[1] != "relu":  # at a kink a measured slope is none
            assert check.largest < 1e-3


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_a_wrong_gradient_is_seen_by_the_check(loss, rng):
    network = network_of(("classic", "sigmoid"), rng)
    step = one_step(network, sheets(rng, 1)[-1], 1, loss, 0.1)
    step.gradients[1][0][:] *= 1.01
    assert checked(step, loss).largest == pytest.approx(0.01, rel=0.05)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_nudges_are_those_that_a_step_of_training_makes(kind, rng):
    network = network_of(kind, rng)
    loss, image = LOSSES["cross-entropy"], sheets(rng, 1)[-1]
    step = one_step(network, image, 2, loss, 0.05)
    trained = learner(network.copy())
    x = network.layers[0].forward(image[None]) if is_centred(network) else image[None]
    before = [array.copy() for array in trained.parameters()]
    trained.step(x, one_hot(np.array([2]), 5), Descent(0.05), loss)
    nudges = [n for depth in range(len(trained.layers)) for n in step.nudges(depth)]
    for old, new, nudge in zip(before, trained.parameters(), nudges, strict=True):
        assert new - old == pytest.approx(nudge, abs=1e-5)


def test_the_loss_after_a_small_step_is_the_one_predicted_and_a_large_one_misses(rng):
    network, loss = network_of(("classic", "sigmoid"), rng), LOSSES["cross-entropy"]
    image = sheets(rng, 1)[-1]
    small, large = (one_step(network, image, 3, loss, rate) for rate in (1e-5, 1.0))
    gained = small.loss - small.measured
    assert gained > 0 and small.loss - small.predicted == pytest.approx(gained, rel=1e-2)
    assert abs(large.predicted - large.measured) > 0.1
    assert (
        large.loss
        == small.loss
        == pytest.approx(
            float(loss.value(network.forward(image[None]), one_hot(np.array([3]), 5))[0]), rel=1e-4
        )
    )


def test_slopes_of_a_small_network_are_those_done_by_hand():
    network = Network.dense((2, 1, 1), np.random.default_rng(0))
    network.layers[0].weights[:], network.layers[0].biases[:] = [[1.0], [2.0]], 0.0
    network.layers[1].weights[:], network.layers[1].biases[:] = [[4.0]], -2.0
    step = one_step(network, np.array([1.0, 0.0]), 0, LOSSES["cross-entropy"], 0.5)
    # Sums 1 and 4 * 0.731059 - 2 = 0.924234; outputs 0.731059 and 0.715904.
    assert step.slopes[1] == pytest.approx([0.715904 - 1], abs=1e-6)
    hidden = -0.284096 * 4 * 0.731059 * (1 - 0.731059)
    assert step.slopes[0] == pytest.approx([hidden], abs=1e-5)
    assert step.gradients[0][0].ravel() == pytest.approx([hidden, 0.0], abs=1e-5)
    assert step.nudges(1)[0].ravel() == pytest.approx([0.5 * 0.284096 * 0.731059], abs=1e-5)
    assert step.loss == pytest.approx(-np.log(0.715904), abs=1e-5)


@pytest.mark.parametrize("hidden", [(), (1,), (1000,), (3,) * 10], ids=str)
def test_networks_of_any_shape_have_their_lesson(hidden, rng):
    network = Network.dense((784, *hidden, 3), rng)
    step = one_step(network, sheets(rng, 1)[-1], 0, LOSSES["cross-entropy"], 0.1)
    assert len(step.slopes) == len(hidden) + 1
    assert checked(step, LOSSES["cross-entropy"]).largest < 1e-3
