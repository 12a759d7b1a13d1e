import numpy as np
import pytest

from descent import SCHEDULES, Descent


def test_a_plain_step_goes_down_the_slope():
    weights = np.array([[1.0, 2.0]])
    Descent(0.5).step([weights], [np.array([[2.0, -2.0]])], 0.0)
    assert weights.tolist() == [[0.0, 3.0]]


def test_momentum_carries_a_share_of_the_velocity_on():
    weights, slope = np.array([0.0]), np.array([1.0])
    descent = Descent(1.0, momentum=0.5)
    positions = []
    for _ in range(3):
        descent.step([weights], [slope.copy()], 0.0)
        positions.append(float(weights[0]))
    # velocities 1, 1.5, 1.75
    assert positions == [-1.0, -2.5, -4.25]


def test_weights_decay_and_biases_do_not():
    weights, biases = np.array([[10.0]]), np.array([10.0])
    Descent(0.1, weight_decay=0.2).step([weights, biases], [np.zeros((1, 1)), np.zeros(1)], 0.0)
    assert weights.tolist() == [[9.8]]  # 10 - 0.1 * 0.2 * 10
    assert biases.tolist() == [10.0]


def test_the_cosine_schedule_rises_for_a_moment_and_falls_to_nothing():
    descent = Descent(2.0, schedule="cosine")
    assert descent.rate(0.0) == 0.0
    assert descent.rate(0.01) == pytest.approx(1.0, rel=0.01)  # half of the warm-up
    assert descent.rate(0.5) == pytest.approx(1.0)  # half way down
    assert descent.rate(1.0) == pytest.approx(0.0, abs=1e-12)
    assert Descent(2.0).rate(0.7) == 2.0
    assert set(SCHEDULES) == {"constant", "cosine"}


@pytest.mark.parametrize(
    "settings",
    [{"momentum": 1.0}, {"momentum": -0.1}, {"weight_decay": -1.0}, {"learning_rate": 0.0}],
)
def test_numbers_out_of_range_are_refused(settings):
    with pytest.raises(ValueError, match="expected a learning rate above 0"):
        Descent(**({"learning_rate": 1.0} | settings))


def test_an_unknown_schedule_is_named():
    with pytest.raises(ValueError, match="no schedule is called 'steps'; there are constant, cos"):
        Descent(1.0, schedule="steps")


@pytest.mark.parametrize(
    "settings", [{}, {"momentum": 0.9}, {"momentum": 0.9, "weight_decay": 0.1}]
)
def test_large_arrays_move_in_pieces_as_they_would_whole(rng, monkeypatch, settings):
    shapes = (40, 7), (7,), (3, 40, 2)
    start, slopes = ([rng.normal(size=shape) for shape in shapes] for _ in range(2))
    moved = []
    decaying = [(rng.random(shape) < 0.5).astype(float) for shape in shapes]
    for piece in (1 << 17, 25):
        monkeypatch.setattr("descent.PIECE", piece)
        descent, arrays = Descent(0.3, **settings), [array.copy() for array in start]
        for _ in range(3):
            descent.step(arrays, [slope.copy() for slope in slopes], 0.0, decaying)
        moved.append(arrays)
    for whole, apart in zip(*moved, strict=True):
        assert np.array_equal(whole, apart)
    assert not np.array_equal(moved[0][0], start[0])
