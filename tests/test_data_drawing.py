import numpy as np

from data.drawing import as_inputs, pack, unpack


def test_packing_keeps_every_pixel(rng):
    images = rng.random((5, 28, 28)) < 0.3
    packed = pack(images)
    assert packed.shape == (5, 98)
    assert np.array_equal(unpack(packed), images)


def test_pixels_run_row_by_row_from_the_top_left():
    image = np.zeros((1, 28, 28), bool)
    image[0, 0, 0] = image[0, 0, 9] = True
    # pixel 0 is the highest bit of the first byte, pixel 9 the second highest of the second
    assert pack(image)[0, :3].tolist() == [128, 64, 0]
    image[0, 1, 0] = True
    assert np.flatnonzero(as_inputs(image)[0]).tolist() == [0, 9, 28]
