import numpy as np
import pytest

from dropout import Dropout


def test_about_the_share_is_left_out_and_the_mean_stays(rng):
    layer, x = Dropout(1000, 0.3, rng), np.ones((50, 1000))
    out = layer.forward(x)
    assert (out == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert set(np.unique(out)) == {0.0, 1 / 0.7}
    assert out.mean() == pytest.approx(1.0, abs=0.02)
    assert not np.array_equal(out, layer.forward(x))  # others each time


def test_slopes_go_back_where_values_stayed(rng):
    layer, x = Dropout(20, 0.5, rng), rng.random((3, 20)) + 1
    out = layer.forward(x)
    assert np.array_equal(layer.backward(x, out, np.ones((3, 20))), np.where(out > 0, 2.0, 0.0))


def test_a_share_of_all_is_refused(rng):
    with pytest.raises(ValueError, match="from 0 to below 1, got 1"):
        Dropout(3, 1, rng)
