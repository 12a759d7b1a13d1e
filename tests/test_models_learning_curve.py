import numpy as np
import pytest

from models.errors import ModelError
from models.learning_curve import PARTS, SHARES, curve_tasks, gains
from models.plan import Plan
from models.tasks import Trial, packed

PLAN = Plan().with_setting("epochs", 5)


def vary(images, labels, amounts):
    return lambda rows, rng: images[rows]


def pack_of(rng, n=100, n_classes=2):
    return packed(rng.random((n, 28, 28)) < 0.2, np.arange(n) % n_classes, [*"abcdefg"[:n_classes]])


def test_each_share_learns_from_so_many_and_is_scored_on_the_same_others(rng):
    pack = pack_of(rng)
    tasks = curve_tasks(PLAN, 2, pack, vary)
    assert [task.part for task in tasks] == [f"{share} %" for share in SHARES] * 2
    for repeat in (tasks[:4], tasks[4:]):
        assert [int((~task.scored).sum()) for task in repeat] == [20, 40, 60, 80]
        scored = [task.pack.bits[task.scored] for task in repeat]
        assert all(np.array_equal(scored[0], other) for other in scored)
        assert len(scored[0]) == len(pack.labels) // PARTS
        for task in repeat:
            learnt = np.bincount(task.pack.labels[~task.scored])
            assert learnt[0] == learnt[1]
            together = {bits.tobytes() for bits in task.pack.bits}
            assert len(together) == len(task.pack.bits)  # none is learnt from and scored on
    assert not np.array_equal(tasks[0].pack.bits, tasks[4].pack.bits)


@pytest.mark.parametrize("n, n_classes", [(0, 1), (50, 1), (3, 3)])
def test_too_few_drawings_are_refused_in_words(rng, n, n_classes):
    with pytest.raises(ModelError, match="draw|few|class"):
        curve_tasks(PLAN, 1, pack_of(rng, n, n_classes), vary)


def trial(part, confusion):
    return Trial(PLAN, part, 1.0, 0.5, 0.1, confusion, 100, 1.0, "")


def test_the_class_that_is_still_learning_gains_most():
    half = trial("50 %", ((50, 50, 0), (0, 90, 10), (0, 0, 100)))
    whole = trial("100 %", ((75, 25, 0), (0, 90, 10), (0, 0, 100)))
    found = gains([half, whole], "abc", [40, 40, 40])
    assert [gain.name for gain in found][0] == "a"
    assert found[0].accuracy == pytest.approx(0.75, abs=0.01)
    # errors halve where drawings double: a fifth less with 50 instead of 40
    assert found[0].gain == pytest.approx(0.25 * 0.2, rel=0.05)
    assert found[1].gain < 0.001
    assert gains([half], "abc", [40] * 3) == []
