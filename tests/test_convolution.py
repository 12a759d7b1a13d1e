import numpy as np
import pytest

from activation import NONE, TANH
from convolution import Convolution


def plain(side, n_maps, n_filters, rng, **more):
    """A convolution without a curve, so that its outputs are its sums."""
    layer = Convolution(side, n_maps, n_filters, rng, dtype=np.float64, **more)
    layer.activation = NONE
    return layer


def by_hand(layer, x):
    """The same, pixel by pixel, as the definition has it."""
    n, side, reach = len(x), layer.side, layer.padding
    pictures = x.reshape(n, side, side, layer.n_maps)
    filters = layer.weights.reshape(layer.size, layer.size, layer.n_maps, layer.n_filters)
    out = np.zeros((n, layer.out_side, layer.out_side, layer.n_filters)) + layer.biases
    for row in range(layer.out_side):
        for col in range(layer.out_side):
            for i in range(layer.size):
                for j in range(layer.size):
                    r, c = row * layer.stride + i - reach, col * layer.stride + j - reach
                    if 0 <= r < side and 0 <= c < side:
                        out[:, row, col] += pictures[:, r, c] @ filters[i, j]
    return out.reshape(n, -1)


@pytest.mark.parametrize(
    "side, size, stride, padding",
    [
        (5, 3, 1, None),
        (6, 5, 2, None),
        (7, 3, 2, None),
        (4, 1, 3, None),
        (6, 5, 1, 0),
        (4, 3, 2, 2),
    ],
)
def test_forward_matches_the_definition_pixel_by_pixel(side, size, stride, padding, rng):
    layer = plain(side, 2, 3, rng, size=size, stride=stride, padding=padding)
    layer.biases[:] = rng.normal(size=3)
    x = rng.normal(size=(4, side * side * 2))
    assert layer.forward(x).shape == (4, layer.n_out)
    assert layer.forward(x) == pytest.approx(by_hand(layer, x), abs=1e-12)


def test_a_filter_that_is_one_in_its_middle_changes_nothing(rng):
    layer = plain(6, 1, 1, rng)
    layer.weights[:] = 0.0
    layer.weights[4] = 1.0  # the middle of 3 x 3
    x = rng.normal(size=(2, 36))
    assert np.array_equal(layer.forward(x), x)


def test_a_picture_moved_by_a_pixel_gives_maps_moved_by_a_pixel(rng):
    layer = Convolution(9, 1, 4, rng, activation=TANH)
    x = np.zeros((1, 9, 9))
    x[0, 3:6, 2:6] = rng.random((3, 4))
    moved = np.roll(x, (1, 2), axis=(1, 2))
    one, two = (layer.forward(a.reshape(1, 81)).reshape(9, 9, 4) for a in (x, moved))
    assert np.roll(one, (1, 2), axis=(0, 1)) == pytest.approx(two, abs=1e-6)


@pytest.mark.parametrize(
    "size, stride, padding",
    [(3, 1, None), (5, 2, None), (3, 2, None), (5, 1, 0), (3, 1, 2), (3, 2, 0)],
)
def test_backward_is_the_transpose_of_forward(size, stride, padding, rng):
    # Without a curve and biases the layer is linear: <A x, d> = <x, A' d> for any x and d.
    layer = plain(7, 2, 3, rng, size=size, stride=stride, padding=padding)
    x, d = rng.normal(size=(2, layer.n_in)), rng.normal(size=(2, layer.n_out))
    a = layer.forward(x)
    assert (a * d).sum() == pytest.approx((x * layer.backward(x, a, d)).sum())


def test_what_makes_no_convolution_is_refused(rng):
    with pytest.raises(ValueError, match="odd size, got side 5, 1 maps, 2 filters, size 4"):
        Convolution(5, 1, 2, rng, size=4)
    with pytest.raises(ValueError, match="numbers from 1"):
        Convolution(5, 1, 0, rng)
    with pytest.raises(ValueError, match="no window of 5 fits a side of 4 padded by 0"):
        Convolution(4, 1, 2, rng, size=5, padding=0)
    with pytest.raises(ValueError, match=r"expected a batch of shape \(n, 25\), got \(2, 24\)"):
        Convolution(5, 1, 2, rng).forward(np.zeros((2, 24)))


def test_a_copy_does_not_change_with_the_original(rng):
    layer = Convolution(5, 1, 2, rng, size=3, stride=2)
    twin, before = layer.copy(), layer.weights.copy()
    layer.weights += 1
    assert np.array_equal(twin.weights, before)
    assert (twin.side, twin.size, twin.stride) == (5, 3, 2)
