import numpy as np
import pytest

import models.suspects as module
from data.quality.oriented import oriented
from data.starter_set import FILE
from models.suspects import doubts, ranked


@pytest.fixture(scope="module")
def starter():
    with np.load(FILE) as file:
        return oriented(file["images"].astype(bool)), file["labels"].astype(np.int64)


def judged(features, labels, seed=0):
    *_, last = doubts(features, labels, np.random.default_rng(seed))
    return last


def flipped(labels, rng, share=0.05):
    """Labels of which some were changed at random, and which those are."""
    rows = rng.permutation(len(labels))[: round(share * len(labels))]
    changed = labels.copy()
    changed[rows] = (changed[rows] + rng.integers(1, 8, len(rows))) % 8
    return changed, rows


@pytest.mark.parametrize("seed", range(3))
def test_wrong_labels_come_to_the_top(starter, seed):
    features, labels = starter
    changed, rows = flipped(labels, np.random.default_rng(seed))
    found = judged(features, changed)
    top = ranked(found)[: len(labels) // 10]
    assert np.isin(rows, top).mean() >= 0.85
    assert (found.others[rows] == labels[rows]).mean() >= 0.75  # and what they were
    assert not (found.others == changed).any()


def test_every_drawing_is_judged_once_by_a_learner_that_never_saw_it(starter, monkeypatch):
    features, labels = (part[::7] for part in starter)
    seen = []
    answers = module._answers

    def watched(known, own, asked, n_classes):
        assert not (asked[:, None] == known).all(axis=2).any()
        seen.append(len(asked))
        return answers(known, own, asked, n_classes)

    monkeypatch.setattr(module, "_answers", watched)
    steps = list(doubts(features, labels, np.random.default_rng(0)))
    assert sum(seen) == 92 and len(steps) == module.FOLDS
    assert not np.isnan(steps[-1].leads).any()


def test_of_very_many_drawings_a_learner_sees_some(starter, monkeypatch):
    monkeypatch.setattr(module, "MOST", 100)
    features, labels = starter
    changed, rows = flipped(labels, np.random.default_rng(1))
    top = ranked(judged(features, changed))[: len(labels) // 10]
    assert np.isin(rows, top).mean() >= 0.6


@pytest.mark.parametrize("n, n_classes", [(0, 1), (1, 1), (9, 2), (50, 1)])
def test_where_nothing_can_be_learnt_nobody_is_suspect(starter, n, n_classes):
    features, labels = starter[0][:n], np.arange(n) % n_classes
    assert len(ranked(judged(features, labels))) == 0


def test_equal_drawings_of_two_classes_do_no_harm():
    features = np.ones((20, 5), np.float32)
    assert np.isfinite(judged(features, np.arange(20) % 2).leads).all()
