"""A run that was left goes on as if it had never stopped."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest

from data.augmentation import vary
from data.starter_set import FILE
from epochs import Place
from models.errors import ModelError
from models.examples import Examples
from models.learning import Learning
from models.plan import PRESETS
from models.run import Run
from tests.explained import same_numbers

VARY = partial(vary, mirror=(None,) * 8)


@pytest.fixture(scope="module")
def sets():
    with np.load(FILE) as file:
        rows = np.linspace(0, len(file["images"]) - 1, 60).astype(int)
        images, labels = file["images"][rows].reshape(60, -1).astype(np.float32), file["labels"]
    labels = labels[rows].astype(np.int64)
    part = np.arange(60) % 4 == 0
    return Examples(images[~part], labels[~part]), Examples(images[part], labels[part])


PLANS = {
    "classic": replace(PRESETS["classic"], epochs=6, batch_size=7),
    "as they are": replace(PRESETS["classic"], epochs=6, batch_size=10, augment=False),
    "plain descent": replace(
        PRESETS["classic"], epochs=6, momentum=0.0, weight_decay=0.0, schedule="constant"
    ),
    "wide": replace(PRESETS["wide"], epochs=6, batch_size=16, smaller=0.5),
    "conv": replace(PRESETS["conv"], epochs=4, batch_size=16, filters=(4, 4)),
    "two dropouts": replace(PRESETS["classic"], epochs=6, hidden=(9, 9, 9), dropout=0.4),
}


def begun(plan, sets, begin=None):
    return Run(plan, 8, *sets, VARY, begin=begin)


def taken(run, steps=None):
    """Take so many yields, or all; return the run."""
    for i, _ in enumerate(run.steps(), 1):
        if i == steps:
            break
    return run


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_run_left_anywhere_ends_at_the_same_network(plan, sets):
    whole = taken(begun(plan, sets))
    n = sum(1 for _ in begun(plan, sets).steps())
    for steps in range(1, n, max(1, n // 12)):
        left = taken(begun(plan, sets), steps)
        again = taken(begun(plan, sets, left.state))
        assert same_numbers(again.network, whole.network), f"left after {steps} of {n}"
        assert same_numbers(again.curves.best, whole.curves.best)
        points = [(p.epoch, p.trained.loss, p.held_out.loss) for p in again.curves.points]
        assert points == [(p.epoch, p.trained.loss, p.held_out.loss) for p in whole.curves.points]
        assert again.progress == whole.progress


def test_a_run_left_at_every_step_and_in_the_middle_of_parts_ends_at_the_same_network(
    sets, monkeypatch
):
    monkeypatch.setattr("epochs.AHEAD", 16)  # several parts in an epoch, several batches in each
    plan = replace(PLANS["wide"], batch_size=5, epochs=2)
    whole, run = taken(begun(plan, sets)), begun(plan, sets)
    places = [Place()]
    while run.place.step < whole.place.step:
        run = begun(plan, sets, run.state)
        for _ in run.steps():
            if run.place.step > places[-1].step:
                break
        places.append(run.place)
    taken(begun(plan, sets, run.state))
    assert same_numbers(run.network, whole.network)
    assert any(place.part not in (0, place.start) for place in places)


@pytest.mark.parametrize("name", ["classic", "wide", "conv"])
def test_ten_epochs_and_ten_more_are_twenty(name, sets):
    plan = replace(PLANS[name], epochs=20, schedule="constant")
    half = taken(begun(replace(plan, epochs=10), sets))
    more = taken(begun(plan, sets, half.state))
    whole = taken(begun(plan, sets))
    assert same_numbers(more.network, whole.network)
    assert more.progress.step == whole.progress.step == more.progress.steps
    assert [point.epoch for point in more.curves.points] == list(range(1, 21))
    assert more.changes[0].settings == {"epochs": 20} and more.changes[0].epoch == 11


def test_a_setting_changed_on_the_way_applies_from_there(sets):
    plan = PLANS["classic"]
    whole, run = taken(begun(plan, sets)), begun(plan, sets)
    steps = run.steps()
    while run.place.step < 13:
        next(steps)
    before = run.network.copy()
    run.change(replace(plan, learning_rate=1e-9, weight_decay=0.0, momentum=0.0))
    for _ in steps:
        pass
    assert not same_numbers(run.network, whole.network)
    assert run.progress.step == whole.progress.step
    for now, then in zip(run.network.parameters(), before.parameters(), strict=True):
        assert now == pytest.approx(then, abs=1e-5)
    changed = {"learning_rate": 1e-9, "weight_decay": 0.0, "momentum": 0.0}
    assert [(each.epoch, each.settings) for each in run.changes] == [(2, changed)]


@pytest.mark.parametrize(
    "change", [{"batch_size": 4}, {"augment": False}, {"turn_deg": 30.0}, {"dropout": 0.3}]
)
def test_every_drawing_is_learnt_from_once_an_epoch_whatever_is_changed(change, sets, monkeypatch):
    monkeypatch.setattr("epochs.AHEAD", 16)
    plan, seen = replace(PLANS["classic"], batch_size=5, epochs=2, augment=False), []
    run = begun(plan, sets)
    begin = Learning.step

    def watched(learning, number):
        step = begin(learning, number)

        def take(images, *rest):
            seen.append(len(images))
            return step(images, *rest)

        return take

    monkeypatch.setattr(Learning, "step", watched)
    steps = run.steps()
    while run.place.step < 2:
        next(steps)
    run.change(replace(plan, **change))
    for _ in steps:
        pass
    assert sum(seen) == 2 * len(sets[0])
    left = taken(begun(plan, sets), None)
    assert run.place.epoch == left.place.epoch == 3
    again = taken(begun(replace(plan, **change), sets, run.state))
    assert same_numbers(again.network, run.network)  # there is nothing left to do


def test_after_a_change_a_run_can_be_left_too(sets):
    plan, other = PLANS["wide"], replace(PLANS["wide"], batch_size=9, turn_deg=20.0)
    ends = []
    for leave in (False, True):
        run = begun(plan, sets)
        steps = run.steps()
        while run.place.step < 5:
            next(steps)
        run.change(other)
        while run.place.step < 9:
            next(steps)
        run = (
            taken(begun(other, sets, run.state))
            if leave
            else SimpleNamespace(network=(list(steps), run.network)[1])
        )
        ends.append(run.network)
    assert same_numbers(*ends)


@pytest.mark.parametrize("change", [{"hidden": (4,)}, {"activation": "relu"}, {"seed": 5}])
def test_what_would_need_another_network_is_refused(change, sets):
    run = taken(begun(PLANS["classic"], sets), 5)
    with pytest.raises(ModelError, match="belong to the network in training"):
        run.change(replace(run.plan, **change))
    assert run.plan == PLANS["classic"] and not run.changes


def test_with_other_drawings_it_goes_on_at_the_epoch_it_was_in(sets):
    left = begun(PLANS["classic"], sets)
    for _ in left.steps():
        if left.place.step == 10:
            break
    assert left.place.start > 0
    training = sets[0].only(np.arange(30))
    more = begun(PLANS["classic"], (training, sets[1]), left.state)
    assert more.place == Place(left.place.epoch, step=left.place.step)
    assert more.changes[0].drawings and more.digest != left.digest
    taken(more)
    assert more.progress.epoch == 6 and more.curves.points[-1].trained.count == 30


def test_a_plan_that_ends_before_where_it_stands_is_done(sets):
    left = taken(begun(PLANS["as they are"], sets))
    more = taken(begun(replace(PLANS["as they are"], epochs=2), sets, left.state))
    assert same_numbers(more.network, left.network) and more.share == 1.0
