"""Fine-tuning of the embeddings: low-rank adapters on the upper layers, learned together with the heads. Needs torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch.nn import functional as net

from benchmarks.defects.fitting import Lessons, Trained
from scriptgen.readers.embed import LAYERS, MOST, WIDTH
from scriptgen.readers.rows import Embedded, Scale

__all__ = ["DROPPED", "EPOCHS", "Model", "Steps", "Tuned", "batches", "pooled", "shuffled", "tune"]

RANK, SCALE = 8, 2.0
PARTS = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
EPOCHS, BATCH = 4, 32
RATES = 3e-3, 0.01
"""Of the adapters, and of the heads over them."""
CAREFUL = 2e-3, 0.01
"""The same where more is adapted."""
WARM = 0.1
"""Share of the steps in which the rate rises; then it falls to nothing."""
DROPPED = 0.1
"""Share of a row's numbers that is left out at random in each step."""
PLAIN, LINES = 1500, 0.6
"""Innocent lines of scripts in each epoch, and their weight."""
_LOW = torch.bfloat16
"""Half the time of float32; the adapters themselves are kept in full."""


class Tuned(NamedTuple):
    """What was learned."""

    adapters: dict[str, Any]
    """By the name of a matrix plus .a and .b: b @ a is to be added to it."""
    heads: Trained


class Model:
    """The upper layers with adapters, from what the lower ones make of each text, or of two read together."""

    first, last, parts, rank = LAYERS[0], LAYERS[-1], PARTS, RANK
    """The layers that are adapted, `last` not among them, and what of them; layers below come out as they are, and are worked out once."""

    def __init__(
        self,
        folder: Path,
        texts: Sequence[str] | Sequence[tuple[str, str]],
        used: list[int],
        chance: torch.Generator | None,
        kind: torch.dtype = _LOW,
    ) -> None:
        self._kind = kind
        self._values = {name: value.to(kind) for name, value in load_file(folder / "model.safetensors").items()}
        tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokens.no_padding()
        tokens.enable_truncation(MOST)
        read = {n: tokens.encode(t) if isinstance(t := texts[n], str) else tokens.encode(*t) for n in used}
        self.ids = {n: own.ids for n, own in read.items()}
        self._kinds = {n: own.type_ids for n, own in read.items()}
        self.a: dict[str, Any] = {}
        self.b: dict[str, Any] = {}
        with torch.no_grad():
            self._states = self._lower(used)
        names = [f"encoder.layer.{layer}.{part}" for layer in range(self.first, self.last) for part in self.parts]
        if chance:
            for name in names:
                out, into = self._values[name + ".weight"].shape
                self.a[name] = (torch.randn(self.rank, into, generator=chance) / into**0.5).requires_grad_()
                self.b[name] = torch.zeros(out, self.rank, requires_grad=True)

    def kept(self) -> dict[str, Any]:
        """Return the adapters as the product reads them."""
        half = {f"{name}.a": a.detach().numpy().astype(np.float16) for name, a in self.a.items()}
        return half | {f"{name}.b": (SCALE * b.detach()).numpy().astype(np.float16) for name, b in self.b.items()}

    def pooled(self, texts: list[int]) -> Any:
        """Return the mean over the tokens after each of LAYERS: texts x layers x WIDTH."""
        here = self._mask(texts)
        share = (here / here.sum(dim=1, keepdim=True))[..., None]
        states = [*self.states(texts)][LAYERS[0] - self.first :]
        return torch.stack([(state.float() * share).sum(dim=1) for state in states], dim=1)

    def states(self, texts: list[int]) -> Iterator[Any]:
        """Yield the states of all tokens after each layer from `first` on: texts x tokens x WIDTH."""
        here = self._mask(texts)
        state = torch.zeros(*here.shape, WIDTH, dtype=self._kind)
        for row, text in enumerate(texts):
            state[row, : len(self.ids[text])] = self._states[text]
        yield state
        for number in range(self.first, self.last):
            state = self._layer(state, here, f"encoder.layer.{number}.")
            yield state

    def seconds(self, texts: list[int]) -> Any:
        """Return 1 for each token that belongs to the second of two texts read together, else 0: texts x tokens."""
        found = torch.zeros(self._mask(texts).shape)
        for row, text in enumerate(texts):
            found[row, : len(self._kinds[text])] = torch.tensor(self._kinds[text]).float()
        return found

    def _mask(self, texts: list[int]) -> Any:
        sizes = torch.tensor([len(self.ids[text]) for text in texts])
        return (torch.arange(int(sizes.max())) < sizes[:, None]).float()

    def _lower(self, used: list[int]) -> dict[int, Any]:
        found: dict[int, Any] = {}
        values = self._values
        for group in batches(sorted(used, key=lambda text: len(self.ids[text])), 64):
            here = self._mask(group)
            ids = torch.zeros(here.shape, dtype=torch.long)
            for row, text in enumerate(group):
                ids[row, : len(self.ids[text])] = torch.tensor(self.ids[text])
            kinds = self.seconds(group).long()
            place = values["embeddings.position_embeddings.weight"][: ids.shape[1]]
            kind = values["embeddings.token_type_embeddings.weight"][kinds]
            state = values["embeddings.word_embeddings.weight"][ids] + place + kind
            state = self._norm(state, "embeddings")
            for number in range(self.first):
                state = self._layer(state, here, f"encoder.layer.{number}.")
            found |= {text: state[row, : len(self.ids[text])].clone() for row, text in enumerate(group)}
        return found

    def _layer(self, state: Any, here: Any, name: str) -> Any:
        texts, size, _ = state.shape
        query, key, value = (
            self._linear(state, f"{name}attention.self.{part}").view(texts, size, 12, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(2, 3) * (WIDTH / 12) ** -0.5 + (here - 1)[:, None, None].to(self._kind) * 1e4
        seen = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(state.shape)
        state = self._norm(state + self._linear(seen, name + "attention.output.dense"), name + "attention.output")
        inner = net.gelu(self._linear(state, name + "intermediate.dense"))
        return self._norm(state + self._linear(inner, name + "output.dense"), name + "output")

    def _linear(self, state: Any, name: str) -> Any:
        found = net.linear(state, self._values[name + ".weight"], self._values[name + ".bias"])
        if name in self.a:
            into, out = self.a[name].to(self._kind), self.b[name].to(self._kind)
            found = found + net.linear(net.linear(state, into), out) * SCALE
        return found

    def _norm(self, state: Any, name: str) -> Any:
        weight, bias = (self._values[f"{name}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return net.layer_norm(state, (WIDTH,), weight, bias, 1e-12)


class Deep(Model):
    """The same with all that leads to LAYERS adapted, what stands between the attentions too."""

    first, rank = 0, 16
    parts = (*PARTS, "intermediate.dense", "output.dense")


class Steps:
    """Steps down a loss, by a model's adapters and by heads; both rates rise first, then fall to nothing in `count` steps."""

    def __init__(
        self, model: Model, heads: list[Any], count: int, rates: tuple[float, float] = RATES, steepest: float = 5.0
    ) -> None:
        adapters = [*model.a.values(), *model.b.values()]
        groups = [
            {"params": adapters, "lr": rates[0], "weight_decay": 0.01},
            {"params": heads, "lr": rates[1], "weight_decay": 0.02},
        ]
        self._all, self._steepest = [*adapters, *heads], steepest
        self._steps = torch.optim.AdamW(groups)
        self._rates = torch.optim.lr_scheduler.LambdaLR(
            self._steps, lambda at: min(1.0, at / (WARM * count)) * (1 - at / count)
        )

    def down(self, off: Any) -> None:
        """Take one step away from the loss `off`."""
        off.backward()
        torch.nn.utils.clip_grad_norm_(self._all, self._steepest)
        self._steps.step()
        self._steps.zero_grad()
        self._rates.step()


def batches(rows: list[Any], size: int) -> list[list[Any]]:
    """Return rows in stretches of `size`."""
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def pooled(folder: Path, texts: list[str], adapters: Mapping[str, Any]) -> Any:
    """Return what Embedder.embed returns of each text, for many texts in less time; `adapters` may be empty."""
    torch.set_num_threads(1)
    every = range(len(texts))
    model = Deep(folder, texts, list(every), None, torch.float32)
    for name in {key.rpartition(".")[0] for key in adapters}:
        model.a[name], model.b[name] = (torch.tensor(adapters[f"{name}.{part}"]).float() for part in ("a", "b"))
        model.b[name] /= SCALE
    found = np.zeros((len(texts), len(LAYERS) * WIDTH), dtype=np.float32)
    with torch.no_grad():
        for group in batches(sorted(every, key=lambda text: len(model.ids[text])), 64):
            found[group] = model.pooled(group).flatten(1).numpy()
    return found


def tune(
    folder: Path,
    texts: list[str],
    flags: Any,
    known: Lessons,
    owner: Any,
    start: Trained,
    scale: Scale,
    seed: int,
) -> Tuned:
    """Return adapters, and heads that begin as `start`. `flags` are the unscaled ones of each text, `owner` the shared column of each head."""
    torch.set_num_threads(1)
    chance = torch.Generator().manual_seed(seed)
    used = sorted({int(text) for text in known.text})
    model = Deep(folder, texts, used, chance)
    weights = torch.tensor(start.weights, dtype=torch.float32, requires_grad=True)
    bias = torch.tensor(start.bias, dtype=torch.float32, requires_grad=True)
    mean, spread = (torch.tensor(value, dtype=torch.float32) for value in scale)
    told = (torch.tensor(flags) - mean[-flags.shape[1] :]) / spread[-flags.shape[1] :]
    told = net.normalize(told, dim=1) * Embedded.parts[-1].share ** 0.5
    mean, spread = (v[: -flags.shape[1]].view(len(LAYERS), WIDTH) for v in (mean, spread))
    wanted = torch.tensor(known.wanted, dtype=torch.float32)
    weight = torch.tensor(known.weight * np.where(known.plain, LINES, 1.0)[:, None], dtype=torch.float32)
    plain, rest = (torch.tensor(np.flatnonzero(where)) for where in (known.plain, ~known.plain))
    plan = [order(rest, plain, known.text, model.ids, chance) for _ in range(EPOCHS)]
    steps = Steps(model, [weights, bias], sum(len(epoch) for epoch in plan), CAREFUL)
    for rows in (rows for epoch in plan for rows in epoch):
        own = known.text[rows]
        row = (
            net.normalize((model.pooled([int(t) for t in own]) - mean) / spread, dim=2) * Embedded.parts[0].share ** 0.5
        )
        row = torch.cat([row.flatten(1), told[own]], dim=1)
        kept = (torch.rand(row.shape, generator=chance) >= DROPPED) / (1 - DROPPED)
        found = (row * kept) @ weights + bias
        heads = len(owner)
        found = torch.cat([found[:, :heads] + found[:, heads:][:, owner], found[:, heads:]], dim=1)
        off = net.binary_cross_entropy_with_logits(found, wanted[rows], weight[rows], reduction="sum") / len(rows)
        steps.down(off)
    return Tuned(model.kept(), Trained(weights.detach().numpy().astype(float), bias.detach().numpy().astype(float)))


def order(rest: Any, plain: Any, text: Any, ids: dict[int, list[int]], chance: torch.Generator) -> list[list[int]]:
    """Return one epoch's batches of lessons: all but the plain lines, of which it takes some; texts of like length go together."""
    some = plain[torch.randperm(len(plain), generator=chance)[:PLAIN]]
    return shuffled(torch.cat([rest, some]).tolist(), lambda row: len(ids[int(text[row])]), chance)


def shuffled(rows: list[int], size: Callable[[int], int], chance: torch.Generator) -> list[list[int]]:
    """Return rows in batches in a random order, those of like size together."""
    mixed = [rows[at] for at in torch.randperm(len(rows), generator=chance).tolist()]
    found: list[list[int]] = []
    for stretch in batches(mixed, 12 * BATCH):
        found += batches(sorted(stretch, key=size), BATCH)
    return [found[n] for n in torch.randperm(len(found), generator=chance).tolist()]
