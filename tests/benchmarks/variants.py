"""Contenders: training ``classic`` with fresh variants and without, by Inkling alone."""

import os
import time

import numpy as np

from chance import Chance
from data.augmentation import vary
from descent import Descent
from epochs import Place
from models.ahead import Ahead
from models.plan import PRESETS
from tests.benchmarks.dense import BATCH, RATE, Inkling

EPOCHS = 20  # in one go: the next variants can be made while it learns


class Without(Inkling):
    """The drawings as they are, batches of 10, plain gradient descent."""

    batch, varied, processes = BATCH, False, 0

    def prepare(self):
        super().prepare()
        self.vary, self.place, task = None, Place(), self.task
        if self.varied:
            amounts, mirror = PRESETS["classic"].amounts(), [True] * task.targets.shape[1]
            make = vary(task.images, task.labels, amounts, mirror=mirror)
            self.vary = Ahead(make, Chance(4), len(task.images), processes=self.processes)
            self.images = task.images

    def check(self):
        return None  # with variants there is nothing to compare with

    def work(self):
        with np.errstate(over="ignore"):
            for progress in self.network.train(
                self.images, self.task.targets, epochs=self.place.epoch - 1 + EPOCHS,
                batch_size=self.batch, descent=self.descent, chance=Chance(3),
                variants=self.vary, step=self.step, begin=self.place,
            ):  # fmt: skip
                self.place = progress.place
        return EPOCHS * len(self.images)


class With(Without):
    varied = True


class Beside(With):
    """As in the window: the variants are made by another process, on another core."""

    processes = 1

    def prepare(self):
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, range(os.cpu_count()))
        super().prepare()
        until_s = time.perf_counter() + 2  # by then it is there
        while time.perf_counter() < until_s:
            self.work()


class PresetWithout(Without):
    """The same with the preset's batches, momentum and decay."""

    batch = PRESETS["classic"].batch_size

    def prepare(self):
        super().prepare()
        plan = PRESETS["classic"]
        self.descent = Descent(RATE, momentum=plan.momentum, weight_decay=plan.weight_decay)


class PresetWith(PresetWithout):
    varied = True


class PresetBeside(PresetWithout, Beside):
    """The same, the variants made by another process."""
