import numpy as np
import pytest

from activation import SIGMOID
from loss import CROSS_ENTROPY, LOSSES, SQUARED_ERROR, loss_named

A = np.array([[0.8, 0.4]])
Y = np.array([[1.0, 0.0]])


def test_squared_error_matches_a_sum_done_by_hand():
    # ((0.8 - 1)^2 + (0.4 - 0)^2) / 2 = (0.04 + 0.16) / 2
    assert SQUARED_ERROR.value(A, Y) == pytest.approx([0.1])


def test_cross_entropy_matches_a_sum_done_by_hand():
    # -ln 0.8 - ln 0.6 = 0.223144 + 0.510826
    assert CROSS_ENTROPY.value(A, Y) == pytest.approx([0.733969], abs=1e-6)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_slope_matches_the_one_measured_at_the_sums(loss):
    z, h = np.array([[-1.5, 0.3, 2.0]]), 1e-6
    y = np.array([[0.0, 1.0, 0.0]])
    measured = np.zeros(3)
    for i in range(3):
        nudge = h * np.eye(3)[i]
        up, down = (loss.value(SIGMOID.apply(z + d), y)[0] for d in (nudge, -nudge))
        measured[i] = (up - down) / (2 * h)
    assert loss.slope(SIGMOID.apply(z), y)[0] == pytest.approx(measured, rel=1e-7)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_of_a_certain_mistake_is_finite(dtype):
    certain = np.array([[0.0, 1.0]], dtype)
    assert np.isfinite(CROSS_ENTROPY.value(certain, np.array([[1.0, 0.0]], dtype))).all()


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="there are squared-error, cross-entropy"):
        loss_named("hinge")
