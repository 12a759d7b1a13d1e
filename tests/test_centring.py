import numpy as np
import pytest

from centring import Centring


@pytest.fixture
def layer():
    return Centring(28)


def picture(*boxes):
    image = np.zeros((28, 28))
    for top, left, bottom, right in boxes:
        image[top:bottom, left:right] = 1.0
    return image.reshape(1, 784)


def box_of(image):
    ink = image.reshape(28, 28) >= 0.5
    rows, cols = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return rows[0], cols[0], rows[-1] + 1, cols[-1] + 1


def test_a_drawing_that_fills_the_sheet_but_for_its_margin_stays_as_it_is(layer):
    image = picture((2, 4, 26, 6), (2, 20, 26, 24))  # 24 high, from column 4 to 24: centred
    assert layer.forward(image) == pytest.approx(image, abs=1e-6)


def test_a_small_drawing_in_a_corner_comes_to_the_middle_and_fills_the_sheet(layer):
    image = picture((1, 1, 13, 7))  # 12 x 6
    assert box_of(layer.forward(image)) == (2, 8, 26, 20)  # 24 x 12, in proportion


def test_it_makes_no_difference_where_a_drawing_is(layer, rng):
    image = picture((0, 0, 10, 2), (5, 2, 7, 9))
    moved = np.roll(image.reshape(28, 28), (13, 17), axis=(0, 1)).reshape(1, 784)
    assert layer.forward(image) == pytest.approx(layer.forward(moved), abs=1e-6)


def test_a_drawing_too_large_for_the_margin_shrinks_and_loses_no_ink(layer):
    image = picture((0, 0, 28, 28))
    assert box_of(layer.forward(image)) == (2, 2, 26, 26)


def test_a_dot_grows_to_no_more_than_five_times_its_size(layer):
    image = picture((20, 20, 21, 21))
    top, left, bottom, right = box_of(layer.forward(image))
    assert bottom - top == right - left <= 5
    assert (top + bottom, left + right) == (28, 28)


def test_an_empty_sheet_stays_empty(layer):
    assert not layer.forward(np.zeros((2, 784))).any()


def test_each_picture_of_a_batch_is_centred_by_itself(layer):
    one, two = picture((0, 0, 5, 9)), picture((9, 9, 27, 12))
    both = layer.forward(np.concatenate([one, two]))
    assert both[:1] == pytest.approx(layer.forward(one), abs=1e-6)
    assert both[1:] == pytest.approx(layer.forward(two), abs=1e-6)


def test_there_is_no_slope_through_it(layer):
    with pytest.raises(ValueError, match="train the layers behind it"):
        layer.backward(np.zeros((1, 784)), np.zeros((1, 784)), np.zeros((1, 784)))


def test_a_drawing_of_nearly_the_usual_size_is_only_moved_and_stays_crisp(layer, rng):
    image = np.zeros((1, 28, 28))
    image[0, 3:28, 2:17] = rng.random((25, 15)) < 0.3
    image[0, [3, 27], 2:17] = image[0, 3:28, [2, 16]] = 1.0  # its box: 25 high, 15 wide
    seen = layer.forward(image.reshape(1, 784)).reshape(28, 28)
    assert set(np.unique(seen)) == {0.0, 1.0}
    assert np.array_equal(seen[1:26, 6:21], image[0, 3:28, 2:17])
