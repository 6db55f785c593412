"""Calibration and thresholds, from the part that is set aside for them.

A label's confidence is sigmoid(slope · logit + offset): one slope for all, and an offset for
each label that is drawn to nought, since some labels have few examples there.
"""
import torch
import torch.nn.functional as F

from encoder import BREAKERS, LABELS
from fit import joint_figures
from replies import targets


def choose(outputs, examples, alike_at):
    labels, verdicts, _ = outputs
    y, w, v = targets(examples)
    slope = torch.ones(1, requires_grad=True)
    offset = torch.zeros(len(LABELS), requires_grad=True)
    steep = torch.ones(1, requires_grad=True)
    lbfgs = torch.optim.LBFGS([slope, offset, steep], max_iter=100)

    def closure():
        lbfgs.zero_grad()
        z = slope * labels + offset
        loss = (F.binary_cross_entropy_with_logits(z, y, reduction="none") * w).sum() + 2.0 * (offset**2).sum()
        loss = loss + F.cross_entropy(steep * verdicts, v, reduction="sum")
        loss.backward()
        return loss

    lbfgs.step(closure)
    slope, offset, steep = slope.detach(), offset.detach(), steep.detach()
    z = slope * labels + offset
    # One threshold for a side, and one weight of the verdict, by the mean of both figures.
    best = None
    for weight in (0.5, 0.75, 1.0, 1.5, 2.0):
        for builds in (0.35, 0.4, 0.45, 0.5, 0.55):
            for breaks in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
                at = torch.tensor([breaks if l in BREAKERS else builds for l in LABELS]).logit()
                f = joint_figures(z - at, steep * verdicts, examples, weight)
                score = f["verdict"] + f["micro"] - 0.5 * f["breaks_as_builds"]
                if best is None or score > best[0] + 1e-9:
                    best = (score, weight, builds, breaks)
    _, weight, builds, breaks = best
    p = z.sigmoid()
    # A breaker is said as a fact from where it is right in at least 96 of 100; a builder in 92.
    clear = {}
    for side, need, least in (("builds", 0.92, 0.6), ("breaks", 0.96, 0.7)):
        rows = [i for i, l in enumerate(LABELS) if (l in BREAKERS) == (side == "breaks")]
        ps, ys, ws = p[:, rows].flatten(), y[:, rows].flatten(), w[:, rows].flatten()
        at = least
        while at < 0.95 and (ys[(ps >= at) & (ws > 0)].mean() < need):
            at += 0.01
        clear[side] = at
    # Unsure is where the best verdict is hardly better than a guess, and never more than one in twenty.
    top, guess = (steep * verdicts).softmax(-1).max(-1)
    unsure = 0.4
    for u in (0.42, 0.44, 0.46, 0.48, 0.5, 0.52, 0.54):
        low = top < u
        if low.float().mean() <= 0.05 and low.any() and (guess == v)[low].float().mean() <= 0.55:
            unsure = u
    out = []
    for i, l in enumerate(LABELS):
        side = "breaks" if l in BREAKERS else "builds"
        out += [slope.item(), offset[i].item(), breaks if side == "breaks" else builds, clear[side]]
    print(f"slope {slope.item():.2f}, verdict slope {steep.item():.2f}, weight {weight}, found at {builds}/{breaks}, clear at {clear}, alike at {alike_at}")
    return out + [steep.item(), weight, unsure, alike_at]
