"""Fitting a network to examples, and what it then gets right."""
import copy
import math
import random
import time

import torch
import torch.nn.functional as F

from encoder import LABELS, VERDICTS
from replies import batches, damaged, targets


def fit(model, pairs, examples, *, epochs, rate, head_rate, size=32, seed=1, soft=None, likeness=None, rounded=False, decay=0.85, say=print):
    """Fits in place and leaves the running average of the weights in `model`.

    `soft`: for each example, logits (labels, verdicts) of a model before, which count beside the labels.
    `likeness`: a callable giving the extra loss on meaning for one batch.
    `rounded`: weights and activations are rounded.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    y, w, v = targets(examples)
    lengths = [len(e["peer"]) + len(e["reply"]) for e in examples]
    model.encoder.round(rounded)
    groups = parameter_groups(model, rate, head_rate, decay)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = epochs * math.ceil(len(examples) / size)
    warm = max(1, steps // 20)
    lull = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))
    )
    average = copy.deepcopy(model)
    step = 0
    for epoch in range(epochs):
        model.train()
        start, total = time.time(), 0.0
        for rows in batches(lengths, size, chance):
            encoded = []
            for i in rows:
                e = examples[i]
                peer = damaged(e["peer"], chance)
                encoded.append(pairs.encode(peer, damaged(e["reply"], chance)))
            with torch.autocast("cpu", torch.bfloat16):
                labels, verdicts, meaning = model(*pairs.batch(encoded))
            labels, verdicts = labels.float(), verdicts.float()
            yb, wb, vb = y[rows], w[rows], v[rows]
            hard = (F.binary_cross_entropy_with_logits(labels, yb, reduction="none") * wb).sum(1).mean()
            hard = hard + F.cross_entropy(verdicts, vb, label_smoothing=0.03)
            loss = hard
            if soft is not None:
                tl, tv = soft[0][rows], soft[1][rows]
                mild = F.binary_cross_entropy_with_logits(labels, tl.sigmoid(), reduction="none").sum(1).mean()
                mild = mild - (F.binary_cross_entropy_with_logits(tl, tl.sigmoid(), reduction="none").sum(1).mean())
                mild = mild + F.kl_div(verdicts.log_softmax(-1), tv.log_softmax(-1), log_target=True, reduction="batchmean")
                loss = 0.5 * hard + mild
            if likeness is not None:
                loss = loss + likeness(model, rows, meaning, step)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            lull.step()
            step += 1
            keep = min(0.995, (1 + step) / (10 + step))
            with torch.no_grad():
                for a, p in zip(average.parameters(), model.parameters()):
                    a.lerp_(p, 1 - keep)
            total += loss.item()
            if step % 100 == 0:
                say(f"  step {step}/{steps}, {time.time() - start:.0f} s into the epoch")
        say(f"epoch {epoch + 1}/{epochs} loss {total / math.ceil(len(lengths) / size):.4f} {time.time() - start:.0f} s")
    model.load_state_dict(average.state_dict())
    return model


def parameter_groups(model, rate, head_rate, decay):
    """Lower layers learn slower."""
    layers = model.encoder.layers
    groups = [dict(params=list(layer.parameters()), lr=rate * decay ** (len(layers) - 1 - i)) for i, layer in enumerate(layers)]
    inside = {id(p) for layer in layers for p in layer.parameters()}
    low = [p for p in model.encoder.parameters() if id(p) not in inside]
    groups.append(dict(params=low, lr=rate * decay ** len(layers)))
    within = {id(p) for p in model.encoder.parameters()}
    groups.append(dict(params=[p for p in model.parameters() if id(p) not in within], lr=head_rate))
    return groups


@torch.no_grad()
def predict(model, pairs, examples, change=lambda t: t, exact=True, size=64):
    """(label logits, verdict logits, meanings) in the order of the examples."""
    model.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]["reply"]))
    out = [None] * len(examples)
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        encoded = [pairs.encode(change(examples[i]["peer"]), change(examples[i]["reply"])) for i in rows]
        with torch.autocast("cpu", torch.bfloat16, enabled=not exact):
            a, b, c = model(*pairs.batch(encoded))
        for k, i in enumerate(rows):
            out[i] = (a[k].float(), b[k].float(), c[k].float())
    return tuple(torch.stack(column) for column in zip(*out))


def figures(labels, verdicts, examples, threshold=0.0):
    """Verdict accuracy, micro-F1 and F1 by label; labels in `allowed` count neither way."""
    y, w, v = targets(examples)
    found = (labels > threshold).float()
    hit = (found * y * w).sum(0)
    false = (found * (1 - y) * w).sum(0)
    missed = ((1 - found) * y * w).sum(0)
    f1 = 2 * hit / (2 * hit + false + missed).clamp(min=1)
    micro = (2 * hit.sum() / (2 * hit.sum() + false.sum() + missed.sum())).item()
    guess = verdicts.argmax(-1)
    breaks = v == VERDICTS.index("breaks")
    kind = ((guess == 0) & breaks).sum().item() / max(1, breaks.sum().item())
    return dict(
        verdict=(guess == v).float().mean().item(),
        micro=micro,
        breaks_as_builds=kind,
        labels={l: (round(f1[i].item(), 3), int(false[i]), int(missed[i])) for i, l in enumerate(LABELS)},
        confusion=[[int(((v == a) & (guess == b)).sum()) for b in range(4)] for a in range(4)],
    )


def joint(labels, verdicts, weight=1.0, threshold=0.0):
    """Verdict and labels that agree: the least cost of changing what each says by itself."""
    z = labels - threshold
    builds, breaks = z[:, :11], z[:, 11:]
    on = lambda q: (-q.max(1).values).clamp(min=0)
    off = lambda q: q.clamp(min=0).sum(1)
    cost = torch.stack([on(builds) + off(breaks), on(breaks), on(builds) + on(breaks), off(builds) + off(breaks)], 1)
    # `breaks` may hold builders; they do not carry it.
    score = weight * verdicts.log_softmax(-1) - cost
    verdict = score.argmax(1)
    found = z > 0
    for i, k in enumerate(verdict.tolist()):
        if k in (0, 3):
            found[i, 11:] = False
        if k == 3:
            found[i, :11] = False
        if k in (0, 2) and not found[i, :11].any():
            found[i, builds[i].argmax()] = True
        if k in (1, 2) and not found[i, 11:].any():
            found[i, 11 + breaks[i].argmax()] = True
    return found, verdict


def joint_figures(labels, verdicts, examples, weight=1.0, threshold=0.0):
    found, verdict = joint(labels, verdicts, weight, threshold)
    return figures(found.float() - 0.5, F.one_hot(verdict, 4).float(), examples)
