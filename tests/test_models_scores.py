import numpy as np
import pytest

from loss import SQUARED_ERROR
from models.scores import Score, score, score_slices, words
from network import Network


def fixed_network():
    """Answers class 1 for a first pixel of ink, class 0 for paper; its outputs are 0 or 1."""
    network = Network.dense((2, 2), np.random.default_rng(0), dtype=np.float64)
    network.layers[0].weights[:] = [[-200, 200], [0, 0]]
    network.layers[0].biases[:] = [100, -100]
    return network


def test_the_confusion_matrix_counts_true_classes_in_rows_and_answers_in_columns():
    images, labels = np.array([[0, 0], [1, 0], [1, 0]]), np.array([0, 0, 1])
    found = score(fixed_network(), images, labels, SQUARED_ERROR)
    assert found.confusion.tolist() == [[1, 1], [0, 1]]
    assert (found.right, found.count, found.accuracy) == (2, 3, pytest.approx(2 / 3))
    assert found.per_class() == [0.5, 1.0]
    # one of three is wrong in both outputs: (1 + 1) / 2 = 1, and 1 / 3 on average
    assert found.loss == pytest.approx(1 / 3)


def test_no_drawings_give_no_score():
    found = score(fixed_network(), np.zeros((0, 2)), np.zeros(0, int), SQUARED_ERROR)
    assert (found.count, found.accuracy, found.interval()) == (0, None, None)
    assert found.per_class() == [None, None]


@pytest.mark.parametrize(
    "right, count, said",
    [
        (24, 30, "80% (63% to 90%)"),  # published tables: 0.627 to 0.905
        (8, 10, "8 of 10 right, too few for a score"),
        (0, 0, "no drawings, no score"),
    ],
)
def test_a_score_is_said_with_its_interval_or_not_at_all(right, count, said):
    assert words(right / count if count else None, count) == said


def test_slices_add_up_to_the_whole(monkeypatch, rng):
    images, labels = rng.random((50, 2)), rng.integers(2, size=50)
    network = Network.dense((2, 2), rng)
    whole = score(network, images, labels, SQUARED_ERROR)
    monkeypatch.setattr("models.scores.SLICE", 15)  # values; a drawing has two here
    parts = list(score_slices(network, images, labels, SQUARED_ERROR))
    assert [part.count for part in parts] == [0, 7, 14, 21, 28, 35, 42, 49, 50]
    assert np.array_equal(parts[-1].confusion, whole.confusion)
    assert parts[-1].loss == pytest.approx(whole.loss)


def test_the_interval_is_wilsons():
    # 24 of 30: published tables give 0.627 to 0.905
    low, high = Score(np.array([[24, 6], [0, 0]]), 0.0).interval()
    assert (low, high) == (pytest.approx(0.627, abs=1e-3), pytest.approx(0.905, abs=1e-3))
