import numpy as np

from data.augmentation.reach import Reach, outline


def measured(points):
    """Each drawing a shape of its own."""
    reach = Reach(points, np.arange(len(points))[:, None])
    for _ in reach.prepare():
        pass
    return reach


def test_boxes_of_turned_shapes_are_those_of_their_turned_points(rng):
    points = rng.normal(0, 6, (200, 30, 2)).astype(np.float32)
    points[:, 0] = 0.0
    matrices = rng.normal(0, 1, (2, 2, 300)).astype(np.float32)
    shapes = rng.integers(0, 200, 300)
    first, last = measured(points).boxes(shapes, matrices)
    for i, shape in enumerate(shapes):
        turned = points[shape] @ matrices[:, :, i].T
        far = np.linalg.norm(points[shape], axis=1).max()
        for found, edge, way in ((first, turned.min(axis=0), -1), (last, turned.max(axis=0), 1)):
            beyond = way * (found[:, i] - edge) / np.linalg.norm(matrices[:, :, i], axis=1)
            assert -0.0013 * far < beyond.min()  # all of it is inside
            assert beyond.max() < 0.03 * far


def test_a_quarter_and_a_half_turn_are_exact():
    corners = np.array([[[-3, -5], [4, -5], [4, 1], [-3, 1]]], np.float32)
    turns = np.array([[[1, 0], [0, 1]], [[0, -1], [1, 0]], [[-1, 0], [0, -1]]], np.float32)
    first, last = measured(corners).boxes(np.zeros(3, int), turns.transpose(1, 2, 0))
    assert np.allclose(first.T, [[-3, -5], [-1, -3], [-4, -1]], atol=1e-5)
    assert np.allclose(last.T, [[4, 1], [5, 4], [3, 5]], atol=1e-5)


def test_an_outline_has_the_outermost_pixels_and_nothing_is_a_point_in_the_middle():
    image = np.zeros((2, 28, 28), np.float32)
    image[0, 4, 6:9] = image[0, 20, 11] = 1.0
    image[0, 1] = 0.4  # less than half is no ink
    found = outline(image.reshape(2, 784))
    assert set(map(tuple, found[0] + 13.5)) == {(4, 6), (4, 8), (20, 11)}
    assert not found[1].any()
