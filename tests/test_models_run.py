import weakref
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from centring import Centring
from data.augmentation import vary
from loss import CROSS_ENTROPY
from models.errors import ModelError
from models.examples import examples, gathered
from models.model import model_of
from models.plan import Plan
from models.run import Run
from models.scores import score
from models.versions import AnyVersion
from stepwise import at_once

PLAN = Plan(
    hidden=(6,), epochs=8, batch_size=4, learning_rate=1.0, schedule="constant", momentum=0.0,
    weight_decay=0.0, augment=False,
)  # fmt: skip


class Still:
    """Makes variants that are the drawings as they are."""

    def __init__(self, images, made=None):
        self.images, self.made = images, made

    def start_over(self):
        pass

    def prepare(self):
        yield

    def __call__(self, rows, rng):
        if self.made is not None:
            self.made.append(len(rows))
        return self.images[rows]


@pytest.fixture
def sets(rng):
    images = rng.random((40, 28, 28)) < 0.1
    images[::2, :10] = True  # class 0 is dark above, class 1 below
    images[1::2, 18:] = True
    labels = np.arange(40) % 2
    return examples(images[:20], labels[:20]), examples(images[20:], labels[20:])


def run_to_the_end(plan, sets, **more):
    run = Run(plan, 2, *sets, **more)
    for _ in run.steps():
        pass
    return run


def test_a_run_learns_and_scores_both_parts_after_every_epoch(sets):
    run = run_to_the_end(PLAN, sets)
    assert [point.epoch for point in run.curves.points] == list(range(1, 9))
    assert run.curves.points[-1].trained.count == 20
    assert run.curves.points[-1].held_out.count == 20
    assert run.curves.points[-1].held_out.accuracy == 1.0
    assert run.curves.points[-1].trained.loss < run.curves.points[0].trained.loss


def test_held_out_drawings_have_no_say_in_what_is_learnt(sets):
    training, held_out = sets
    upside_down = replace(held_out, labels=1 - held_out.labels)
    one, other = run_to_the_end(PLAN, sets), run_to_the_end(PLAN, (training, upside_down))
    assert np.array_equal(one.curves.best.layers[0].weights, other.curves.best.layers[0].weights)
    assert other.curves.points[-1].held_out.accuracy == 0.0


@pytest.mark.parametrize("more", [{}, {"centred": True}, {"filters": (2, 3), "dropout": 0.5}])
def test_a_point_is_what_the_network_itself_says_of_the_drawings(more, sets):
    training, held_out = sets
    corner = np.zeros((20, 28, 28), np.float32)
    corner[:, :14, :14] = held_out.images.reshape(-1, 28, 28)[:, ::2, ::2]
    small = replace(held_out, images=corner.reshape(20, 784))
    run = run_to_the_end(replace(PLAN, epochs=2, learning_rate=0.1, **more), (training, small))
    for got, asked in zip(
        (run.curves.points[-1].trained, run.curves.points[-1].held_out),
        (training, small),
        strict=True,
    ):
        want = score(run.network, asked.images, asked.labels, CROSS_ENTROPY)
        assert np.array_equal(got.confusion, want.confusion)
        assert got.loss == pytest.approx(want.loss, rel=1e-5)


def test_the_best_network_is_kept_and_stays_when_training_goes_on(sets):
    run = Run(replace(PLAN, epochs=50), 2, *sets)
    steps = run.steps()
    while not run.curves.points:
        next(steps)
    best = run.curves.best
    before = best.layers[0].weights.copy()
    next(steps)
    assert np.array_equal(best.layers[0].weights, before)
    assert not np.array_equal(run.network.layers[0].weights, before)


def test_a_long_run_is_measured_200_times_and_after_its_first_epochs_and_its_last(sets):
    few = sets[0].only(np.arange(20)), examples(np.zeros((0, 28, 28), bool), [])
    run = run_to_the_end(replace(PLAN, epochs=801, batch_size=30), few)
    epochs = [point.epoch for point in run.curves.points]
    assert epochs == [*range(1, 11), *range(12, 801, 4), 801]


def test_the_plan_decides_about_variants(sets):
    prepared, made = [], []

    def vary(images, labels, amounts):
        prepared.append((len(images), len(labels), amounts))

        return Still(images, made)

    run_to_the_end(PLAN, sets, vary=vary)
    assert prepared == made == []
    run_to_the_end(replace(PLAN, augment=True, turn_deg=3.0), sets, vary=vary)
    assert [entry[:2] for entry in prepared] == [(20, 20)]
    assert prepared[0][2]["turn_deg"] == 3.0
    assert made == [20] * 8


def test_a_network_that_centres_learns_from_centred_drawings_of_every_size(sets):
    prepared = []

    def vary(images, labels, amounts):
        prepared.append((images, labels))
        return Still(images)

    run_to_the_end(replace(PLAN, centred=True, augment=True), sets, vary=vary)
    assert len(prepared.pop()[0]) == 20  # no smaller ones where none are wanted
    run = run_to_the_end(replace(PLAN, centred=True, augment=True, smaller=0.2), sets, vary=vary)
    images, labels = prepared[0]
    assert (len(images), len(labels)) == (4 * 20, 20)
    assert np.array_equal(images[:20], Centring(28).forward(sets[0].images))
    assert isinstance(run.curves.best.layers[0], Centring)
    assert run.curves.points[-1].held_out.accuracy == 1.0


def test_of_very_many_drawings_a_point_takes_a_thousand_and_the_end_takes_all(rng):
    images = rng.random((2100, 28, 28)) < 0.1
    images[::2, :10] = True
    whole = examples(images, np.arange(2100) % 2)
    run = Run(replace(PLAN, epochs=2, batch_size=100), 2, whole.only(np.arange(60)), whole)
    for _ in run.steps():
        pass
    assert run.curves.points[-1].held_out.count == 1000
    for _ in run.curves.finish():
        pass
    assert run.curves.best_point.held_out.count == 2100
    assert run.curves.best_point.trained.count == 60
    assert [len(run.curves.points), run.curves.points[-1].epoch] == [len(run.curves.points), 2]


def test_nothing_is_left_to_score_at_the_end_of_a_small_run(sets):
    assert list(run_to_the_end(PLAN, sets).curves.finish()) == []


def test_points_are_rarer_where_scoring_would_cost_more_than_learning(rng):
    images = rng.random((1000, 28, 28)) < 0.1
    whole = examples(images, np.arange(1000) % 2)
    run = Run(replace(PLAN, epochs=100, batch_size=10), 2, whole.only(np.arange(50)), whole)
    for _ in run.steps():
        pass
    epochs = [point.epoch for point in run.curves.points]
    assert epochs == [*range(1, 11), *range(12, 101, 2)]  # no fewer than 50


def test_a_run_that_collapsed_says_so_and_one_that_learns_does_not(sets):
    stuck = run_to_the_end(replace(PLAN, learning_rate=1e-6, weight_decay=1.0), sets)
    assert "Every answer is the same class" in stuck.curves.complaint
    assert run_to_the_end(PLAN, sets).curves.complaint == ""


def test_nobody_complains_of_a_network_that_has_hardly_begun(sets):
    run = Run(replace(PLAN, learning_rate=1e-6, weight_decay=1.0, epochs=30), 2, *sets)
    said = ["" for _ in range(31)]  # after so many epochs
    for _ in run.steps():
        if run.settled:
            said[run.place.epoch - 1] = run.curves.complaint
    assert not any(said[:10])
    assert "Every answer is the same class" in said[11]


def test_one_class_is_nothing_to_tell_apart(sets):
    training, held_out = sets
    with pytest.raises(ModelError, match="drawings of two classes or more"):
        Run(PLAN, 2, replace(training, labels=training.labels * 0), held_out)


def test_no_held_out_drawings_give_no_held_out_score(sets):
    run = run_to_the_end(PLAN, (sets[0], examples(np.zeros((0, 28, 28), bool), [])))
    assert run.curves.points[-1].held_out.accuracy is None
    assert model_of(run, ("a", "b")).story.held_out_accuracy is None


def test_a_training_that_runs_away_is_said_in_words(sets):
    run = Run(replace(PLAN, activation="relu", hidden=(20, 20), learning_rate=100.0), 2, *sets)
    run.network.layers[0].weights *= 1e5
    with pytest.raises(ModelError, match="smaller learning rate"):
        for _ in run.steps():
            pass


def test_the_digest_tells_other_drawings(sets):
    training = sets[0]
    other = replace(training, images=training.images.copy())
    assert other.digest() == training.digest()
    other.images[3, 100] = 1 - other.images[3, 100]
    assert other.digest() != training.digest()


def test_a_model_carries_the_measured_story(sets):
    run = run_to_the_end(PLAN, sets)
    story = model_of(run, ("dark above", "dark below")).story
    assert story.plan["epochs"] == story.epochs == 8
    assert story.steps == 8 * 5  # 20 drawings in batches of 4
    assert story.train_accuracy == run.curves.best_point.trained.accuracy
    assert (story.train_count, story.held_out_count) == (20, 20)


def test_the_score_at_the_end_is_of_the_network_that_was_kept(rng):
    """Once, a full score above another epoch's sampled one made that epoch the best."""
    images = rng.random((1500, 28, 28)) < 0.1
    whole = examples(images, np.arange(1500) % 2)  # nothing to learn: scores are chance
    run = Run(replace(PLAN, epochs=6, batch_size=300, learning_rate=2.0), 2, whole, whole)
    for _ in run.steps():
        pass
    epoch = run.curves.best_point.epoch
    for _ in run.curves.finish():
        pass
    assert run.curves.best_point.epoch == epoch and run.curves.best_point.trained.count == 1500
    again = score(run.curves.best, whole.images, whole.labels, CROSS_ENTROPY)
    assert np.array_equal(run.curves.best_point.trained.confusion, again.confusion)
    assert list(run.curves.finish()) == []


def test_a_later_epoch_that_is_worse_on_its_drawings_is_not_kept(sets, rng):
    training = replace(sets[0], labels=rng.integers(0, 2, 20))  # hardly to be learnt
    wild = replace(PLAN, epochs=40, learning_rate=5.0, activation="tanh")
    run = Run(wild, 2, training, sets[1])
    losses = []
    for _ in run.steps():
        if len(run.curves.points) > len(losses):
            losses.append(run.curves.points[-1].trained.loss)
    losses += [point.trained.loss for point in run.curves.points[len(losses) :]]
    assert min(losses) < losses[-1]  # it jumps about
    assert run.curves.best_point.trained.loss == min(losses)
    again = score(run.curves.best, training.images, training.labels, CROSS_ENTROPY)
    assert again.loss == pytest.approx(min(losses))


@pytest.mark.parametrize("smaller, shares", [(0.0, [1, 0, 0, 0]), (0.3, [0.7, 0.1, 0.1, 0.1])])
def test_so_many_variants_are_of_a_smaller_version_as_wanted(smaller, shares, rng):
    chosen = AnyVersion(Still(np.arange(40)), 10, smaller)(np.arange(10).repeat(1000), rng)
    assert np.array_equal(chosen % 10, np.arange(10).repeat(1000))  # still the same drawings
    assert np.bincount(chosen // 10, minlength=4) / 10_000 == pytest.approx(shares, abs=0.02)


@pytest.mark.parametrize("centred", [False, True])
def test_getting_ready_is_a_matter_of_steps_and_says_how_far_it_is(rng, centred):
    images = rng.random((1200, 28, 28)) < 0.1
    labels = np.arange(1200) % 2
    plan = replace(PLAN, centred=centred, augment=True, smaller=0.2 if centred else 0.0, epochs=1)
    run = Run(plan, 2, examples(images, labels), examples(images[:20], labels[:20]),
              partial(vary, mirror=(None, None)))  # fmt: skip
    ready = [run.ready]
    for progress in run.steps():
        if progress.step:
            break
        ready.append(run.ready)
    assert ready[0] == 0.0 and run.ready == 1.0 and ready == sorted(ready)
    apart = [after - before for before, after in pairwise(ready)]
    assert len(ready) > 10 and max(apart) < 0.2
    assert apart.count(0.0) < 6  # what takes as long is the network, made before them


def test_examples_gathered_in_steps_are_those_made_at_once(rng):
    images, labels = rng.random((2500, 28, 28)) < 0.2, rng.integers(0, 3, 2500)
    chosen = rng.random(2500) < 0.7
    steps = gathered(images, labels, chosen)
    assert next(steps) is None
    found, wanted = at_once(steps), examples(images[chosen], labels[chosen])
    assert np.array_equal(found.images, wanted.images) and found.images.dtype == np.float32
    assert np.array_equal(found.labels, wanted.labels) and found.digest() == wanted.digest()
    none = at_once(gathered(images, labels, np.zeros(2500, bool)))
    assert len(none) == 0 and none.digest() == examples(images[:0], labels[:0]).digest()


def test_getting_ready_goes_on_where_a_pause_has_left_it(rng):
    images = rng.random((1200, 28, 28)) < 0.1
    group = examples(images, np.arange(1200) % 2)
    plan = replace(PLAN, centred=True, augment=True, epochs=1)
    run = Run(plan, 2, group, group, partial(vary, mirror=(None, None)))
    steps = run.steps()
    while run.ready < 0.5:
        next(steps)
    run.change(replace(plan, learning_rate=0.5))
    before = run.ready
    assert before >= 0.5
    for _ in range(3):  # two steps are the network's
        next(steps)
    assert run.ready > before


def test_what_was_only_for_getting_ready_is_let_go_of(rng):
    made = vary(np.ones((40, 784), np.float32), np.arange(40) % 2, {}, mirror=(None, None))
    images = weakref.ref(made._images)
    for _ in made.prepare():
        pass
    assert images() is None
    assert made(np.arange(3), rng).shape == (3, 784)
