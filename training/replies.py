"""The labelled replies: reading, splitting, tokens, and the small damage that real typing does."""
import glob
import hashlib
import json
import os
import random
import re

import torch

from encoder import LABELS, VERDICTS

HERE = os.path.dirname(os.path.abspath(__file__))
# Set aside before any model was looked at: whole lots, by hands that wrote nothing else.
REPORT = {"20", "21"}
# For thresholds and calibration, and never trained on: one lot whole, and of later lots every twelfth
# of the peer's lines with all replies to it.
TUNE = {"22"}
TUNE_FROM, TUNE_SHARE = "23", 12
PEER_MOST, REPLY_MOST = 64, 160


def read(folder=os.path.join(HERE, "replies")):
    """All examples, in the order of lots, each with its lot's name."""
    out = []
    for path in sorted(glob.glob(os.path.join(folder, "lot-*.jsonl"))):
        lot = os.path.basename(path)[4:-6]
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            if line.strip():
                try:
                    out.append({**json.loads(line), "lot": lot})
                except ValueError as fault:
                    raise SystemExit(f"{path}:{number}: expected one JSON object a line: {fault}")
    return out


def split(examples):
    """(train, tune, report)"""
    train, tune, report = [], [], []
    for e in examples:
        drawn = int(hashlib.sha256(e["peer"].lower().encode()).hexdigest(), 16) % TUNE_SHARE == 0
        if e["lot"] in REPORT:
            report.append(e)
        elif e["lot"] in TUNE or (e["lot"] >= TUNE_FROM and drawn):
            tune.append(e)
        else:
            train.append(e)
    return train, tune, report


def stripped(text):
    """Without case and punctuation, as from dictation."""
    text = text.replace("’", "'").lower()
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']|_", " ", text)).strip() or text


NEAR = dict(
    q="wa", w="qe", e="wr", r="et", t="ry", y="tu", u="yi", i="uo", o="ip", p="o", a="sq", s="ad", d="sf", f="dg",
    g="fh", h="gj", j="hk", k="jl", l="k", z="x", x="zc", c="xv", v="cb", b="vn", n="bm", m="n",
)


def mistyped(text, chance, rate=0.06):
    """Slips of the thumb: a letter doubled, left out, swapped with the next, or its neighbour."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) < 4 or chance.random() > rate:
            continue
        k = chance.randrange(1, len(word) - 1)
        kind = chance.randrange(4)
        if kind == 0:
            word = word[:k] + word[k] + word[k:]
        elif kind == 1:
            word = word[:k] + word[k + 1 :]
        elif kind == 2:
            word = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
        else:
            word = word[:k] + chance.choice(NEAR.get(word[k].lower(), word[k])) + word[k + 1 :]
        words[at] = word
    return " ".join(words)


def damaged(text, chance):
    """Text as it may come: most often as it is, else stripped, else with slips, else both."""
    draw = chance.random()
    if draw < 0.27:
        text = stripped(text)
    elif draw < 0.35:
        text = mistyped(text, chance)
    elif draw < 0.4:
        text = mistyped(stripped(text), chance, 0.1)
    elif draw < 0.45:
        text = text.replace("'", "" if chance.random() < 0.5 else "’")
    return text


class Pairs:
    """Tokens of (peer, reply): [CLS] peer [SEP] reply [SEP], in the encoder's own vocabulary."""

    def __init__(self, tokenizer, kind):
        self.tokenizer, self.kind = tokenizer, kind
        tokenizer.no_padding()
        tokenizer.no_truncation()
        names = ("<s>", "</s>", "<pad>") if kind == "mpnet" else ("[CLS]", "[SEP]", "[PAD]")
        self.start, self.end, self.pad = (tokenizer.token_to_id(name) for name in names)

    def encode(self, peer, reply):
        peer = self.tokenizer.encode(peer, add_special_tokens=False).ids[-PEER_MOST:]
        reply = self.tokenizer.encode(reply, add_special_tokens=False).ids[:REPLY_MOST]
        between = [self.end, self.end] if self.kind == "mpnet" else [self.end]
        ids = [self.start] + peer + between + reply + [self.end]
        first = 1 + len(peer) + len(between)
        return ids, first, first + len(reply)

    def batch(self, encoded):
        longest = max(len(ids) for ids, _, _ in encoded)
        ids = torch.full((len(encoded), longest), self.pad)
        sides, mask = torch.zeros_like(ids), torch.zeros(ids.shape, dtype=torch.bool)
        reply = torch.zeros_like(mask)
        for row, (tokens, first, last) in enumerate(encoded):
            ids[row, : len(tokens)] = torch.tensor(tokens)
            mask[row, : len(tokens)] = True
            sides[row, first : len(tokens)] = 1
            # An empty reply is read by its closing mark alone.
            reply[row, first : max(last, first + 1)] = True
        return ids, sides, mask, reply


def targets(examples):
    """(labels 0/1, weights 0/1 where `allowed` counts neither way, verdict index)"""
    y = torch.tensor([[float(l in e["must"]) for l in LABELS] for e in examples])
    w = torch.tensor([[float(l not in e["allowed"]) for l in LABELS] for e in examples])
    return y, w, torch.tensor([VERDICTS.index(e["verdict"]) for e in examples])


def batches(lengths, size, chance):
    """Indices in batches of like length, in an order drawn anew."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    out = []
    for at in range(0, len(order), size * 32):
        pool = sorted(order[at : at + size * 32], key=lambda i: lengths[i])
        out += [pool[i : i + size] for i in range(0, len(pool), size)]
    chance.shuffle(out)
    return out
