"""Parts by themselves, with pytest-benchmark: ``python -m pytest tests/benchmarks/parts.py``."""

import numpy as np
import pytest

from compiled.flips import flips_of
from compiled.network import Compiled
from data.augmentation import vary
from loss import CROSS_ENTROPY
from models.architecture import untrained
from models.plan import PRESETS
from models.scores import score
from tests.benchmarks import conv, dense


@pytest.fixture(scope="module")
def task():
    return dense.Task()


@pytest.fixture(scope="module", params=PRESETS)
def network(request):
    return untrained(PRESETS[request.param], 784, 8, np.random.default_rng(0))


def test_a_step_of_classic(benchmark):
    contender = dense.Inkling()
    rows = np.arange(dense.BATCH)
    images, targets = contender.images.take(rows, 0), contender.task.targets.take(rows, 0)
    benchmark(contender.step, images, targets, contender.descent, CROSS_ENTROPY)


def test_a_step_of_conv(benchmark):
    contender = conv.Inkling()
    benchmark(contender.step, np.arange(conv.BATCH))


def test_variants_of_500_drawings(benchmark, task):
    amounts, mirror = PRESETS["classic"].amounts(), [True] * task.targets.shape[1]
    variants = vary(task.images, task.labels, amounts, mirror=mirror)
    found = benchmark(variants, np.arange(500), np.random.default_rng(0))
    assert found.shape == (500, 784)


def test_one_answer(benchmark, network, task):
    compiled = Compiled(network.copy())
    assert benchmark(compiled.forward, task.images[:1]).shape == (1, 8)


def test_a_what_if_map(benchmark, network, task):
    assert benchmark(flips_of(network).changes, task.images[0]).shape == (784, 8)


def test_scores_of_500_drawings(benchmark, network, task):
    compiled = Compiled(network.copy())
    assert benchmark(score, compiled, task.images, task.labels, CROSS_ENTROPY).count == 500
