"""Contenders: the answer to one drawing, and to all that differ from it by a pixel."""

import numpy as np

from compiled.flips import flips_of
from compiled.network import Compiled
from tests.benchmarks.dense import Inkling as Learner

AT_ONCE = 50  # answers between two looks at the clock


class Contender:
    """Answers with the weights that training starts from; ``check`` returns what it said."""

    def __init__(self, drawings=None):
        learner = Learner(drawings)
        self.network, self.image = learner.network.copy(), learner.task.images[:1]
        self.flipped = np.abs(self.image - np.eye(self.image.shape[1], dtype=np.float32))
        self.prepare()

    def check(self):
        return [np.array(self.answer(), np.float64)]

    def work(self):
        for _ in range(AT_ONCE):
            self.answer()
        return AT_ONCE


class Inkling(Contender):
    """What scores and guesses are made by."""

    def prepare(self):
        self.compiled = Compiled(self.network)

    def answer(self):
        return self.compiled.forward(self.image)


class Readable(Contender):
    """The same by ``Network.forward``, as a student reads it."""

    def prepare(self):
        pass

    def answer(self):
        return self.network.forward(self.image)


class PyTorch(Contender):
    """``nn.Sequential``, in inference mode."""

    def prepare(self):
        import torch

        torch.set_num_threads(1)
        layers = []
        for layer in self.network.layers:
            linear = torch.nn.Linear(layer.n_in, layer.n_out)
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(layer.weights.T))
                linear.bias.copy_(torch.tensor(layer.biases))
            layers += [linear, torch.nn.Sigmoid()]
        self.net, self.torch = torch.nn.Sequential(*layers).eval(), torch
        self.one, self.many = torch.tensor(self.image), torch.tensor(self.flipped)

    def answer(self):
        with self.torch.inference_mode():
            return self.net(self.one)


class Onnx(Contender):
    """ONNX Runtime, the network as a graph of ``Gemm`` and ``Sigmoid``."""

    def prepare(self):
        import onnxruntime
        from onnx import TensorProto, helper, numpy_helper

        nodes, arrays, below = [], [], "x"
        for i, layer in enumerate(self.network.layers):
            arrays += [
                numpy_helper.from_array(np.ascontiguousarray(layer.weights), f"w{i}"),
                numpy_helper.from_array(layer.biases.copy(), f"b{i}"),
            ]
            nodes += [
                helper.make_node("Gemm", [below, f"w{i}", f"b{i}"], [f"z{i}"]),
                helper.make_node("Sigmoid", [f"z{i}"], [f"a{i}"]),
            ]
            below = f"a{i}"
        ends = [
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, size])]
            for name, size in (("x", self.image.shape[1]), (below, layer.n_out))
        ]
        opset = [helper.make_opsetid("", 17)]
        model = helper.make_model(helper.make_graph(nodes, "n", *ends, arrays), opset_imports=opset)
        model.ir_version = 9
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        cpu = ["CPUExecutionProvider"]
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options, cpu)

    def answer(self):
        return self.session.run(None, {"x": self.image})[0]


class WhatIf(Contender):
    """What the window tints the sheet by."""

    def prepare(self):
        self.flips = flips_of(self.network)

    def answer(self):
        return self.flips.changes(self.image[0])


class WhatIfReadable(Contender):
    """One pass of ``Network.forward`` over 784 drawings."""

    def prepare(self):
        pass

    def answer(self):
        return self.network.forward(self.flipped) - self.network.forward(self.image)


class WhatIfPyTorch(PyTorch):
    """One pass over 784 drawings."""

    def answer(self):
        with self.torch.inference_mode():
            return self.net(self.many) - self.net(self.one)
