"""Training the network to compare what two replies mean.

Two losses: the likeness of replies within a batch follows that of the encoder as it came, before it
learned labels; and the pairs written for this are told apart.
"""
import json
import os
import random

import torch
import torch.nn.functional as F

from replies import HERE, damaged

HELD = 7  # The pairs of every seventh of the peer's lines choose the threshold.
STEEP = 12.0
MIDDLE = 0.55


def read(name="train"):
    path = os.path.join(HERE, "pairs", f"{name}.jsonl")
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def held_back(pairs):
    """(to learn from, to choose the threshold by)"""
    lines = list(dict.fromkeys(p["peer"] for p in pairs))
    held = set(lines[::HELD])
    return [p for p in pairs if p["peer"] not in held], [p for p in pairs if p["peer"] in held]


@torch.no_grad()
def embed(encoder, pairs, texts, size=64):
    """Sentence embeddings of an encoder as it came: the mean of its tokens, of unit length."""
    encoder.eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = [None] * len(texts)
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        encoded = []
        for i in rows:
            ids = [pairs.start] + pairs.tokenizer.encode(texts[i], add_special_tokens=False).ids[:160] + [pairs.end]
            encoded.append((ids, 0, len(ids)))
        ids, sides, mask, _ = pairs.batch(encoded)
        with torch.autocast("cpu", torch.bfloat16):
            x = encoder(ids, torch.zeros_like(sides), mask)
        x = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        x = F.normalize(x.float(), dim=-1)
        for k, i in enumerate(rows):
            out[i] = x[k]
    return torch.stack(out)


class Loss:
    def __init__(self, reader, wide, pairs, every=4, size=12, seed=3):
        self.reader, self.wide, self.every, self.size = reader, wide, every, size
        self.pairs = held_back(pairs)[0]
        self.chance = random.Random(seed)

    def __call__(self, model, rows, meaning, step):
        own = meaning @ meaning.T
        taught = self.wide[rows] @ self.wide[rows].T
        apart = ~torch.eye(len(rows), dtype=torch.bool)
        loss = 4.0 * F.mse_loss(own[apart], taught[apart])
        if step % self.every == 0 and self.pairs:
            drawn = self.chance.sample(self.pairs, min(self.size, len(self.pairs)))
            encoded = [self.reader.encode(p["peer"], damaged(p[k], self.chance)) for p in drawn for k in "ab"]
            with torch.autocast("cpu", torch.bfloat16):
                both = model(*self.reader.batch(encoded))[2].float()
            near = (both[0::2] * both[1::2]).sum(-1)
            same = torch.tensor([float(p["same"]) for p in drawn])
            loss = loss + 2.0 * F.binary_cross_entropy_with_logits(STEEP * (near - MIDDLE), same)
        return loss


@torch.no_grad()
def compare(model, reader, pairs, size=64):
    """The likeness of each pair, in [-1, 1], and what was found in each of both replies."""
    model.eval()
    out = []
    for at in range(0, len(pairs), size):
        encoded = [reader.encode(p["peer"], p[k]) for p in pairs[at : at + size] for k in "ab"]
        labels, verdicts, both = model(*reader.batch(encoded))
        near = (both[0::2] * both[1::2]).sum(-1)
        out += list(zip(near.tolist(), labels[0::2], labels[1::2], verdicts[0::2], verdicts[1::2]))
    return out


def threshold(model, reader):
    """The likeness from which two replies mean the same: best on the pairs held back, leaning to "not"."""
    held = held_back(read())[1]
    near = [row[0] for row in compare(model, reader, held)]
    same = [p["same"] for p in held]
    score = lambda t: sum((n >= t) == s if s else 1.5 * ((n >= t) == s) for n, s in zip(near, same))
    return max((i / 100 for i in range(20, 95)), key=score)
