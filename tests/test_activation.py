import numpy as np
import pytest

from activation import ACTIVATIONS, SIGMOID, activation_named


@pytest.mark.parametrize("z, a", [(0.0, 0.5), (1.0, 0.7310585786), (-2.0, 0.1192029220)])
def test_sigmoid_matches_the_formula_worked_on_paper(z, a):
    assert SIGMOID.apply(np.array([z]))[0] == pytest.approx(a, abs=1e-9)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_never_overflows(dtype):
    largest = np.finfo(dtype).max
    z = np.array([-np.inf, -largest, -1000, 1000, largest, np.inf], dtype)
    assert SIGMOID.apply(z).tolist() == [0, 0, 0, 1, 1, 1]  # warnings are errors here


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_slope_matches_the_measured_one(curve):
    z = np.array([-3.0, -0.7, -0.1, 0.2, 1.1, 2.5])
    h = 1e-6
    measured = (curve.apply(z + h) - curve.apply(z - h)) / (2 * h)
    assert curve.slope(curve.apply(z)) == pytest.approx(measured, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("curve", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_precision_is_kept(curve):
    a = curve.apply(np.zeros(3, np.float32))
    assert a.dtype == np.float32
    assert curve.slope(a).dtype == np.float32


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="'step'; there are sigmoid, tanh, relu"):
        activation_named("step")
