"""A compiled network takes the very steps that the readable one takes."""

import numpy as np
import pytest

from activation import ACTIVATIONS, RELU, SIGMOID, TANH
from chance import Chance
from compiled.dense import Dense
from compiled.network import Compiled
from compiled.pooled_convolution import PooledConvolution
from convolution import Convolution
from descent import Descent
from dropout import Dropout
from layer import Layer
from loss import CROSS_ENTROPY, LOSSES
from models.architecture import untrained
from models.plan import PRESETS
from network import Network, one_hot
from pooling import Pooling


def dense(rng, curve):
    return Network.dense((36, 7, 5, 3), rng, curve, np.float64)


def without_hidden_layers(rng, curve):
    return Network.dense((36, 3), rng, curve, np.float64)


def pooled(rng, curve):
    """Even and odd sides, all paddings, one map and several."""
    layers = [
        Convolution(6, 1, 4, rng, size=3, padding=2, activation=curve, dtype=np.float64),
        Pooling(8, 4),
        Convolution(4, 4, 3, rng, size=3, padding=1, activation=curve, dtype=np.float64),
        Pooling(4, 3),
        Convolution(2, 3, 5, rng, size=1, padding=0, activation=curve, dtype=np.float64),
        Pooling(2, 5),
        Layer(5, 3, rng, SIGMOID, np.float64),
    ]
    return Network(layers)


def odd(rng, curve):
    """Of 7 pixels the last is not pooled."""
    layers = [
        Convolution(6, 1, 2, rng, size=5, padding=None, activation=curve, dtype=np.float64),
        Convolution(6, 2, 4, rng, size=3, padding=None, activation=curve, dtype=np.float64),
        Pooling(6, 4),
        Convolution(3, 4, 2, rng, size=3, padding=None, activation=curve, dtype=np.float64),
        Pooling(3, 2),
        Layer(2, 3, rng, SIGMOID, np.float64),
    ]
    return Network(layers)


def by_other_ways(rng, curve):
    """Strides, pooling without a convolution, and values left out."""
    layers = [
        Convolution(6, 1, 4, rng, size=3, stride=2, activation=curve, dtype=np.float64),
        Pooling(3, 4),
        Dropout(4, 0.3, np.random.default_rng(5)),
        Layer(4, 3, rng, SIGMOID, np.float64),
    ]
    return Network(layers)


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
@pytest.mark.parametrize("make", [dense, without_hidden_layers, pooled, odd, by_other_ways])
@pytest.mark.parametrize("settings", [{}, {"momentum": 0.8, "weight_decay": 1e-3}])
@pytest.mark.parametrize("cached", [1_000_000, 20])
def test_it_ends_at_the_same_weights(make, curve, cached, settings, rng, monkeypatch):
    monkeypatch.setattr("compiled.network.CACHED", cached)  # all drawings together, or a few
    images = (rng.random((23, 36)) < 0.4).astype(np.float64)
    targets = one_hot(rng.integers(3, size=23), 3).astype(np.float64)
    ends = []
    for is_compiled in (False, True):
        network = make(np.random.default_rng(3), curve)
        step = Compiled(network).begin if is_compiled else None
        descent = Descent(0.3, schedule="cosine", **settings)
        for _ in network.train(
            images, targets, epochs=4, batch_size=10, descent=descent,
            chance=Chance(4), step=step,
        ):  # fmt: skip
            pass
        ends.append(network.parameters())
    plain, fast = ends
    for got, want in zip(fast, plain, strict=True):
        assert got == pytest.approx(want, rel=1e-9, abs=1e-11)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_it_knows_every_loss(loss, rng):
    images, targets = rng.random((4, 36)), one_hot(np.array([0, 2, 1, 1]), 3)
    one, two = (dense(np.random.default_rng(3), TANH) for _ in range(2))
    Compiled(one).step(images, targets, Descent(0.5), loss)
    two.step(images, targets, Descent(0.5), loss)
    assert one.layers[0].weights == pytest.approx(two.layers[0].weights, abs=1e-12)


@pytest.mark.parametrize("make", [dense, pooled])
def test_prepared_images_teach_the_same(make, rng):
    images, targets = rng.random((4, 36)), one_hot(np.array([0, 2, 1, 1]), 3)
    one, two = (make(np.random.default_rng(3), TANH) for _ in range(2))
    compiled = Compiled(one)
    compiled.step(compiled.prepared(images), targets, Descent(0.5), CROSS_ENTROPY)
    Compiled(two).step(images, targets, Descent(0.5), CROSS_ENTROPY)
    for got, want in zip(one.parameters(), two.parameters(), strict=True):
        assert got == pytest.approx(want, abs=1e-12)


def test_what_it_learns_is_the_networks_own(rng):
    network = pooled(rng, RELU)
    before = [array.copy() for array in network.parameters()]
    Compiled(network).step(rng.random((3, 36)), np.eye(3), Descent(0.5), CROSS_ENTROPY)
    for now, then in zip(network.parameters(), before, strict=True):
        assert not np.array_equal(now, then)


@pytest.mark.parametrize(
    "settings", [{}, {"momentum": 0.9}, {"momentum": 0.9, "weight_decay": 0.1}]
)
def test_a_large_step_can_be_left_between_its_parts_and_changes_nothing_before_its_end(
    rng, monkeypatch, settings
):
    monkeypatch.setattr("compiled.network.CACHED", 500)
    monkeypatch.setattr("descent.PIECE", 100)
    images, targets = rng.random((9, 36)), one_hot(rng.integers(3, size=9), 3)
    network = pooled(np.random.default_rng(3), RELU)
    before = network.copy().parameters()
    steps = network.train(
        images, targets, epochs=1, batch_size=5, descent=Descent(0.5, **settings),
        chance=Chance(1), step=Compiled(network).begin,
    )  # fmt: skip
    seen = []
    for progress in steps:
        seen.append((progress.step, progress.epoch_done))
        if progress.step == 0:
            for now, then in zip(network.parameters(), before, strict=True):
                assert np.array_equal(now, then)
    yields = 2 + 5 * 2 + 3 * bool(settings)  # memory, there and back a drawing at a time, memory
    assert [step for step, _ in seen].count(0) == yields
    assert [step for step, _ in seen][-1] == 2 and [done for _, done in seen].count(True) == 1


def test_a_convolution_in_front_of_a_pooling_is_compiled_with_it(rng):
    below, last = Compiled(pooled(rng, RELU))._stages_for(2)
    assert [type(stage) for stage in below] == [PooledConvolution] * 3
    assert type(last) is Dense


def test_drawings_of_the_wrong_shape_are_refused(rng):
    with pytest.raises(ValueError):
        Compiled(dense(rng, TANH)).step(
            np.ones((2, 35)), np.ones((2, 3)), Descent(1), CROSS_ENTROPY
        )
    with pytest.raises(ValueError):
        Compiled(pooled(rng, TANH)).step(
            np.ones((2, 35)), np.ones((2, 3)), Descent(1), CROSS_ENTROPY
        )


@pytest.mark.parametrize("hidden", [(), (6,)], ids=str)
def test_answers_that_are_all_but_nothing_keep_their_order(hidden, rng):
    network = Network.dense((20, *hidden, 5), rng)
    for layer in network.layers:
        layer.weights *= 30
    network.layers[-1].biases -= 50  # sums far out on the curve, some beyond what exp can take
    images = (rng.random((300, 20)) < 0.5).astype(np.float32)
    found, plain = Compiled(network.copy()).forward(images), network.forward(images)
    assert (plain.max(axis=1) < 1e-7).any() and (plain == 0).any()
    told_apart = np.sort(plain, axis=1)[:, -1] > 1.01 * np.sort(plain, axis=1)[:, -2]
    same = found.argmax(axis=1) == plain.argmax(axis=1)
    assert told_apart.sum() > 50 and same[told_apart].all()


def test_no_drawings_have_no_answers_and_others_than_the_network_takes_are_refused(rng):
    compiled = Compiled(Network.dense((20, 6, 5), rng))
    assert compiled.forward(np.empty((0, 20))).shape == (0, 5)
    with pytest.raises(ValueError, match="20"):
        compiled.forward(np.ones((2, 21)))


@pytest.mark.parametrize("preset", PRESETS)
def test_an_answer_stays_when_the_next_is_given(preset, rng):
    compiled = Compiled(untrained(PRESETS[preset], 784, 5, rng))
    first, second = (rng.random((2, 1, 784)) < 0.2).astype(np.float32)
    answer = compiled.forward(first)
    kept = answer.copy()
    assert not np.array_equal(compiled.forward(second), kept)
    assert np.array_equal(answer, kept)
