"""The network: an encoder of BERT's or MPNet's shape, attention over the reply's tokens for
each label and verdict, and a small head for likeness of meaning.

Shapes: B replies, T tokens, W width. Weights and, in the student, what flows between the
layers can be rounded while training (see quantize.py), so that the file that is shipped
does what was trained.
"""
import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from quantize import QuantLinear, Rounding

LABELS = (
    "consistency nonjudgment listening boundaries empathy confidentiality open-question autonomy perspective "
    "safety sharing inconsistency advice minimizing oversharing breach judgment"
).split()
BUILDERS = LABELS[:11]
BREAKERS = LABELS[11:]
VERDICTS = ["builds", "breaks", "mixed", "neutral"]
MEANING = 128


def read_safetensors(path):
    """Reads a safetensors file of float32 into tensors by name."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        body = file.read()
    out = {}
    for name, about in header.items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        start, end = about["data_offsets"]
        flat = np.frombuffer(body[start:end], dtype="<f4").copy()
        out[name] = torch.from_numpy(flat).reshape(about["shape"])
    return out


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout, exact_gelu):
        super().__init__()
        self.heads, self.dropout, self.exact_gelu = heads, dropout, exact_gelu
        self.query, self.key, self.value = (QuantLinear(width, width) for _ in range(3))
        self.out = QuantLinear(width, width)
        self.widen, self.narrow = QuantLinear(width, inner), QuantLinear(inner, width)
        self.norm_attention, self.norm_output = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))

    def forward(self, x, bias):
        b, t, w = x.shape
        split = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2)
        drop = self.dropout if self.training else 0.0
        y = F.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=bias)
        y = self.out(y.transpose(1, 2).reshape(b, t, w))
        x = self.norm_attention(x + F.dropout(y, drop, self.training))
        y = self.narrow(F.gelu(self.widen(x), approximate="none" if self.exact_gelu else "tanh"))
        return self.norm_output(x + F.dropout(y, drop, self.training))


class Encoder(nn.Module):
    """An encoder of BERT's shape, or of MPNet's, which adds a bias for the distance of tokens."""

    def __init__(self, folder, vocabulary=None, dropout=0.1):
        super().__init__()
        config = json.load(open(f"{folder}/config.json"))
        self.kind = config["model_type"]
        self.width, self.heads = config["hidden_size"], config["num_attention_heads"]
        weights = read_safetensors(f"{folder}/model.safetensors")
        weights = {name.removeprefix("bert.").removeprefix("mpnet."): value for name, value in weights.items()}
        words = weights["embeddings.word_embeddings.weight"]
        words = words if vocabulary is None else words[torch.tensor(vocabulary)]
        places = weights["embeddings.position_embeddings.weight"]
        if self.kind == "mpnet":
            places = places[2:]
            self.distance = nn.Parameter(weights["encoder.relative_attention_bias.weight"])
            sides = torch.zeros(2, self.width)
        else:
            sides = weights["embeddings.token_type_embeddings.weight"]
        self.words, self.places, self.sides = (nn.Parameter(p.clone()) for p in (words, places[:256], sides))
        self.norm = nn.LayerNorm(self.width, eps=1e-12)
        self.dropout, self.rounded = dropout, False
        self.rounding_words, self.rounding_places = Rounding(), Rounding()
        inner = config["intermediate_size"]
        self.layers = nn.ModuleList(
            Layer(self.width, self.heads, inner, dropout, self.kind == "mpnet")
            for _ in range(config["num_hidden_layers"])
        )
        self._fill(weights)

    def _fill(self, weights):
        def fill(module, name):
            module.weight.data.copy_(weights[name + ".weight"])
            module.bias.data.copy_(weights[name + ".bias"])

        fill(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            if self.kind == "mpnet":
                names = ["attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", "attention.LayerNorm"]
            else:
                names = [
                    "attention.self.query",
                    "attention.self.key",
                    "attention.self.value",
                    "attention.output.dense",
                    "attention.output.LayerNorm",
                ]
            names += ["intermediate.dense", "output.dense", "output.LayerNorm"]
            parts = [layer.query, layer.key, layer.value, layer.out, layer.norm_attention]
            parts += [layer.widen, layer.narrow, layer.norm_output]
            for part, name in zip(parts, names):
                fill(part, at + name)

    def round(self, on):
        """Rounds weights and activations from here on, as the shipped file has them."""
        self.rounded = on
        for module in self.modules():
            if isinstance(module, QuantLinear):
                module.rounded = on

    def forward(self, ids, sides, mask):
        words, places = self.words, self.places
        if self.rounded:
            words = self.rounding_words(words, self.training)
            places = self.rounding_places(places, self.training)
        t = ids.shape[1]
        x = F.embedding(ids, words) + places[:t] + F.embedding(sides, self.sides)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e9)[:, None, None, :]
        if self.kind == "mpnet":
            bias = bias + self.distance[distance_buckets(t)].permute(2, 0, 1)[None]
        if torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()


def distance_buckets(length, buckets=32, furthest=128):
    """MPNet's buckets for the distance of two tokens."""
    place = torch.arange(length)
    n = -(place[None, :] - place[:, None])
    half = buckets // 2
    bucket = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    far = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)).long()
    return bucket + torch.where(n < exact, n, far.clamp(max=half - 1))


class Assessor(nn.Module):
    """Encoder and heads: (logits of 17 labels, logits of 4 verdicts, meaning of unit length)."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        heads = len(LABELS) + len(VERDICTS)
        self.attend = nn.Parameter(torch.randn(heads, encoder.width) * 0.02)
        self.judge = nn.Parameter(torch.randn(heads, encoder.width) * 0.02)
        self.bias = nn.Parameter(torch.zeros(heads))
        self.mean = nn.Linear(encoder.width, MEANING, bias=False)

    def forward(self, ids, sides, mask, reply):
        """`reply` marks the tokens of the reply; attention looks at no other."""
        x = self.encoder(ids, sides, mask)
        with torch.autocast("cpu", enabled=False):
            return self.heads(x, reply)

    def heads(self, x, reply):
        scores = torch.einsum("btw,hw->bht", x, self.attend)
        weights = scores.masked_fill(~reply[:, None, :], -1e9).softmax(-1)
        votes = torch.einsum("btw,hw->bht", x, self.judge)
        logits = (weights * votes).sum(-1) + self.bias
        share = reply.float() / reply.sum(1, keepdim=True).clamp(min=1)
        meaning = F.normalize(self.mean(torch.einsum("btw,bt->bw", x, share)), dim=-1)
        return logits[:, : len(LABELS)], logits[:, len(LABELS) :], meaning
