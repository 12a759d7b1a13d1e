import numpy as np
import pytest

from pooling import Pooling


def test_the_highest_of_every_four_is_kept_map_by_map():
    # Two maps: the numbers 0 to 15, and the same from 15 down.
    up = np.arange(16.0).reshape(4, 4)
    x = np.stack([up, 15 - up], axis=2).reshape(1, 32)
    out = Pooling(4, 2).forward(x).reshape(2, 2, 2)
    assert out[:, :, 0].tolist() == [[5, 7], [13, 15]]
    assert out[:, :, 1].tolist() == [[15, 13], [7, 5]]


def test_of_an_odd_side_the_last_row_and_column_are_left_out():
    x = np.arange(25.0).reshape(1, 25)
    layer = Pooling(5, 1)
    assert layer.forward(x).tolist() == [[6, 8, 16, 18]]
    assert layer.backward(x, layer.forward(x), np.ones((1, 4))).reshape(5, 5)[4].tolist() == [0] * 5


def test_the_slope_goes_back_to_the_highest():
    x = np.array([[1.0, 4.0, 3.0, 2.0]])
    layer = Pooling(2, 1)
    assert layer.backward(x, layer.forward(x), np.array([[7.0]])).tolist() == [[0, 7, 0, 0]]


def test_of_several_that_are_highest_one_has_the_slope():
    x = np.array([[4.0, 1.0, 4.0, 4.0, 1.0, 4.0, 4.0, 2.0]])  # two maps, beside one another
    layer = Pooling(2, 2)
    d = layer.backward(x, layer.forward(x), np.array([[7.0, 5.0]]))
    assert d.tolist() == [[7, 0, 0, 5, 0, 0, 0, 0]]


def test_what_cannot_be_pooled_is_refused():
    with pytest.raises(ValueError, match="a side from 2"):
        Pooling(1, 3)
    with pytest.raises(ValueError, match=r"expected a batch of shape \(n, 4\)"):
        Pooling(2, 1).forward(np.zeros((1, 5)))
