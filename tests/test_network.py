import numpy as np
import pytest

from activation import ACTIVATIONS, RELU, SIGMOID, TANH
from centring import Centring
from chance import Chance
from convolution import Convolution
from descent import Descent
from layer import Layer
from loss import CROSS_ENTROPY, LOSSES, SQUARED_ERROR
from network import Network, one_hot
from pooling import Pooling


def measured_gradient(network, images, targets, loss):
    """The slope of the mean loss at every parameter, by moving each a little both ways."""
    h = 1e-6
    slopes = []
    for layer in network.layers:
        for array in layer.parameters():
            slope = np.zeros_like(array)
            for i in np.ndindex(array.shape):
                kept = array[i]
                array[i] = kept + h
                above = loss.value(network.forward(images), targets).mean()
                array[i] = kept - h
                below = loss.value(network.forward(images), targets).mean()
                array[i] = kept
                slope[i] = (above - below) / (2 * h)
            slopes.append(slope)
    return slopes


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_gradient_agrees_with_measured_slopes(curve, loss, rng):
    network = Network.dense((6, 5, 4, 3), rng, curve, np.float64)
    images, targets = rng.normal(size=(7, 6)), one_hot(rng.integers(3, size=7), 3)
    computed = network.backward(network.activations(images), targets, loss)
    measured = measured_gradient(network, images, targets, loss)
    for got, want in zip([array for pair in computed for array in pair], measured, strict=True):
        assert np.linalg.norm(got - want) <= 1e-6 * np.linalg.norm(want)


def test_one_step_matches_one_done_on_paper():
    # Two inputs, one hidden neuron, one output; squared error; learning rate 1.
    network = Network.dense((2, 1, 1), np.random.default_rng(0), dtype=np.float64)
    hidden, output = network.layers
    hidden.weights[:], hidden.biases[:] = [[0.5], [-0.5]], [0.0]
    output.weights[:], output.biases[:] = [[1.0]], [-0.5]
    image, wanted = np.array([[1.0, 1.0]]), np.array([[1.0]])
    # Forward: z1 = 0.5 - 0.5 = 0, a1 = 0.5; z2 = 0.5 - 0.5 = 0, a2 = 0.5; loss (0.5 - 1)^2 / 2.
    assert SQUARED_ERROR.value(network.forward(image), wanted) == pytest.approx(0.125)
    network.step(image, wanted, Descent(1.0), SQUARED_ERROR)
    # Backward: d_z2 = (0.5 - 1) * 0.25 = -0.125; d_w2 = -0.125 * 0.5 = -0.0625.
    assert output.weights[0, 0] == pytest.approx(1.0625)
    assert output.biases[0] == pytest.approx(-0.375)
    # d_z1 = -0.125 * 1 (the weight before the step) * 0.25 = -0.03125; both inputs are 1.
    assert hidden.weights.ravel() == pytest.approx([0.53125, -0.46875])
    assert hidden.biases[0] == pytest.approx(0.03125)


def drive(network, images, targets, **settings):
    settings = {"epochs": 2, "batch_size": 3} | settings
    descent = Descent(settings.pop("learning_rate", 0.1))
    return list(network.train(images, targets, descent=descent, chance=Chance(5), **settings))


class Recorder(Network):
    """Notes which drawings each batch holds, by the number in their first pixel."""

    def step(self, images, targets, descent, loss, share):
        self.batches = [*getattr(self, "batches", []), images[:, 0].astype(int).tolist()]


def test_every_epoch_regroups_the_drawings_and_counts_the_short_last_batch(rng):
    network = Recorder.dense((2, 1), rng)
    images = np.column_stack([np.arange(10), np.ones(10)])
    progress = drive(network, images, np.ones((10, 1)), epochs=2, batch_size=4)
    assert [len(batch) for batch in network.batches] == [4, 4, 2] * 2
    first, second = network.batches[:3], network.batches[3:]
    assert sorted(sum(first, [])) == sorted(sum(second, [])) == list(range(10))
    assert [set(batch) for batch in first] != [set(batch) for batch in second]
    assert [(p.epoch, p.step, p.epoch_done) for p in progress] == [
        (1, 1, False), (1, 2, False), (1, 3, True), (2, 4, False), (2, 5, False), (2, 6, True),
    ]  # fmt: skip
    assert progress[0].steps == 6


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_training_learns_a_pattern_no_single_layer_can(curve, loss):
    network = Network.dense((2, 8, 1), np.random.default_rng(1), curve)
    images, targets = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    drive(network, images, targets, epochs=3000, batch_size=4, learning_rate=1.0, loss=loss)
    assert np.array_equal(network.forward(images) > 0.5, targets == 1)


def test_the_same_seed_trains_the_same_network_to_the_last_bit(rng):
    images, targets = rng.random((9, 5)), one_hot(rng.integers(2, size=9), 2)
    twins = [Network.dense((5, 4, 2), np.random.default_rng(3)) for _ in range(2)]
    for network in twins:
        drive(network, images, targets)
    for one, two in zip(twins[0].layers, twins[1].layers, strict=True):
        assert np.array_equal(one.weights, two.weights)


def test_variants_are_made_anew_of_every_drawing_in_every_epoch(rng):
    network, seen = Recorder.dense((2, 1), rng), []

    def variants(part, following):
        seen.append(sorted(part.rows.tolist()))
        yield np.column_stack([part.rows + 100, np.ones(len(part.rows))])

    drive(network, np.zeros((5, 2)), np.ones((5, 1)), variants=variants)
    assert seen == [[0, 1, 2, 3, 4]] * 2  # two epochs
    assert sorted(sum(network.batches, [])) == sorted([100, 101, 102, 103, 104] * 2)
    assert [len(batch) for batch in network.batches] == [3, 2, 3, 2]


def test_variants_are_made_some_at_a_time_and_the_next_named_before(rng):
    sizes, named = [], []

    def variants(part, following):
        named.append(following)
        assert len(named) == 1 or np.array_equal(part.rows, named[-2].rows)
        sizes.append(len(part.rows))
        yield np.ones((len(part.rows), 2))

    network = Network.dense((2, 1), rng)
    drive(network, np.ones((2300, 2)), np.ones((2300, 1)), variants=variants, batch_size=100)
    assert sizes == [1000, 1000, 300] * 2  # whole batches
    assert named[-1] is None


def convolutional(rng, curve=RELU):
    """A network with every kind of layer, small enough to measure each slope."""
    return Network(
        [
            Convolution(6, 1, 3, rng, size=3, activation=curve, dtype=np.float64),
            Pooling(6, 3),
            Convolution(3, 3, 2, rng, size=3, stride=2, activation=curve, dtype=np.float64),
            Layer(8, 4, rng, curve, np.float64),
            Layer(4, 3, rng, SIGMOID, np.float64),
        ]
    )


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_gradient_through_convolution_and_pooling_agrees_with_measured_slopes(curve, loss, rng):
    network = convolutional(rng, curve)
    images, targets = rng.normal(size=(5, 36)), one_hot(rng.integers(3, size=5), 3)
    computed = network.backward(network.activations(images), targets, loss)
    measured = measured_gradient(network, images, targets, loss)
    for got, want in zip([array for pair in computed for array in pair], measured, strict=True):
        assert np.linalg.norm(got - want) <= 1e-6 * np.linalg.norm(want)


def test_gradient_is_right_on_plain_paper_where_all_that_is_pooled_is_equal(rng):
    network = convolutional(rng, TANH)
    images, targets = np.zeros((2, 36)), one_hot(np.array([0, 2]), 3)
    computed = network.backward(network.activations(images), targets, CROSS_ENTROPY)
    measured = measured_gradient(network, images, targets, CROSS_ENTROPY)
    for got, want in zip([array for pair in computed for array in pair], measured, strict=True):
        assert got == pytest.approx(want, abs=1e-8)


def test_a_convolutional_network_learns_to_tell_lines_apart_wherever_they_are(rng):
    def lines(upright, n):
        images = np.zeros((n, 8, 8))
        for image, place in zip(images, rng.integers(8, size=n), strict=True):
            image[:, place] = 1.0
        return images if upright else images.transpose(0, 2, 1)

    network = Network([Convolution(8, 1, 4, rng), Pooling(8, 4), Layer(64, 2, rng)])
    images = np.concatenate([lines(True, 40), lines(False, 40)]).reshape(80, 64)
    targets = one_hot(np.repeat([0, 1], 40), 2)
    drive(network, images, targets, epochs=60, batch_size=8, learning_rate=0.2)
    assert (network.forward(images).argmax(axis=1) == np.repeat([0, 1], 40)).all()


def test_a_network_behind_a_centring_answers_alike_wherever_a_drawing_is(rng):
    network = Network([Centring(28), *Network.dense((784, 16, 3), rng).layers])
    image = np.zeros((1, 28, 28))
    image[0, 2:9, 3:14] = rng.random((7, 11)) < 0.6
    image[0, 2, 3:14] = image[0, 8, 3:14] = 1.0  # so that the box is the same everywhere
    moved = np.roll(image, (15, 9), axis=(1, 2))
    one, two = (network.forward(a.reshape(1, 784)) for a in (image, moved))
    assert one == pytest.approx(two, abs=1e-6)


def test_a_copy_is_not_trained_with_the_original(rng):
    network = Network.dense((2, 2, 1), rng, TANH)
    twin = network.copy()
    image = np.ones((1, 2))
    before = twin.forward(image)
    drive(network, image, np.ones((1, 1)))
    assert np.array_equal(twin.forward(image), before)
    assert not np.array_equal(network.forward(image), before)


def test_layers_that_do_not_fit_are_refused(rng):
    with pytest.raises(ValueError, match="3 neurons cannot feed 4 inputs"):
        Network([Layer(2, 3, rng), Layer(4, 1, rng)])
    with pytest.raises(ValueError, match="at least one layer"):
        Network([])
    with pytest.raises(ValueError, match="last layer is a sigmoid, got relu"):
        Network([Layer(2, 3, rng, RELU)])
    with pytest.raises(ValueError, match="needs inputs and outputs"):
        Network.dense((5,), rng)


def test_targets_of_the_wrong_shape_are_refused(rng):
    network = Network.dense((2, 3), rng)
    with pytest.raises(ValueError, match=r"expected targets of shape \(4, 3\), got \(4, 1\)"):
        network.backward(network.activations(np.ones((4, 2))), np.ones((4, 1)), CROSS_ENTROPY)
    with pytest.raises(ValueError, match="as many targets as images"):
        drive(network, np.ones((0, 2)), np.ones((0, 3)))
