"""Contenders: training ``classic`` with fresh variants and without, by Inkling alone."""

import numpy as np

from data.augmentation import vary
from descent import Descent
from models.plan import PRESETS
from tests.benchmarks.dense import BATCH, RATE, Inkling


class Without(Inkling):
    """The drawings as they are, batches of 10, plain gradient descent."""

    batch, varied = BATCH, False

    def prepare(self):
        super().prepare()
        self.rng, self.vary, task = np.random.default_rng(3), None, self.task
        if self.varied:
            amounts, mirror = PRESETS["classic"].amounts(), [True] * task.targets.shape[1]
            self.vary = vary(task.images, task.labels, amounts, mirror=mirror)
            self.images = task.images

    def check(self):
        return None  # with variants there is nothing to compare with

    def work(self):
        with np.errstate(over="ignore"):
            for _ in self.network.train(
                self.images, self.task.targets, epochs=1, batch_size=self.batch,
                descent=self.descent, rng=self.rng, variants=self.vary, step=self.step,
            ):  # fmt: skip
                pass
        return len(self.images)


class With(Without):
    varied = True


class PresetWithout(Without):
    """The same with the preset's batches, momentum and decay."""

    batch = PRESETS["classic"].batch_size

    def prepare(self):
        super().prepare()
        plan = PRESETS["classic"]
        self.descent = Descent(RATE, momentum=plan.momentum, weight_decay=plan.weight_decay)


class PresetWith(PresetWithout):
    varied = True
