"""Experiments: what is tried, who does it, and that no result is lost."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from models.errors import ModelError
from models.executors import dask, pool
from models.experiments import fold_tasks, grid, summary, tasks
from models.plan import PRESETS, Plan
from models.results import Results, plot, table
from models.sweep import Sweep
from models.tasks import Trial, done, folds, packed

ROOT = Path(__file__).parent.parent
PLAN = Plan(hidden=(4,), network="own", epochs=2, batch_size=10, augment=False)


@pytest.fixture
def pack(rng):
    images = (rng.random((40, 784)) < 0.1).astype(np.float32)
    images[::2, :300] = 1.0
    return packed(images.reshape(40, 28, 28), np.arange(40) % 2, ("dark", "light"))


def trial(plan=PLAN, accuracy=0.5, **more):
    values = dict(train_accuracy=accuracy, accuracy=accuracy, train_loss=1.0, confusion=(), count=8)
    return Trial(plan, "", **(values | {"seconds": 0.1, "complaint": ""} | more))


class Here:
    """An executor that does everything at once in this process; it may be told to break."""

    def __init__(self, breaks=0):
        self.breaks, self._processes = breaks, {}

    def submit(self, work, *args):
        future = Future()
        if self.breaks:
            self.breaks -= 1
            future.set_exception(BrokenExecutor("a worker died"))
        else:
            future.set_result(work(*args))
        return future

    def shutdown(self, **_):
        pass


def run(sweep):
    found = []
    while not sweep.over:
        found += sweep.poll(0.1)
    return found


def test_a_grid_has_every_combination_once():
    plans = grid(PLAN, {"epochs": [1, 2, 2], "seed": [0, 1]})
    assert [(plan.epochs, plan.seed) for plan in plans] == [(1, 0), (1, 1), (2, 0), (2, 1)]


def test_a_varied_preset_brings_its_settings_but_for_what_is_fixed():
    plans = grid(PLAN, {"learning_rate": [0.5], "network": ["wide", "conv"]}, {"epochs": 7})
    assert [plan.network for plan in plans] == ["wide", "conv"]
    assert [plan.hidden for plan in plans] == [PRESETS["wide"].hidden, PRESETS["conv"].hidden]
    assert {plan.epochs for plan in plans} == {7}
    assert {plan.learning_rate for plan in plans} == {0.5}


def test_ten_thousand_trainings_are_the_most(pack):
    with pytest.raises(ModelError, match="1,000,000 trainings; 10,000 are the most"):
        grid(PLAN, {name: list(range(1, 101)) for name in ("epochs", "seed", "batch_size")})
    with pytest.raises(ModelError, match="20,000 trainings"):
        tasks([PLAN] * 200, 100, pack, None)


def test_every_seed_sets_another_part_of_each_class_apart(pack):
    found = tasks([PLAN, PLAN.with_setting("epochs", 3)], 2, pack, None)
    assert [task.plan.seed for task in found] == [0, 0, 1, 1]  # all plans once, then once more
    for task in found:
        assert np.bincount(pack.labels[task.scored]).tolist() == [4, 4]
    assert np.array_equal(found[0].scored, found[1].scored)
    assert not np.array_equal(found[0].scored, found[2].scored)


def test_few_of_each_class_can_be_learnt_from_and_all_others_set_apart(pack):
    first, second = tasks([PLAN], 2, pack, None, each=3)
    for task in (first, second):
        assert [np.sum(~task.scored & (pack.labels == label)) for label in (0, 1)] == [3, 3]
    assert not np.array_equal(first.scored, second.scored)
    assert first.part != tasks([PLAN], 1, pack, None)[0].part  # another score than that
    with pytest.raises(ModelError, match="“dark” has 20 drawings to learn from; with 20 of"):
        tasks([PLAN], 1, pack, None, each=20)


def test_folds_are_even_in_size_and_in_classes(rng):
    labels = np.repeat([0, 1, 2], [50, 23, 7])
    fold = folds(labels, 5, rng)
    assert np.ptp(np.bincount(fold)) <= 1
    for label in (0, 1, 2):
        assert np.ptp(np.bincount(fold[labels == label], minlength=5)) <= 1


def test_fold_tasks_score_every_drawing_once(pack):
    found = fold_tasks(PLAN, 4, pack, None)
    assert np.array_equal(sum(task.scored.astype(int) for task in found), np.ones(40))


def test_drawings_come_out_of_the_pack_as_they_went_in(pack, rng):
    images = (rng.random((9, 784)) < 0.3).astype(np.float32)
    labels = rng.integers(3, size=9)
    found = packed(images, labels, ("a", "b", "c")).examples(np.arange(9) % 2 == 0)
    assert np.array_equal(found.images, images[::2])
    assert np.array_equal(found.labels, labels[::2])


def test_a_task_trains_and_scores_and_one_that_runs_away_is_a_result(pack):
    good, bad = tasks([PLAN, PLAN.with_setting("learning_rate", 1e9)], 1, pack, None)
    found = done(good)
    assert found.count == 8 and 0 <= found.accuracy <= 1 and found.seconds > 0
    wild = done(replace(bad, plan=bad.plan.with_setting("activation", "relu")))
    assert wild.accuracy is None and "smaller learning rate" in wild.complaint


def test_a_summary_has_median_least_and_most_of_each_plan():
    other = PLAN.with_setting("epochs", 9)
    found = [trial(PLAN.with_setting("seed", i), a) for i, a in enumerate((0.5, 0.7, 0.6))]
    found += [trial(other, None), trial(other.with_setting("seed", 1), 0.4)]
    one, two = summary(found)
    assert (one.accuracy, one.failed, one.done) == ((0.6, 0.5, 0.7), 0, 3)
    assert (two.accuracy, two.failed, two.done) == ((0.4, 0.4, 0.4), 1, 2)
    assert table(["epochs"], [one, two])[2] == (
        "| 2 | 60.0% (50.0% to 70.0%) | 60.0% (50.0% to 70.0%) | 3 | 0 |"
    )
    assert plot(["epochs"], [one, two]).count("<rect") == 3


def test_a_sweep_returns_every_result(pack):
    todo = tasks([PLAN, PLAN.with_setting("epochs", 3)], 3, pack, None)
    found = run(Sweep(todo, Here, 1))
    assert len(found) == 6 and {t.plan for t in found} == {t.plan for t in todo}


def test_a_task_whose_worker_died_is_done_by_new_ones(pack):
    opened = []

    def open_executor():
        opened.append(Here(breaks=2 if not opened else 0))
        return opened[-1]

    todo = tasks([PLAN], 3, pack, None)
    assert len(run(Sweep(todo, open_executor, 1))) == 3
    assert len(opened) == 2


def test_workers_that_keep_dying_end_in_a_sentence(pack):
    with pytest.raises(ModelError, match="did not come back; what was done until then is kept"):
        run(Sweep(tasks([PLAN], 2, pack, None), partial(Here, breaks=1000), 1))


def test_a_pool_that_refuses_tasks_is_opened_again_and_no_task_is_given_up(pack):
    class Refusing(Here):
        def submit(self, work, *args):
            raise BrokenExecutor("the pool is gone")

    opened = []

    def open_executor():
        opened.append(Refusing() if len(opened) < 5 else Here())
        return opened[-1]

    assert len(run(Sweep(tasks([PLAN], 2, pack, None), open_executor, 1))) == 2
    assert len(opened) == 6


def test_what_has_ended_is_handed_out_before_a_failure_is_said(pack):
    class Half(Here):
        def submit(self, work, *args):
            future = Future()
            if args[0].plan.seed == 1:
                future.set_exception(TypeError("broken"))
            else:
                future.set_result(work(*args))
            return future

    sweep, found = Sweep(tasks([PLAN], 2, pack, None), Half, 1), []
    with pytest.raises(ModelError, match="A training failed on its worker: broken"):
        while True:
            found += sweep.poll()
    assert [t.plan.seed for t in found] == [0]


def test_a_scheduler_lost_between_two_tasks_is_the_same_sentence(pack):
    class Losing(Here):
        _client = SimpleNamespace(status="running", close=lambda: None)

        def submit(self, work, *args):
            self._client.status = "closed"
            raise Exception("as Dask's ClosedClientError, which is no RuntimeError")

    with pytest.raises(ModelError, match="went away and did not come back"):
        run(Sweep(tasks([PLAN], 2, pack, None), Losing, 1))


def test_more_folds_than_drawings_are_refused(pack):
    with pytest.raises(ModelError, match="41 folds need as many drawings; there are 40"):
        fold_tasks(PLAN, 41, pack, None)


def test_a_pool_of_processes_gives_what_this_process_gives(pack):
    todo = tasks([PLAN, PLAN.with_setting("hidden", (3,))], 2, pack, None)
    sweep = Sweep(todo, partial(pool, 2), 2)
    found = {t.plan: t.accuracy for t in run(sweep)}
    sweep.stop()
    assert found == {task.plan: done(task).accuracy for task in todo}


def test_a_killed_process_loses_no_task(pack):
    todo = tasks([PLAN.with_setting("epochs", 3000)], 6, pack, None)
    sweep, killed, found = Sweep(todo, partial(pool, 2), 2), False, []
    while not sweep.over:
        found += sweep.poll(0.1)
        if found and not killed:
            victim = next(iter(sweep._executor._processes))
            os.kill(victim, signal.SIGKILL)
            killed = True
    sweep.stop()
    assert killed and sorted(t.plan.seed for t in found) == [0, 1, 2, 3, 4, 5]


def test_results_are_there_again_and_others_are_not_taken_for_them(pack, tmp_path):
    todo = tasks([PLAN], 3, pack, None)
    results = Results(tmp_path / "r.csv", pack.digest)
    results.add(trial(todo[0].plan, 0.75, complaint="a, “quoted” word"))
    results.close()
    again = Results(tmp_path / "r.csv", pack.digest)
    known, left = again.before(todo)
    again.close()
    assert [t.accuracy for t in known] == [0.75] and known[0].complaint == "a, “quoted” word"
    assert [task.plan.seed for task in left] == [1, 2]
    other = Results(tmp_path / "r.csv", "other drawings")
    assert other.before(todo)[0] == []
    other.close()


def test_a_row_that_was_cut_off_is_done_again(pack, tmp_path):
    todo = tasks([PLAN], 2, pack, None)
    results = Results(tmp_path / "r.csv", pack.digest)
    for task in todo:
        results.add(trial(task.plan))
    results.close()
    text = (tmp_path / "r.csv").read_text()
    (tmp_path / "r.csv").write_text(text[:-30])
    again = Results(tmp_path / "r.csv", pack.digest)
    assert [task.plan.seed for task in again.before(todo)[1]] == [1]
    again.add(trial(todo[1].plan))
    again.close()
    third = Results(tmp_path / "r.csv", pack.digest)
    assert third.before(todo)[1] == []  # what was added after the cut is whole
    third.close()


def test_a_full_disk_is_one_sentence_and_what_was_written_stays(pack, tmp_path, monkeypatch):
    results = Results(tmp_path / "r.csv", pack.digest)
    results.add(trial())

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(results, "_write", full)
    with pytest.raises(ModelError, match=r"No space left on device\); what was written"):
        results.add(trial(PLAN.with_setting("seed", 1)))
    results.close()
    assert len((tmp_path / "r.csv").read_text().splitlines()) == 2


@pytest.fixture
def scheduler():
    """A Dask scheduler and two workers on the loopback address."""
    distributed = pytest.importorskip("distributed")
    assert distributed
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    module = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    quiet = dict(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    processes = [subprocess.Popen(
        [*module, "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"], **quiet
    )]  # fmt: skip
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1",
              "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]  # fmt: skip
    processes += [subprocess.Popen(worker, **quiet) for _ in range(2)]
    yield address, processes
    for process in processes:
        process.kill()
        process.wait()


def test_dask_does_every_task_though_one_of_two_workers_is_killed(scheduler, pack):
    address, (_, worker, _) = scheduler
    deadline = time.monotonic() + 60
    while True:
        try:
            executor = dask(address)
            break
        except ModelError:
            assert time.monotonic() < deadline
    executor._client.wait_for_workers(2, timeout=60)
    todo = tasks([PLAN.with_setting("epochs", 800)], 10, pack, None)
    sweep, found = Sweep(todo, lambda: executor, 2), []
    while not sweep.over:
        found += sweep.poll(0.2)
        if len(found) >= 2 and worker.poll() is None:
            worker.send_signal(signal.SIGKILL)
        assert time.monotonic() < deadline + 120
    sweep.stop()
    assert worker.wait() == -signal.SIGKILL
    assert sorted(t.plan.seed for t in found) == list(range(10))
    assert {t.plan.seed: t.accuracy for t in found}[0] == done(todo[0]).accuracy


def test_a_scheduler_that_goes_away_is_one_sentence(scheduler, pack):
    address, (boss, *_) = scheduler
    deadline = time.monotonic() + 60
    while True:
        try:
            executor = dask(address)
            break
        except ModelError:
            assert time.monotonic() < deadline
    todo = tasks([PLAN.with_setting("epochs", 3000)], 8, pack, None)
    sweep = Sweep(todo, lambda: executor, 2)
    sweep.poll(0.5)
    boss.kill()
    with pytest.raises(ModelError, match="went away and did not come back"):
        while time.monotonic() < deadline + 60:
            sweep.poll(0.5)
