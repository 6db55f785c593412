"""Weights of four bits, activations of eight.

A row of a matrix (one output) is cut into groups of 32 inputs. A weight is q·m·s: q in −7…7 (four
bits), m in 1…16 the group's step (four bits), s the row's scale (float32). So q·m fits eight bits, and a whole
row is multiplied in integers.
"""
import torch
from torch import nn

GROUP = 32


def parts(weight):
    """(q, m, s) of a matrix [rows, inputs]: int8 [rows, inputs], int8 [rows, inputs/32], float [rows]."""
    rows, inputs = weight.shape
    groups = weight.float().view(rows, inputs // GROUP, GROUP)
    most = groups.abs().amax(-1)
    scale = (most.amax(-1) / (7 * 16)).clamp(min=1e-12)
    best, best_error = None, None
    for shrink in (1.0, 0.9, 0.8, 0.7):
        m = (most * shrink / (7 * scale[:, None])).round().clamp(1, 16)
        step = (m * scale[:, None])[..., None]
        q = (groups / step).round().clamp(-7, 7)
        error = ((q * step - groups) ** 2).sum(-1)
        if best is None:
            best, best_error = m, error
        else:
            better = error < best_error
            best, best_error = torch.where(better, m, best), torch.minimum(error, best_error)
    step = (best * scale[:, None])[..., None]
    q = (groups / step).round().clamp(-7, 7)
    return q.view(rows, inputs).to(torch.int8), best.to(torch.int8), scale


def rounded(weight, steps=None):
    """The matrix as the file will hold it; `steps` are (m, s) from an earlier call, to save time."""
    rows, inputs = weight.shape
    if steps is None:
        _, m, s = parts(weight)
    else:
        m, s = steps
    step = (m.float() * s[:, None])[..., None]
    groups = weight.float().view(rows, inputs // GROUP, GROUP)
    return ((groups / step).round().clamp(-7, 7) * step).view(rows, inputs)


class Rounding:
    """Rounds one matrix while it is trained, finding its steps anew now and then."""

    EVERY = 50

    def __init__(self):
        self.steps, self.age = None, 0

    def __call__(self, weight, training):
        with torch.no_grad():
            if not training or self.steps is None or self.age % self.EVERY == 0:
                self.steps = parts(weight)[1:]
            self.age += training
            gap = rounded(weight, self.steps) - weight
        return weight + gap


def round_activations(x):
    """Each token's values as whole steps of its largest / 127, ties to even."""
    with torch.no_grad():
        step = (x.float().abs().amax(-1, keepdim=True) / 127).clamp(min=1e-12)
        gap = ((x.float() / step).round() * step - x.float()).to(x.dtype)
    return x + gap


class QuantLinear(nn.Linear):
    def __init__(self, *sizes):
        super().__init__(*sizes)
        self.rounded, self.rounding = False, Rounding()

    def forward(self, x):
        if not self.rounded:
            return super().forward(x)
        weight = self.rounding(self.weight, self.training)
        return nn.functional.linear(round_activations(x), weight, self.bias)
