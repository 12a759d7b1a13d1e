import numpy as np
import pytest

from models import going_back
from models.going_back import GoingBack, Shown
from models.logistic import RIDGE, fitted
from network import Network
from stepwise import at_once


def test_a_fitted_output_lies_where_its_penalised_loss_is_lowest(rng):
    x = rng.normal(size=(200, 3))
    wanted = (x[:, 0] + rng.normal(size=200) > 0.5).astype(float)
    counts, start = rng.random(200), rng.normal(size=4)
    weights = at_once(fitted(x, wanted, counts, start))

    def loss(at):
        sums = x @ at[:-1] + at[-1]
        each = np.logaddexp(0, sums) - wanted * sums
        return counts @ each + RIDGE / 2 * ((at - start)[:-1] ** 2).sum()

    lowest = loss(weights)
    for step in rng.normal(size=(50, 4)) * 0.05:
        assert loss(weights + step) > lowest


@pytest.mark.parametrize("far", [5.0, -5.0])
def test_a_fit_that_begins_far_away_or_of_what_can_be_told_wholly_comes_to_an_end(rng, far):
    x = np.concatenate([rng.normal(-3, 0.1, (50, 2)), rng.normal(3, 0.1, (50, 2))])
    wanted = np.repeat([0.0, 1.0], 50)
    weights = at_once(fitted(x, wanted, np.ones(100), np.full(3, far)))
    assert np.isfinite(weights).all()
    assert ((x @ weights[:-1] + weights[-1] > 0) == (wanted > 0)).all()


@pytest.fixture
def case(rng):
    """Three classes of points, the third of which a network has just learnt, and what is asked."""
    middles = np.array([[4, 0], [-4, 0], [0, 4]])
    groups = [rng.normal(middle, 0.3, (30, 2)).astype(np.float32) for middle in middles]
    before = Network.dense((2, 6, 3), rng)
    before.layers[1].biases[2] = -4.0
    from descent import Descent
    from loss import CROSS_ENTROPY

    def learn(network, rows, targets, n):
        descent = Descent(1.0)
        for _ in range(n):
            network.step(rows, targets, descent, CROSS_ENTROPY)

    two, eye = np.concatenate(groups[:2]), np.eye(3, dtype=np.float32)
    learn(before, two, np.repeat(eye[:2], 30, axis=0), 400)
    taught = before.copy()
    learn(taught, np.concatenate(groups), np.repeat(eye, 30, axis=0), 400)
    labels = np.repeat([0, 1], 30)
    shown = Shown(groups[2][:5], groups[2], two, two[::-1].copy(), labels[::-1].copy())
    return before, taught, shown


def went(before, taught, shown):
    start = [array.copy() for array in before.parameters()]
    for _ in GoingBack(taught, before, start, 2, shown).steps():
        pass
    return taught


def test_what_the_layers_below_tell_already_leaves_them_as_they_were(case):
    before, taught, shown = case
    moved = np.abs(taught.layers[0].weights - before.layers[0].weights).max()
    went(before, taught, shown)
    for now, then in zip(taught.parameters()[:-2], before.parameters()[:-2], strict=True):
        assert np.array_equal(now, then)
    assert moved > 0.1
    assert np.array_equal(taught.layers[1].weights[:, :2], before.layers[1].weights[:, :2])
    assert (taught.forward(shown.own).argmax(axis=1) == 2).all()
    assert (taught.forward(shown.checked).argmax(axis=1) == shown.labels).all()


def test_where_they_do_not_it_goes_back_less_far(case, monkeypatch):
    before, taught, shown = case
    before.layers[0].weights[:] = 0.0  # it sees nothing at all
    end = [array.copy() for array in taught.parameters()]
    went(before, taught, shown)
    assert (taught.forward(shown.own).argmax(axis=1) == 2).all()
    way = [a / b for a, b in zip(taught.parameters()[:1], end, strict=False)]
    share = float(np.median(way[0]))
    assert share in [pytest.approx(each, abs=1e-5) for each in going_back.SHARES[1:]]


def test_what_the_steps_have_not_taught_is_left_as_they_left_it(case):
    before, _, shown = case
    taught = before.copy()
    taught.layers[0].weights += 0.01
    end = [array.copy() for array in taught.parameters()]
    went(before, taught, shown)
    for now, then in zip(taught.parameters(), end, strict=True):
        assert np.array_equal(now, then)


def test_without_other_drawings_that_were_right_nothing_is_in_the_way(case):
    before, taught, shown = case
    wrong = Shown(shown.own, shown.like, shown.others, shown.checked, 1 - shown.labels)
    went(before, taught, wrong)
    assert (taught.forward(shown.own).argmax(axis=1) == 2).all()


def test_where_nowhere_all_are_known_it_stays_as_the_steps_have_left_it(case):
    before, taught, shown = case
    end = [array.copy() for array in taught.parameters()]
    twice = np.concatenate([shown.checked[shown.labels == 0][:1], shown.own])  # one is another's
    before.layers[1].biases[2] = 9.0  # all of them were known before
    went(before, taught, Shown(twice, shown.like, shown.others, shown.checked, shown.labels))
    for now, then in zip(taught.parameters(), end, strict=True):
        assert np.array_equal(now, then)
