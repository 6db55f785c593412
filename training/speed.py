"""Times the shipped network in onnxruntime: `python speed.py ../crates/assess/model/replies.model [TOKENS …]`.

The file's weights go into the network of encoder.py, that into ONNX, its matrices to 8 bits by onnxruntime's dynamic
quantization; then one thread reads inputs of so many tokens. Prints one JSON line:
{"onnxruntime": version, "milliseconds": {"32": best, …}}.
`cargo xtask bench assess` runs this beside our own inference, for the same lengths.
"""
import json
import os
import struct
import sys
import tempfile
import time

import numpy as np
import torch
from torch import nn

from encoder import Assessor, Encoder, Layer
from model_file import MAGIC
from quantize import GROUP


class File:
    """Reads the model file from its beginning."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes, self.at = file.read(), 0

    def take(self, count):
        self.at += count
        return self.bytes[self.at - count : self.at]

    def floats(self, *shape):
        return torch.from_numpy(np.frombuffer(self.take(4 * int(np.prod(shape))), dtype="<f4").copy()).reshape(shape)

    def matrix(self, rows, cols):
        scale = self.floats(rows)
        halves = lambda count: (lambda b: np.stack([b & 15, b >> 4], 1).reshape(-1))(np.frombuffer(self.take(count // 2), np.uint8))
        steps = torch.from_numpy(halves(rows * cols // GROUP).astype("f4") + 1).view(rows, -1, 1)
        values = torch.from_numpy(halves(rows * cols).astype("f4") - 8).view(rows, -1, GROUP)
        return (values * steps * scale[:, None, None]).view(rows, cols)


def fill(part, weight, bias):
    part.weight.data.copy_(weight)
    part.bias.data.copy_(bias)


def read(path):
    """The network of a model file, with the weights as the file has them."""
    file = File(path)
    assert file.take(16) == MAGIC, f"{path} is no model"
    file.take(4 + 32)
    pieces, places, layers, width, heads, inner, labels, verdicts, meaning, _ = struct.unpack("<10I", file.take(40))
    for _ in range(pieces):
        file.take(file.take(1)[0])
    encoder = Encoder.__new__(Encoder)
    nn.Module.__init__(encoder)
    encoder.kind, encoder.width, encoder.heads, encoder.dropout, encoder.rounded = "bert", width, heads, 0.0, False
    encoder.words, encoder.places = nn.Parameter(file.matrix(pieces, width)), nn.Parameter(file.matrix(places, width))
    encoder.sides = nn.Parameter(file.floats(2, width))
    encoder.norm = nn.LayerNorm(width, eps=1e-12)
    fill(encoder.norm, file.floats(width), file.floats(width))
    encoder.layers = nn.ModuleList(Layer(width, heads, inner, 0.0, False) for _ in range(layers))
    for layer in encoder.layers:
        for part in (layer.query, layer.key, layer.value, layer.out):
            fill(part, file.matrix(width, width), file.floats(width))
        fill(layer.norm_attention, file.floats(width), file.floats(width))
        fill(layer.widen, file.matrix(inner, width), file.floats(inner))
        fill(layer.narrow, file.matrix(width, inner), file.floats(width))
        fill(layer.norm_output, file.floats(width), file.floats(width))
    model = Assessor(encoder)
    model.attend.data, model.judge.data = file.floats(labels + verdicts, width), file.floats(labels + verdicts, width)
    model.bias.data = file.floats(labels + verdicts)
    model.mean.weight.data = file.floats(meaning, width)
    return model.eval()


class Shipped(nn.Module):
    """One input, without padding: what ONNX gets."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, ids, sides, reply):
        return self.model(ids, sides, torch.ones_like(ids, dtype=torch.bool), reply)


def session(model, folder):
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole, small = os.path.join(folder, "whole.onnx"), os.path.join(folder, "small.onnx")
    inputs = example(32)
    torch.onnx.export(
        Shipped(model), tuple(torch.from_numpy(value) for value in inputs.values()), whole, dynamo=False,
        input_names=list(inputs), dynamic_axes={name: {1: "tokens"} for name in inputs},
    )
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(small, options, providers=["CPUExecutionProvider"])


def example(tokens):
    ids = (np.arange(tokens) * 37 % 4000 + 4)[None].astype(np.int64)
    sides = (np.arange(tokens) >= tokens // 4)[None]
    return dict(ids=ids, sides=sides.astype(np.int64), reply=sides)


def main():
    import onnxruntime

    torch.set_num_threads(1)
    lengths = [int(word) for word in sys.argv[2:]] or [32, 64]
    with tempfile.TemporaryDirectory() as folder:
        runner = session(read(sys.argv[1]), folder)
        best = {}
        for tokens in lengths:
            inputs, times = example(tokens), []
            for _ in range(60):
                start = time.perf_counter()
                runner.run(None, inputs)
                times.append(time.perf_counter() - start)
            best[str(tokens)] = round(min(times) * 1000, 3)
    print(json.dumps(dict(onnxruntime=onnxruntime.__version__, milliseconds=best)))


if __name__ == "__main__":
    main()
