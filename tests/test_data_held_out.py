import numpy as np

from data.held_out import choose, choose_added


def test_one_in_five_of_each_class_is_held_out(rng):
    labels = np.repeat([0, 1, 2], [50, 10, 3])
    held = choose(labels, rng)
    assert [int(held[labels == k].sum()) for k in range(3)] == [10, 2, 1]


def test_the_same_seed_holds_out_the_same():
    labels = np.repeat([0, 1], 20)
    one, two, other = (choose(labels, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_drawings_kept_one_by_one_reach_the_same_share(rng):
    held = 0
    for n in range(40):
        held += int(choose_added(n, held, 1, rng).sum())
    assert held == 8


def test_two_drawings_are_too_few_to_hold_one_out(rng):
    assert not choose(np.zeros(2, int), rng).any()
