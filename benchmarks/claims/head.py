"""Learn the vote of meaning in the claim register from written pairs: `make claims-head`, or python -m benchmarks.claims.head [--score].

Needs torch, the extra `reader` and the weights of the embeddings. --score prints, for writers from whom nothing was learned, how often the verdict is right by meaning alone;
without it scriptgen/claims/embedded.npz is written, the same from the same pairs on one machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as net

from benchmarks.claims.pairs import FEWER, HARD, WRITTEN, Pair, from_library, from_replies, written
from benchmarks.defects.tuning import DROPPED, Model, Steps, batches, shuffled
from scriptgen.claims.embedded import FILE, TOGETHER
from scriptgen.claims.verdict import VERDICTS
from scriptgen.errors import UsageError
from scriptgen.minilm import WIDTH, weights

__all__ = ["main"]

SEED = 20261122
LABELS: dict[str, int] = {name: n for n, name in enumerate(VERDICTS)}
EPOCHS = 4
RATES, STEEPEST = (2e-3, 5e-3), 1.0
"""All layers are adapted here, and the steps of the other trainings lead nowhere."""
FOLDS = 3
"""Parts that the writers are shared out to, for --score."""
SOME = {"reply": 1, "screen": 3, "belief": 2}
"""Every how many-th pair of the facts library and of recorded replies is learned from too; the other kinds are made by code, and are left out."""
SOFT = 0.05
"""How much of each label is given to the others: labels are one writer's."""


class Both(Model):
    """A sentence and its source read together, all layers adapted."""

    first, last, rank = 0, 6, 16
    parts = (*Model.parts, "intermediate.dense", "output.dense")

    def read(self, rows: list[int]) -> Any:
        """Return what the head looks at: the state of the first token, and the product of the means of the two texts."""
        *_, state = self.states(rows)
        second = self.seconds(rows)
        means = [
            (state.float() * (of / of.sum(dim=1, keepdim=True))[..., None]).sum(dim=1)
            for of in (self._mask(rows) - second, second)
        ]
        return torch.cat([state[:, 0].float(), TOGETHER * means[0] * means[1]], dim=1)


class Learned(NamedTuple):
    """Adapters in a model, and three functions over what it reads."""

    model: Both
    weights: Any
    bias: Any


def main() -> None:
    """Learn and write, or score."""
    os.environ["SCRIPTGEN_CLASSIFIER"] = "off"  # what is learned here rests on no vote of an earlier one
    folder = weights()
    if folder is None:
        raise UsageError("the weights of the embeddings are not here; set SCRIPTGEN_EMBEDDER to their folder")
    torch.set_num_threads(1)
    pairs = [pair for part in WRITTEN for pair in written(part) if pair.label in VERDICTS]
    pairs = [pair for n, pair in enumerate(pairs) if pair.kind not in HARD or n % FEWER == 0]
    others = [pair for pair in (*from_library(), *from_replies()) if pair.kind in SOME]
    others = [pair for n, pair in enumerate(others) if n % SOME[pair.kind] == 0]
    if "--score" in sys.argv:
        parts = [[pair for pair in pairs if WRITTEN.index(pair.kind) % FOLDS == fold] for fold in range(FOLDS)]
        for out in parts:
            known = [pair for part in parts if part is not out for pair in part]
            score(learned(folder, [*known, *others]), folder, out)
        return
    found = learned(folder, [*pairs, *others])
    arrays = {"weights": found.weights.detach().numpy().astype(np.float16), "bias": found.bias.detach().numpy()}
    np.savez_compressed(FILE, **found.model.kept(), **arrays)
    print(f"{FILE.name} {FILE.stat().st_size / 1e3:.0f} kB from {len(pairs)} written pairs and {len(others)} others")


def learned(folder: Path, pairs: Sequence[Pair]) -> Learned:
    """Return what pairs teach."""
    chance = torch.Generator().manual_seed(SEED)
    every = list(range(len(pairs)))
    model = Both(folder, [(pair.claim, pair.source) for pair in pairs], every, chance)
    verdicts = len(VERDICTS)
    matrix, bias = (torch.zeros(*shape, requires_grad=True) for shape in ((2 * WIDTH, verdicts), (verdicts,)))
    wanted = torch.tensor([LABELS[pair.label] for pair in pairs])
    plan = [rows for _ in range(EPOCHS) for rows in shuffled(every, lambda n: len(model.ids[n]), chance)]
    steps = Steps(model, [matrix, bias], len(plan), RATES, STEEPEST)
    for rows in plan:
        row = model.read(rows)
        row = row * (torch.rand(row.shape, generator=chance) >= DROPPED) / (1 - DROPPED)
        steps.down(net.cross_entropy(row @ matrix + bias, wanted[rows], label_smoothing=SOFT))
    return Learned(model, matrix, bias)


def score(found: Learned, folder: Path, pairs: Sequence[Pair]) -> None:
    """Print how often meaning alone gives the right verdict on each writer's pairs, and whether they are supported or not."""
    model = Both(folder, [(pair.claim, pair.source) for pair in pairs], list(range(len(pairs))), None)
    model.a, model.b = found.model.a, found.model.b
    with torch.no_grad():
        rows = torch.cat([model.read(group) for group in batches(list(range(len(pairs))), 64)])
        told = (rows @ found.weights + found.bias).argmax(dim=1).numpy()
    wanted = np.array([LABELS[pair.label] for pair in pairs])
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        of = np.array([pair.kind == kind for pair in pairs])
        right, borne = (told == wanted)[of].mean(), ((told == 0) == (wanted == 0))[of].mean()
        print(f"{kind:<10} {of.sum():>4} pairs: verdict right {right:.0%}, supported or not {borne:.0%}", flush=True)


if __name__ == "__main__":
    main()
