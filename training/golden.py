"""Makes the tiny model that the tests of `assess` read, and what Python computes with it.

`python training/golden.py` writes crates/assess/tests/golden/{tiny.model,golden.json}: two layers, 64 wide, with
drawn weights, and a vocabulary of single letters and a few words. Run it when the format or the computation
changes; the numbers are those of the training's own code with weights and activations rounded.
"""
import hashlib
import json
import os
import struct
import tempfile

import numpy as np
import torch

import model_file
from encoder import Assessor, Encoder
from replies import Pairs

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "crates", "assess", "tests", "golden")
WIDTH, HEADS, INNER, LAYERS, PLACES = 64, 2, 128, 2, 256
WORDS = "you i it the to that and is what how do not feel like can here want are hard sound ##ing ##s ##ed ##n".split()

PAIRS = [
    ["", ""],
    ["i can't do it", "That sounds hard. What do you want?"],
    ["", "You want to feel like that is not hard, and it's here."],
    ["they are not here", "é Ünïcode — “quotes” and 字 and 😀 too…"],
    ["it is " * 60, "what do you want to do here? " * 20],
    ["How are you?", "x"],
]


def vocabulary():
    letters = [chr(c) for c in range(0x21, 0x7F) if not chr(c).isupper()]
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + letters + ["##" + c for c in letters if c.isalnum()] + WORDS


def tokenizer(pieces):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    out = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]", max_input_chars_per_word=100))
    out.normalizer = normalizers.BertNormalizer()
    out.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return out


def base(folder, size):
    """A drawn encoder in the shape of the real one's files."""
    draw = np.random.default_rng(4)
    normal = lambda *shape, by=0.3: (draw.standard_normal(shape) * by).astype("<f4")
    weights = {
        "embeddings.word_embeddings.weight": normal(size, WIDTH, by=1),
        "embeddings.position_embeddings.weight": normal(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": normal(2, WIDTH),
        "embeddings.LayerNorm.weight": 1 + normal(WIDTH),
        "embeddings.LayerNorm.bias": normal(WIDTH),
    }
    for i in range(LAYERS):
        at = f"encoder.layer.{i}."
        maps = [("attention.self.query", WIDTH, WIDTH), ("attention.self.key", WIDTH, WIDTH)]
        maps += [("attention.self.value", WIDTH, WIDTH), ("attention.output.dense", WIDTH, WIDTH)]
        maps += [("intermediate.dense", INNER, WIDTH), ("output.dense", WIDTH, INNER)]
        for name, rows, cols in maps:
            weights[f"{at}{name}.weight"] = normal(rows, cols, by=1.5 / cols**0.5)
            weights[f"{at}{name}.bias"] = normal(rows)
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            weights[f"{at}{name}.weight"] = 1 + normal(WIDTH)
            weights[f"{at}{name}.bias"] = normal(WIDTH)
    header, body = {}, b""
    for name, value in weights.items():
        header[name] = dict(dtype="F32", shape=list(value.shape), data_offsets=[len(body), len(body) + value.nbytes])
        body += value.tobytes()
    header = json.dumps(header).encode()
    with open(os.path.join(folder, "model.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(header)) + header + body)
    about = dict(model_type="bert", hidden_size=WIDTH, num_attention_heads=HEADS, intermediate_size=INNER)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump({**about, "num_hidden_layers": LAYERS}, file)


def main():
    torch.manual_seed(4)
    pieces = vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        base(folder, len(pieces))
        model = Assessor(Encoder(folder, dropout=0.0)).eval()
    for part, by in ((model.attend, 0.3), (model.judge, 0.3), (model.bias, 0.5)):
        part.data = torch.randn(part.shape) * by
    model.encoder.round(True)
    decide = []
    for label in range(17):
        decide += [0.8 + label / 50, label / 40 - 0.2, 0.5, 0.8]
    decide += [1.1, 0.9, 0.3, 0.8]
    os.makedirs(OUT, exist_ok=True)
    path = os.path.join(OUT, "tiny.model")
    model_file.write(path, model, pieces, hashlib.sha256(b"tiny").digest(), decide)
    pairs = Pairs(tokenizer(pieces), "bert")
    out = []
    with torch.no_grad():
        for peer, reply in PAIRS:
            encoded = pairs.encode(peer, reply)
            labels, verdicts, meaning = model(*pairs.batch([encoded]))
            numbers = lambda t: [round(float(x), 6) for x in t[0]]
            out.append(dict(peer=peer, reply=reply, ids=encoded[0], labels=numbers(labels), verdicts=numbers(verdicts), meaning=numbers(meaning)))
    with open(os.path.join(OUT, "golden.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(o, ensure_ascii=False) for o in out) + "\n]\n")
    print(os.path.getsize(path), "bytes;", out[1]["labels"][:4], out[1]["verdicts"])


if __name__ == "__main__":
    main()
