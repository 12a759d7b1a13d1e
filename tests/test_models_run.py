from dataclasses import replace

import numpy as np
import pytest

from models.errors import ModelError
from models.model import model_of
from models.plan import Plan
from models.run import Run, examples

PLAN = Plan(hidden=(6,), epochs=8, batch_size=4, learning_rate=1.0, augment=False)


@pytest.fixture
def sets(rng):
    images = rng.random((40, 28, 28)) < 0.1
    images[::2, :10] = True  # class 0 is dark above, class 1 below
    images[1::2, 18:] = True
    labels = np.arange(40) % 2
    return examples(images[:30], labels[:30]), examples(images[30:], labels[30:])


def run_to_the_end(plan, sets, **more):
    run = Run(plan, 2, *sets, **more)
    for _ in run.steps():
        pass
    return run


def test_a_run_learns_and_scores_both_parts_after_every_epoch(sets):
    run = run_to_the_end(PLAN, sets)
    assert [point.epoch for point in run.points] == list(range(1, 9))
    assert run.points[-1].trained.count == 30
    assert run.points[-1].held_out.count == 10
    assert run.points[-1].held_out.accuracy == 1.0
    assert run.points[-1].trained.loss < run.points[0].trained.loss


def test_held_out_drawings_have_no_say_in_what_is_learnt(sets):
    training, held_out = sets
    upside_down = replace(held_out, labels=1 - held_out.labels)
    one, other = run_to_the_end(PLAN, sets), run_to_the_end(PLAN, (training, upside_down))
    assert np.array_equal(one.best.layers[0].weights, other.best.layers[0].weights)
    assert other.points[-1].held_out.accuracy == 0.0


def test_the_best_network_is_kept_and_stays_when_training_goes_on(sets):
    run = Run(replace(PLAN, epochs=50), 2, *sets)
    steps = run.steps()
    while not run.points:
        next(steps)
    best = run.best
    before = best.layers[0].weights.copy()
    next(steps)
    assert np.array_equal(best.layers[0].weights, before)
    assert not np.array_equal(run.network.layers[0].weights, before)


def test_a_long_run_is_measured_200_times_and_at_its_end(sets):
    run = run_to_the_end(replace(PLAN, epochs=401, batch_size=30), sets)
    assert 200 <= len(run.points) <= 202
    assert run.points[-1].epoch == 401


def test_the_plan_decides_about_variants(sets):
    calls = []

    def augment(images, rng):
        calls.append(len(images))
        return images

    run_to_the_end(PLAN, sets, augment=augment)
    assert calls == []
    run_to_the_end(replace(PLAN, augment=True), sets, augment=augment)
    assert calls == ([4] * 7 + [2]) * 8


def test_one_class_is_nothing_to_tell_apart(sets):
    training, held_out = sets
    with pytest.raises(ModelError, match="drawings of two classes or more"):
        Run(PLAN, 2, replace(training, labels=training.labels * 0), held_out)


def test_no_held_out_drawings_give_no_held_out_score(sets):
    run = run_to_the_end(PLAN, (sets[0], examples(np.zeros((0, 28, 28), bool), [])))
    assert run.points[-1].held_out.accuracy is None
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
    assert story.steps == 8 * 8  # 30 drawings in batches of 4: seven full and a short one
    assert story.train_accuracy == run.best_point.trained.accuracy
    assert (story.train_count, story.held_out_count) == (30, 10)
