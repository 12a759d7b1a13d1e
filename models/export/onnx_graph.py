"""ONNX: a network as a graph that other programs run; see https://onnx.ai/onnx/operators.

Operators of set 13, which every runtime of the last years knows. What a drawing's box is, and
how it is read, is computed in doubles, as ``centring`` does; everything else in floats.
"""

import json
from typing import Any

import numpy as np
import numpy.typing as npt

from activation import RELU, SIGMOID, TANH
from centring import LARGEST, NEARLY, Centring
from convolution import Convolution
from layer import AnyLayer, Layer
from models.errors import ModelError
from models.model import Model
from pooling import Pooling

OPERATORS, IR = 13, 8
INPUT, OUTPUT = "drawings", "outputs"
CURVES = {SIGMOID.name: "Sigmoid", TANH.name: "Tanh", RELU.name: "Relu"}
MISSING = (
    "ONNX files need the package onnx; do “python -m pip install -r requirements-onnx.txt” in"
    " Inkling's folder."
)


class Graph:
    """Nodes in a row, each named by its number; values flow from one to the next."""

    def __init__(self, onnx: Any) -> None:
        """Begin without a node.

        Args:
            onnx: The package.
        """
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, array: npt.ArrayLike, dtype: npt.DTypeLike = np.float32) -> str:
        """Return the name of an array."""
        name = f"constant{len(self.constants)}"
        values = np.ascontiguousarray(np.asarray(array, dtype))
        self.constants.append(self._onnx.numpy_helper.from_array(values, name))
        return name

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a node; return the name of what it puts out."""
        name = f"value{len(self.nodes)}"
        self.nodes.append(
            self._onnx.helper.make_node(operator, list(inputs), [name], name, **attributes)
        )
        return name

    def shaped(self, value: str, *shape: int) -> str:
        """Return a value in another shape; the first size is that of the batch."""
        return self.add("Reshape", value, self.constant((0, *shape), np.int64))


def written(model: Model) -> bytes:
    """Return a network as the content of an ONNX file.

    Its input ``drawings`` is (n, 784): row by row from the top left, ink 1.0, paper 0.0. Its output
    ``outputs`` is (n, N); the names of the classes are in the metadata, as JSON.

    Raises:
        ModelError: If the package onnx is missing.
    """
    try:
        import onnx
        import onnx.checker
        import onnx.helper
        import onnx.numpy_helper
    except ImportError:
        raise ModelError(MISSING) from None
    graph, value = Graph(onnx), INPUT
    for layer in model.network.layers:
        value = _layer(graph, layer, value)
    graph.nodes.append(onnx.helper.make_node("Identity", [value], [OUTPUT], OUTPUT))
    sizes = model.network.sizes
    kind = onnx.TensorProto.FLOAT
    made = onnx.helper.make_model(
        onnx.helper.make_graph(
            graph.nodes, "Inkling",
            [onnx.helper.make_tensor_value_info(INPUT, kind, ["n", sizes[0]])],
            [onnx.helper.make_tensor_value_info(OUTPUT, kind, ["n", sizes[-1]])],
            graph.constants,
        ),
        opset_imports=[onnx.helper.make_opsetid("", OPERATORS)], ir_version=IR,
        producer_name="Inkling",
    )  # fmt: skip
    onnx.helper.set_model_props(made, {"names": json.dumps(model.names, ensure_ascii=False)})
    onnx.checker.check_model(made, full_check=True)
    content: bytes = made.SerializeToString()
    return content


def _layer(graph: Graph, layer: AnyLayer, value: str) -> str:
    if isinstance(layer, Centring):
        return _centring(graph, layer, value)
    if isinstance(layer, Convolution):
        return _convolution(graph, layer, value)
    if isinstance(layer, Pooling):
        maps = _maps(graph, value, layer.side, layer.n_maps)
        pooled = graph.add("MaxPool", maps, kernel_shape=[2, 2], strides=[2, 2])
        return _flat(graph, pooled, layer.n_out)
    if isinstance(layer, Layer):
        weights, biases = (graph.constant(array) for array in layer.parameters())
        return graph.add(CURVES[layer.activation.name], graph.add("Gemm", value, weights, biases))
    raise ModelError(f"A layer of the kind {layer.kind} cannot be written as ONNX.")


def _maps(graph: Graph, value: str, side: int, n_maps: int) -> str:
    """Return rows of pixels with their maps beside one another as maps, (n, maps, side, side)."""
    return graph.add("Transpose", graph.shaped(value, side, side, n_maps), perm=[0, 3, 1, 2])


def _flat(graph: Graph, value: str, n: int) -> str:
    return graph.shaped(graph.add("Transpose", value, perm=[0, 2, 3, 1]), n)


def _convolution(graph: Graph, layer: Convolution, value: str) -> str:
    shape = layer.size, layer.size, layer.n_maps, layer.n_filters
    filters = graph.constant(layer.weights.reshape(shape).transpose(3, 2, 0, 1))
    maps = _maps(graph, value, layer.side, layer.n_maps)
    sums = graph.add(
        "Conv", maps, filters, graph.constant(layer.biases),
        pads=[layer.padding] * 4, strides=[layer.stride] * 2,
    )  # fmt: skip
    return _flat(graph, graph.add(CURVES[layer.activation.name], sums), layer.n_out)


def _centring(graph: Graph, layer: Centring, value: str) -> str:
    """Add what ``Centring.forward`` computes."""
    side = layer.side
    pictures = graph.shaped(value, side, side)
    inked = graph.add("Cast", graph.add("Greater", pictures, graph.constant(0.0)), to=11)  # double
    (top, bottom), (left, right) = (_ends(graph, inked, axis, side) for axis in (2, 1))
    longer = graph.add("Max", graph.add("Sub", bottom, top), graph.add("Sub", right, left))
    step = graph.add("Add", longer, graph.constant(1.0, np.float64))
    step = graph.add("Div", step, graph.constant(layer.filled * side, np.float64))
    step = graph.add("Max", step, graph.constant(1 / LARGEST, np.float64))
    near = graph.add(
        "Less", graph.add("Abs", graph.add("Log", step)), graph.constant(NEARLY, np.float64)
    )
    step = graph.add("Where", near, graph.constant(1.0, np.float64), step)
    rows = _readings(graph, top, bottom, step, near, side)
    columns = _readings(graph, left, right, step, near, side)
    across = graph.add("Transpose", columns, perm=[0, 2, 1])
    centred = graph.add("MatMul", graph.add("MatMul", rows, pictures), across)
    return graph.shaped(centred, side * side)


def _ends(graph: Graph, inked: str, axis: int, side: int) -> tuple[str, str]:
    """Return the first and the last place with ink along the other axis, (n, 1) each."""
    some = graph.add("ReduceMax", inked, axes=[axis], keepdims=0)
    places = np.arange(side, dtype=np.float64)
    after = graph.add("Mul", some, graph.constant(places, np.float64))
    last = graph.add("ReduceMax", after, axes=[1], keepdims=1)
    before = graph.add("Mul", some, graph.constant(places[::-1], np.float64))
    ahead = graph.add("ReduceMax", before, axes=[1], keepdims=1)
    first = graph.add("Sub", graph.constant(side - 1.0, np.float64), ahead)
    there = graph.add("ReduceMax", some, axes=[1], keepdims=1)
    is_there = graph.add("Greater", there, graph.constant(0.0, np.float64))
    middle = graph.constant((side - 1) / 2, np.float64)
    ends = [graph.add("Where", is_there, end, middle) for end in (first, last)]
    return ends[0], ends[1]


def _readings(graph: Graph, first: str, last: str, step: str, near: str, side: int) -> str:
    """Return how much each row of a picture counts in each of its result, (n, side, side)."""
    half = graph.constant(0.5, np.float64)
    middle = graph.add("Mul", graph.add("Add", first, last), half)
    whole = graph.add("Floor", middle)
    whole = graph.add("Add", whole, graph.constant((side - 1) / 2 % 1, np.float64))
    middle = graph.add("Where", near, whole, middle)
    away = graph.constant(np.arange(side) - (side - 1) / 2, np.float64)
    read = graph.add("Add", middle, graph.add("Mul", step, away))
    reach = graph.add("Max", step, graph.constant(1.0, np.float64))
    reach = graph.add("Unsqueeze", reach, graph.constant([2], np.int64))
    at = graph.add("Unsqueeze", read, graph.constant([2], np.int64))
    apart = graph.add("Sub", at, graph.constant(np.arange(side), np.float64))
    far = graph.add("Div", graph.add("Abs", apart), reach)
    share = graph.add("Sub", graph.constant(1.0, np.float64), far)
    share = graph.add("Max", share, graph.constant(0.0, np.float64))
    return graph.add("Cast", graph.add("Div", share, reach), to=1)  # float
