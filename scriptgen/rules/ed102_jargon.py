"""ED102: a clinical term that nobody explains."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.jargon import Term, terms_of
from scriptgen.view import View

_MANY = 3
"""Unexplained terms that make a script one for colleagues."""


def find(view: View) -> Iterator[Hit]:
    """Report each unexplained clinical term once, where it first stands."""
    first: dict[str, Term] = {}
    for term in terms_of(view):
        if not term.explained:
            first.setdefault(term.name, term)
    severity = ERROR if sum(term.weight for term in first.values()) >= _MANY else WARNING
    for term in first.values():
        said = term.line.text[term.start : term.end]
        message = "plain" if term.plain else "main"
        yield term.line.hit(severity, message, term.start, term.end, term=said, plain=term.plain, count=len(first))


RULE: Rule = Rule(
    code="ED102",
    slug="jargon",
    raises=(ERROR, WARNING),
    needs=frozenset({"say"}),
    guidance='Use patients\' words: "swelling", not "edema"; explain a term in the same breath.',
    messages={
        "main": '"{term}" is a clinical term; say it in plain words, or explain it in the same sentence or the next.',
        "plain": '"{term}" is a clinical term; say "{plain}", or explain it in the same sentence or the next.',
    },
    why="One unknown word and a viewer stops listening; most adults cannot define common clinical terms.",
    fix="model",
    source=Origin(
        "Centers for Disease Control and Prevention",
        "Simply Put: A guide for creating easy-to-understand materials, 3rd edition",
        2009,
        "2026-11-22",
        "judgement",
        "asks for everyday words and for technical terms to be explained; three unexplained as an error is our choice",
    ),
    find=find,
    bad=(
        Example(
            {"beats[0].say": "Running doesn't cause chondromalacia, meniscal tears or an effusion."},
            "three of them",
            ERROR,
        ),
        Example({"beats[1].say": "Strong thighs help, unless you have tenosynovitis."}, "one of them", WARNING),
        Example(
            {"beats[1].say": "Some people get bradyarrhythmia. Build up slowly. Ask about it."},
            "in no list, by its build",
            WARNING,
        ),
        Example(
            {"beats[1].say": "It's sarcopenia. Start small. Walk a lot. Sarcopenia means losing muscle."},
            "too late",
            WARNING,
        ),
    ),
    good=(
        Example(
            {"beats[0].say": "The meniscus, the cushion in your knee, likes to move."}, "said in plain words behind it"
        ),
        Example({"beats[0].say": "Your muscles shrink with age. Doctors call this sarcopenia."}, "and before it"),
        Example({"beats[0].say": "You may hear crepitus. That's just the crackling sound."}, "in the next sentence"),
        Example({"beats[0].text": "Osteophyte (bone spur)"}, "in brackets on screen"),
        Example({"topic": "sarcopenia", "beats[0].say": "Sarcopenia starts at forty."}, "the topic itself"),
        Example({"beats[0].say": "Diabetes, asthma and high cholesterol are other stories."}, "everybody knows these"),
    ),
    cannot=(
        "Whether an explanation is right or plain enough; brand and generic names of medicines that are in no list;"
        " common words in a clinical sense, such as a negative result."
    ),
)
