"""Writes the model as the one file that is shipped. The format is documented in crates/assess/src/model/file.rs."""
import struct

import numpy as np

from encoder import LABELS, VERDICTS
from quantize import GROUP, parts

MAGIC = b"holdspace-model\0"
VERSION = 1


def floats(tensor):
    return tensor.detach().float().contiguous().numpy().astype("<f4").tobytes()


def nibbles(values):
    """Two values of 0…15 in each byte, the first in the lower half."""
    flat = values.reshape(-1).astype(np.uint8)
    assert len(flat) % 2 == 0 and flat.max() < 16
    return (flat[0::2] | (flat[1::2] << 4)).tobytes()


def matrix(weight):
    q, m, s = parts(weight.detach())
    return floats(s) + nibbles(m.numpy() - 1) + nibbles(q.numpy() + 8)


def linear(part):
    return matrix(part.weight) + floats(part.bias)


def norm(part):
    return floats(part.weight) + floats(part.bias)


def write(path, model, pieces, inputs, decide):
    """`pieces`: the vocabulary in order; `inputs`: 32 bytes; `decide`: floats in the order of the format."""
    e = model.encoder
    dims = [len(pieces), len(e.places), len(e.layers), e.width, e.heads, e.layers[0].widen.out_features]
    dims += [len(LABELS), len(VERDICTS), model.mean.out_features, GROUP]
    out = [MAGIC, struct.pack("<I", VERSION), inputs, struct.pack("<10I", *dims)]
    for piece in pieces:
        text = piece.encode()
        out.append(struct.pack("B", len(text)) + text)
    out += [matrix(e.words), matrix(e.places), floats(e.sides), norm(e.norm)]
    for layer in e.layers:
        out += [linear(part) for part in (layer.query, layer.key, layer.value, layer.out)]
        out += [norm(layer.norm_attention), linear(layer.widen), linear(layer.narrow), norm(layer.norm_output)]
    out += [floats(model.attend), floats(model.judge), floats(model.bias), floats(model.mean.weight)]
    assert len(decide) == 4 * len(LABELS) + 4
    out += [np.array(decide, dtype="<f4").tobytes(), MAGIC]
    with open(path, "wb") as file:
        file.write(b"".join(out))
