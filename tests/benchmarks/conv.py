"""Contenders: training steps of ``conv``, by Inkling and by PyTorch; same start, same batches."""

import numpy as np

from compiled.network import Compiled
from convolution import Convolution
from data.exchange import read
from descent import Descent
from layer import Weighted
from loss import CROSS_ENTROPY
from models.architecture import learner, untrained
from models.plan import PRESETS
from tests.benchmarks.dense import STARTER

BATCH, RATE, MOMENTUM, DECAY = 64, 0.05, 0.9, 1.5e-3
CHECKED = 8  # steps after which the weights are compared


class Contender:
    """Works step by step; ``check`` returns the weights after the first ones."""

    def __init__(self, drawings=None):
        batch = read(drawings or STARTER)
        self.images = batch.images.reshape(len(batch.images), -1).astype(np.float32)
        self.targets = np.eye(len(batch.names), dtype=np.float32)[batch.labels]
        n = self.targets.shape[1]
        self.network = learner(untrained(PRESETS["conv"], 784, n, np.random.default_rng(0)))
        self.rng = np.random.default_rng(1)
        self.prepare()

    def check(self):
        for _ in range(CHECKED):
            self.work()
        return [np.array(array, np.float64) for array in self.learned()]

    def work(self):
        self.step(self.rng.permutation(len(self.images))[:BATCH])
        return BATCH


class Inkling(Contender):
    """What ``train`` and the window run."""

    def prepare(self):
        self.descent = Descent(RATE, momentum=MOMENTUM, weight_decay=DECAY)
        self.taker = Compiled(self.network)

    def step(self, rows):
        images, targets = self.images.take(rows, 0), self.targets.take(rows, 0)
        self.taker.step(images, targets, self.descent, CROSS_ENTROPY)

    def learned(self):
        return self.network.parameters()


class Readable(Inkling):
    """The same by ``Network.step``, as a student reads it."""

    def prepare(self):
        self.descent = Descent(RATE, momentum=MOMENTUM, weight_decay=DECAY)
        self.taker = self.network


class PyTorch(Contender):
    """``nn.Sequential`` and ``optim.SGD``."""

    def prepare(self):
        import torch

        self.torch = torch
        torch.set_num_threads(1)
        self.x = torch.tensor(self.images).reshape(-1, 1, 28, 28)
        self.y = torch.tensor(self.targets)
        layers, self.weighted = [], []
        for layer in self.network.layers:
            if not isinstance(layer, Weighted):
                layers.append(torch.nn.MaxPool2d(2))
                continue
            if isinstance(layer, Convolution):
                shape = layer.n_maps, layer.n_filters, layer.size
                module = torch.nn.Conv2d(*shape, padding=layer.padding)
                layers += [module, torch.nn.ReLU()]
                self.side, self.maps = layer.out_side // 2, layer.n_filters
            else:
                module = torch.nn.Linear(layer.n_in, layer.n_out)
                layers += [torch.nn.Flatten(), module]
            with torch.no_grad():
                module.weight.copy_(torch.tensor(self.theirs(layer, layer.weights)))
                module.bias.copy_(torch.tensor(layer.biases))
            self.weighted.append((layer, module))
        self.net = torch.nn.Sequential(*layers)
        weights = [module.weight for _, module in self.weighted]
        biases = [module.bias for _, module in self.weighted]
        groups = [{"params": weights, "weight_decay": DECAY}, {"params": biases}]
        self.optimizer = torch.optim.SGD(groups, lr=RATE, momentum=MOMENTUM)

    def theirs(self, layer, weights):
        """Return our weights in PyTorch's order: maps before rows and columns."""
        if isinstance(layer, Convolution):
            shape = layer.size, layer.size, layer.n_maps, layer.n_filters
            return weights.reshape(shape).transpose(3, 2, 0, 1)
        shape = self.side, self.side, self.maps, layer.n_out
        return weights.reshape(shape).transpose(3, 2, 0, 1).reshape(layer.n_out, -1)

    def ours(self, layer, weights):
        """Return PyTorch's weights in our order."""
        if isinstance(layer, Convolution):
            return weights.transpose(2, 3, 1, 0).reshape(layer.weights.shape)
        shape = layer.n_out, self.maps, self.side, self.side
        return weights.reshape(shape).transpose(2, 3, 1, 0).reshape(layer.weights.shape)

    def step(self, rows):
        self.optimizer.zero_grad()
        loss = self.torch.nn.functional.binary_cross_entropy_with_logits
        (loss(self.net(self.x[rows]), self.y[rows], reduction="sum") / BATCH).backward()
        self.optimizer.step()

    def learned(self):
        found = []
        for layer, module in self.weighted:
            found += [
                self.ours(layer, module.weight.detach().numpy()),
                module.bias.detach().numpy(),
            ]
        return found
