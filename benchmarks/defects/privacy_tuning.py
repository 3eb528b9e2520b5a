"""Fine-tuning of the embeddings for the privacy screen: adapters and one logistic function over them. Needs torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as net

from benchmarks.defects.tuning import DROPPED, EPOCHS, Model, Steps, batches, shuffled
from scriptgen.minilm import WIDTH
from scriptgen.privacy.embedded import read_as
from scriptgen.readers.embed import LAYERS

__all__ = ["Line", "tune"]

GAIN = 10.0
"""What the function's weights are multiplied with, so that they learn as quickly as the adapters."""
SOME = {"line": 800, "name": 500, "typed": 700}
"""How many of the many innocent lines of scripts, names of topics and lines typed for them each epoch takes."""


class Line(NamedTuple):
    """One text to learn from."""

    text: str
    where: str
    bad: bool
    kind: str
    """labelled, near for a line of a good script that is read closely, line for any other, name for a topic's, typed for what people type for it."""
    share: float
    """How much it counts."""
    part: int
    """By which of the folds it is left out."""


def tune(folder: Path, lines: Sequence[Line], seed: int) -> dict[str, Any]:
    """Return the arrays of the head's file, learned from the lines."""
    torch.set_num_threads(1)
    chance = torch.Generator().manual_seed(seed)
    model = Model(folder, [read_as(line.text, line.where) for line in lines], list(range(len(lines))), chance)
    with torch.no_grad():
        raw = torch.cat([model.pooled(group) for group in batches(list(range(len(lines))), 64)])
    mean, spread = raw.mean(dim=0), raw.std(dim=0) + 1e-3
    weights = torch.zeros(len(LAYERS), WIDTH, requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    wanted = torch.tensor([float(line.bad) for line in lines])
    share = torch.tensor([line.share for line in lines])
    plan = [rows for _ in range(EPOCHS) for rows in order(lines, model.ids, chance)]
    gain = GAIN / len(LAYERS) ** 0.5
    steps = Steps(model, [weights, bias], len(plan))
    for rows in plan:
        row = net.normalize((model.pooled(rows) - mean) / spread, dim=2)
        kept = (torch.rand(row.shape, generator=chance) >= DROPPED) / (1 - DROPPED)
        found = (row * kept * weights * gain).sum(dim=(1, 2)) + bias
        off = net.binary_cross_entropy_with_logits(found, wanted[rows], share[rows], reduction="sum") / len(rows)
        steps.down(off)
    return model.kept() | {
        "layers": np.array(LAYERS),
        "mean": mean.numpy().astype(np.float16),
        "spread": spread.numpy().astype(np.float16),
        "weights": (gain * weights.detach()).numpy().astype(np.float16),
        "bias": np.float32(bias.item()),
    }


def order(lines: Sequence[Line], ids: dict[int, list[int]], chance: torch.Generator) -> list[list[int]]:
    """Return one epoch's batches: all labelled and near lines, and some of the others; texts of like length go together."""
    chosen = [n for n, line in enumerate(lines) if line.kind not in SOME]
    for kind, most in SOME.items():
        own = [n for n, line in enumerate(lines) if line.kind == kind]
        chosen += [own[at] for at in torch.randperm(len(own), generator=chance)[:most].tolist()]
    return shuffled(chosen, lambda n: len(ids[n]), chance)
