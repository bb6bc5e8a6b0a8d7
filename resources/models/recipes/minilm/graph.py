"""Write `graph.onnx`: all-MiniLM-L6-v2 without weights, in onnxruntime's fused operators (see README.md)."""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

LAYERS, HEADS, DIM, VOCABULARY, POSITIONS = 6, 12, 384, 30522, 512
EPSILON = 1e-12
FUSED = "com.microsoft"


class GraphWriter:
    """Collects nodes and the declarations of initialisers that are supplied when the graph is loaded."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: list[onnx.TensorProto] = []

    def weight(self, name: str, *shape: int) -> str:
        tensor = TensorProto(
            name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL
        )
        tensor.external_data.add(key="location", value="supplied-at-load")
        self.initialisers.append(tensor)
        return name

    def node(
        self,
        operator: str,
        inputs: list[str],
        *,
        domain: str = FUSED,
        n_outputs: int = 1,
        **attributes: float,
    ) -> str:
        name = f"{operator}_{len(self.nodes)}"
        outputs = [f"{name}.{index}" for index in range(n_outputs)]
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, domain=domain, **attributes))
        return outputs[0]

    def linear(self, x: str, name: str, n_in: int, n_out: int) -> str:
        return self.node("MatMul", [x, self.weight(f"{name}.weight", n_in, n_out)], domain="")

    def add_and_normalise(self, x: str, skip: str, *, bias: str, norm: str) -> str:
        inputs = [
            x,
            skip,
            self.weight(f"{norm}.weight", DIM),
            self.weight(f"{norm}.bias", DIM),
            self.weight(bias, DIM),
        ]
        return self.node("SkipLayerNormalization", inputs, epsilon=EPSILON)

    def layer(self, x: str, name: str) -> str:
        qkv = [self.weight(f"{name}.qkv.weight", DIM, 3 * DIM), self.weight(f"{name}.qkv.bias", 3 * DIM)]
        mixed = self.node("Attention", [x, *qkv, "lengths"], num_heads=HEADS)
        mixed = self.linear(mixed, f"{name}.mix", DIM, DIM)
        x = self.add_and_normalise(mixed, x, bias=f"{name}.mix.bias", norm=f"{name}.norm1")
        wide = self.linear(x, f"{name}.widen", DIM, 4 * DIM)
        wide = self.node("BiasGelu", [wide, self.weight(f"{name}.widen.bias", 4 * DIM)])
        narrow = self.linear(wide, f"{name}.narrow", 4 * DIM, DIM)
        return self.add_and_normalise(narrow, x, bias=f"{name}.narrow.bias", norm=f"{name}.norm2")


def build() -> onnx.ModelProto:
    """Return the graph: ids (batch, length), lengths (batch) in; states (batch, length, 384) out."""
    writer = GraphWriter()
    tables = [
        writer.weight("embeddings.words", VOCABULARY, DIM),
        writer.weight("embeddings.positions", POSITIONS, DIM),
        "",
        writer.weight("embeddings.norm.weight", DIM),
        writer.weight("embeddings.norm.bias", DIM),
    ]
    x = writer.node("EmbedLayerNormalization", ["ids", "", *tables], n_outputs=2, epsilon=EPSILON)
    for layer in range(LAYERS):
        x = writer.layer(x, f"layer.{layer}")
    writer.nodes.append(helper.make_node("Identity", [x], ["states"]))
    graph = helper.make_graph(
        writer.nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "length"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "length", DIM])],
        writer.initialisers,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="quire")


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build().SerializeToString(deterministic=True))
