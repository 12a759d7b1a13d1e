"""Contenders: an epoch of ``classic``, by Inkling and by others; same start, same batches."""

import ctypes
import subprocess
import tempfile
import warnings
from pathlib import Path

import numpy as np

from compiled.network import Compiled
from data.exchange import read
from descent import Descent
from layer import Layer
from loss import SQUARED_ERROR
from network import Network

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "data" / "starter" / "drawings.npz"
SIZES, BATCH, RATE, DRAWINGS = (784, 16, 16, 8), 10, 0.5, 500
CHECKED = 20  # epochs after which the weights are compared


class Task:
    """What all have in common: drawings, first weights and the order of every epoch."""

    def __init__(self, drawings=None):
        batch = read(drawings or STARTER)
        chosen = np.flatnonzero(batch.labels < SIZES[-1])[:DRAWINGS]
        self.images = batch.images[chosen].reshape(len(chosen), -1).astype(np.float32)
        self.labels = batch.labels[chosen]
        self.targets = np.eye(SIZES[-1], dtype=np.float32)[self.labels]
        rng = np.random.default_rng(1)
        pairs = zip(SIZES, SIZES[1:], strict=False)
        self.weights = [rng.normal(0, m**-0.5, (m + 1, n)) for m, n in pairs]  # biases last
        self.rng = np.random.default_rng(2)

    def order(self):
        n = len(self.images) // BATCH * BATCH
        return self.rng.permutation(len(self.images))[:n]


class Contender:
    """Works epoch by epoch; ``check`` returns the weights after the first ones."""

    def __init__(self, drawings=None):
        self.task = Task(drawings)
        self.prepare()

    def check(self):
        for _ in range(CHECKED):
            self.epoch(self.task.order())
        return [np.array(matrix, np.float64) for matrix in self.learned()]

    def work(self):
        order = self.task.order()
        self.epoch(order)
        return len(order) // BATCH


class Inkling(Contender):
    """What ``train`` and the window run."""

    is_compiled = True

    def prepare(self):
        layers = []
        for matrix in self.task.weights:
            layer = Layer(len(matrix) - 1, matrix.shape[1], np.random.default_rng(0))
            layer.weights[:], layer.biases[:] = matrix[:-1], matrix[-1]
            layers.append(layer)
        self.network = Network(layers)
        self.step, self.images = None, self.task.images
        if self.is_compiled:
            compiled = Compiled(self.network)
            self.step, self.images = compiled.step, compiled.prepared(self.images)
        self.descent = Descent(RATE)

    def epoch(self, order):
        task = self.task
        with np.errstate(over="ignore"):
            for _ in self.network.train(
                self.images, task.targets, epochs=1, batch_size=BATCH, descent=self.descent,
                chance=Told(order), loss=SQUARED_ERROR, step=self.step,
            ):  # fmt: skip
                pass

    def learned(self):
        return [np.vstack([layer.weights, layer.biases]) for layer in self.network.layers]


class Readable(Inkling):
    """The same by ``Network.step``, as a student reads it."""

    is_compiled = False


class Told:
    """Stands for a chance whose order is known; making it was counted already."""

    def __init__(self, order):
        self.order = order

    def stream(self, use, epoch):
        return self

    def permutation(self, n):
        return self.order


class Textbook(Contender):
    """Every drawing by itself, in float64: what all others have to agree with."""

    def prepare(self):
        self.matrices = [matrix.copy() for matrix in self.task.weights]

    def epoch(self, order):
        for batch in order.reshape(-1, BATCH):
            sums = [np.zeros_like(matrix) for matrix in self.matrices]
            for i in batch:
                a = [self.task.images[i].astype(np.float64)]
                for matrix in self.matrices:
                    a.append(1 / (1 + np.exp(-(a[-1] @ matrix[:-1] + matrix[-1]))))
                d = (a[-1] - self.task.targets[i]) * a[-1] * (1 - a[-1])
                for depth in (2, 1, 0):
                    sums[depth] += np.outer(np.append(a[depth], 1.0), d)
                    d = (self.matrices[depth][:-1] @ d) * a[depth] * (1 - a[depth])
            for matrix, total in zip(self.matrices, sums, strict=True):
                matrix -= RATE / BATCH * total

    def learned(self):
        return self.matrices


class PyTorch(Contender):
    """``nn.Sequential`` and ``optim.SGD``, mini-batches as rows of one tensor."""

    def prepare(self):
        import torch

        self.torch, task = torch, self.task
        torch.set_num_threads(1)
        self.images, self.targets = torch.tensor(task.images), torch.tensor(task.targets)
        layers = []
        for matrix in task.weights:
            linear = torch.nn.Linear(len(matrix) - 1, matrix.shape[1])
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(matrix[:-1].T))
                linear.bias.copy_(torch.tensor(matrix[-1]))
            layers += [linear, torch.nn.Sigmoid()]
        self.net = torch.nn.Sequential(*layers)
        self.optimizer = torch.optim.SGD(self.net.parameters(), lr=RATE)

    def epoch(self, order):
        for rows in self.torch.from_numpy(order).split(BATCH):
            self.optimizer.zero_grad()
            wrong = self.net(self.images[rows]) - self.targets[rows]
            ((wrong**2).sum() * (0.5 / BATCH)).backward()
            self.optimizer.step()

    def learned(self):
        return [
            np.vstack([layer.weight.detach().numpy().T, layer.bias.detach().numpy()])
            for layer in self.net[::2]
        ]


class ScikitLearn(Contender):
    """``MLPClassifier.fit``; its weights cannot be given, and it ends in a softmax: same work."""

    epochs = 20  # a call, so that its setting up is spread out

    def prepare(self):
        from sklearn.neural_network import MLPClassifier

        self.net = MLPClassifier(
            SIZES[1:-1], activation="logistic", solver="sgd", batch_size=BATCH, alpha=0.0,
            learning_rate_init=RATE, momentum=0.0, nesterovs_momentum=False, random_state=0,
            max_iter=self.epochs, tol=0.0, n_iter_no_change=10**9,
        )  # fmt: skip

    def check(self):
        return None

    def work(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.net.fit(self.task.images, self.task.labels)
        return self.epochs * (len(self.task.images) // BATCH)


class Jax(Contender):
    """``jit`` of a whole epoch: ``lax.scan`` over the mini-batches."""

    def prepare(self):
        import jax
        import jax.numpy as jnp

        self.jax, task = jax, self.task
        self.images, self.targets = jnp.array(task.images), jnp.array(task.targets)
        self.matrices = [jnp.array(matrix, jnp.float32) for matrix in task.weights]

        def loss(matrices, x, y):
            for matrix in matrices:
                x = jax.nn.sigmoid(x @ matrix[:-1] + matrix[-1])
            return ((x - y) ** 2).sum() * (0.5 / BATCH)

        def epoch(matrices, images, targets, order):
            def step(matrices, rows):
                slopes = jax.grad(loss)(matrices, images[rows], targets[rows])
                return jax.tree.map(lambda m, d: m - RATE * d, matrices, slopes), None

            return jax.lax.scan(step, matrices, order.reshape(-1, BATCH))[0]

        self.whole = jax.jit(epoch, donate_argnums=0)

    def epoch(self, order):
        self.matrices = self.whole(self.matrices, self.images, self.targets, order)
        self.jax.block_until_ready(self.matrices)

    def learned(self):
        return [np.array(matrix) for matrix in self.matrices]


class SparseC(Contender):
    """``sparse.c``: about what the machine can do, adding up the weights of inked pixels only."""

    def prepare(self):
        source = Path(__file__).with_name("sparse.c")
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder) / "sparse.so"
            flags = ("-O3", "-march=native", "-ffast-math", "-shared", "-fPIC")
            subprocess.run(["cc", *flags, source, "-o", binary, "-lm"], check=True)
            self.c = ctypes.CDLL(str(binary))
        ink = self.task.images > 0.5
        self.first = np.concatenate([[0], np.cumsum(ink.sum(axis=1))]).astype(np.int32)
        self.inked = np.concatenate([np.flatnonzero(drawing) for drawing in ink]).astype(np.int32)
        self.matrices = [np.ascontiguousarray(m, np.float32) for m in self.task.weights]

    def epoch(self, order):
        order = order.astype(np.int32)
        arrays = self.inked, self.first, self.task.targets, order
        pointers = [ctypes.c_void_p(array.ctypes.data) for array in (*arrays, *self.matrices)]
        self.c.epoch(*pointers, len(order), BATCH, ctypes.c_float(RATE / BATCH))

    def learned(self):
        return self.matrices


class FromNothing:
    """A whole training by any of these: everything but the drawings is made anew."""

    epochs = 50

    def __init__(self, contender, drawings=None):
        self.contender = contender(drawings)
        self.contender.epochs = self.epochs  # of one call to fit

    def check(self):
        if isinstance(self.contender, ScikitLearn):
            return None
        self.contender.task.rng = np.random.default_rng(2)
        self.work()
        return [np.array(matrix, np.float64) for matrix in self.contender.learned()]

    def work(self):
        self.contender.prepare()
        if isinstance(self.contender, ScikitLearn):
            self.contender.work()
            return 1
        for _ in range(self.epochs):
            self.contender.epoch(self.contender.task.order())
        return 1
