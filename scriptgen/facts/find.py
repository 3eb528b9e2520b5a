"""Find the topic that people mean by what they type: its names, its names misspelled, the words of its facts; then all the words have their say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from scriptgen.errors import NothingToDraftError
from scriptgen.facts.files import Header, headers, read_facts
from scriptgen.facts.index import pages, stems
from scriptgen.facts.meant import SURE, meant
from scriptgen.facts.names import CHAFF, Names, names_of
from scriptgen.text import content_stems, stem, words
from scriptgen.topics import known_stems, named_topics

if TYPE_CHECKING:
    from scriptgen.facts.model import FactFile

__all__ = ["Hit", "aliases_of", "find", "named", "search"]

_NAMED = 90.0
"""Score from which a topic goes by a name of the file."""
_FUZZY = 82.0
"""Score of 100 from which a misspelling still counts; "nee pain" has 94 to "knee pain", "neck pain" 78."""
_NEAR = 60.0
"""Score below which a likeness is not looked at."""
_BODY = frozenset(
    stem(w)
    for w in "belly stomach tummy gut eye eyes tooth teeth back knee foot feet ear ears skin hair head neck hand hands finger fingers thumb wrist arm leg legs heart lung "
    "lungs bone bones joint joints muscle muscles nail nails face mouth throat nose chest hip shoulder ankle heel toe toes body brain mind blood bladder kidney liver".split()
)
"""Parts of the body: named beside a topic they only say where."""
_WORTH = {"name": 0.0, "misspelling": 70.0, "words": 40.0}
"""Score from which a topic that is not sure is named as near: "tennis elbow" looks 60 like tinnitus, and is nothing like it."""
_COVERED = 0.85
"""Share of the weight of the typed words that a file's own words must cover to be meant without being named."""
_LIKELY = 0.3
"""How likely a topic must be by all the words to be named as the nearest."""
_AHEAD = 0.2
"""How far the second must be behind it."""


class Hit(NamedTuple):
    """A topic that what was typed may mean."""

    topic: str
    specialty: str
    how: Literal["name", "misspelling", "words"]
    """Whether it was found by a name, by one misspelled, or by all the words that were typed."""
    score: float
    """0 to 100; above 90 it is a name, word for word or all of its words."""
    sure: bool
    """Whether a script may be made of it without asking."""
    header: Header


def search(typed: str, given: str | Path | None = None, most: int = 5) -> tuple[Hit, ...]:
    """Return the topics that `typed` may mean, the likeliest first; empty for none. `given` is a fact file of one's own, or a folder of them."""
    names = names_of(headers(given))
    return tuple(_by_meaning(typed, _by_names(typed, names), names)[:most])


def named(typed: str, given: str | Path | None = None) -> str | None:
    """Return the topic that names, their misspellings and the words of facts are sure of, before all the words have their say."""
    hits = _by_names(typed, names_of(headers(given)))
    return hits[0].topic if hits and hits[0].sure else None


def _by_meaning(typed: str, hits: list[Hit], names: Names) -> list[Hit]:
    """Return the topics with the one that all the words speak for in front: sure where they leave no doubt, and no other one is."""
    first = hits[0] if hits else None
    if first and first.sure and _beyond_doubt(typed, first, names):
        return hits
    guess = meant.guess(typed)
    head = next((head for head in names.heads if head.topic == guess.topic), None)
    if head is None or names.excluded(typed, head):
        return hits
    sure_of = first.topic if first and first.sure else None
    sure = meant.odds(guess, sure_of) >= SURE and (guess.telling > 1 or sure_of == guess.topic)
    doubted = [hit._replace(sure=False) for hit in hits]
    if not sure and guess.likely < _LIKELY:
        return doubted
    own = next((hit for hit in hits if hit.topic == guess.topic), None)
    how, score = (own.how, own.score) if own else ("words", 0.0)
    best = Hit(head.topic, head.specialty, how, max(score, round(100 * guess.likely, 1)), sure, head)
    return [best, *(hit for hit in doubted if hit.topic != guess.topic)]


def _beyond_doubt(typed: str, hit: Hit, names: Names) -> bool:
    """Return whether the words have no say: facts of one's own, a topic that nothing was learned of, or a name and nothing more."""
    return not hit.header.bundled or names.is_name(typed, hit.header) or hit.topic not in meant.topics


def _by_names(typed: str, names: Names) -> list[Hit]:
    """Return the topics that names, their misspellings and the words of facts speak for, the likeliest first."""
    hits = _by_name(typed, names)
    if not any(hit.sure for hit in hits):
        mended = names.spelled(typed)
        if mended != typed:
            hits += [hit._replace(how="misspelling", score=hit.score - 10) for hit in _by_name(mended, names)]
    if not any(hit.sure for hit in hits):
        guessed = names.spelled(typed, boldly=True)
        found = (
            [hit for hit in _by_name(guessed, names) if hit.score >= 100 and " " in hit.topic]
            if guessed != typed
            else []
        )
        hits += [hit._replace(how="misspelling", score=88.0) for hit in found]
    if not any(hit.sure for hit in hits):
        hits += _by_likeness(typed, names)
    if not any(hit.sure for hit in hits):
        hits += _by_words(typed, names)
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (not hit.sure, -hit.score)):
        best.setdefault(hit.topic, hit)
    return [*best.values()]


def find(topic: str, given: str | Path | None = None, loosely: bool = False) -> FactFile:
    """Return the facts for a topic; raise NothingToDraftError, which names the nearest topics, where none fit.

    `loosely` takes those of a topic that is named beside another one, "botox" beside migraine: a model may rest on them, a script
    of facts alone would miss the point.
    """
    hits = search(topic, given)
    if hits and (hits[0].sure or (loosely and hits[0].how == "name")):
        return read_facts(hits[0].header)
    near = tuple(hit.topic for hit in hits[:3] if hit.score >= _WORTH[hit.how])
    if near:
        told = f"the nearest {'are' if len(near) > 1 else 'is'} {', '.join(near)}. Try one of these"
    else:
        told = f"scriptgen facts list names the {len(headers(given))} topics that there are. Try one"
    raise NothingToDraftError(
        f"no facts fit the topic {topic!r}; {told}, bring your own with --facts FILE, or name a --model", near
    )


def aliases_of(topic: str, given: str | Path | None = None) -> tuple[str, ...]:
    """Return the other names of a topic that the facts know; empty for a topic without facts."""
    if given is None:
        return _bundled_aliases(topic)
    heads = headers(given)  # one that is no fact file is told of, whatever the topic
    return _aliases(topic, heads) if topic.strip() else ()


@lru_cache(maxsize=1024)
def _bundled_aliases(topic: str) -> tuple[str, ...]:
    return _aliases(topic, headers()) if topic.strip() else ()


@lru_cache(maxsize=1024)
def _aliases(topic: str, heads: tuple[Header, ...]) -> tuple[str, ...]:
    scored = names_of(heads).scores(topic)
    head = heads[max(scored, key=lambda at: scored[at])] if scored else None
    return (head.topic, *head.aliases) if head else ()


def _by_name(typed: str, names: Names) -> list[Hit]:
    """Return the topics whose name stands in what was typed, or all of whose words do, or that hold all words typed."""
    heads = names.heads
    scored = sorted(names.scores(typed).items(), key=lambda pair: (heads[pair[0]].bundled, -pair[1]))
    scored.sort(key=lambda pair: -round(pair[1]))  # a file of one's own goes before a bundled one that fits as well
    tied = len(scored) > 1 and scored[0][1] == scored[1][1] and heads[scored[0][0]].bundled
    hits: list[Hit] = []
    for number, (at, score) in enumerate(scored):
        sure = number == 0 and not tied and not _strange(typed, heads[at], names)
        hits.append(Hit(heads[at].topic, heads[at].specialty, "name", min(score, 100.0), sure, heads[at]))
    return hits


def _strange(typed: str, head: Header, names: Names) -> list[str]:
    """Return the other health topics that are named beside this one and that its file says nothing of: "laser" beside acne."""
    if names.is_name(typed, head):
        return []
    own = names.stems_of(head)
    named = [set(phrase.split()) for phrase, cluster in named_topics(typed) if not _shares(cluster, own)]
    others = [phrase for phrase in named if not phrase <= _BODY]
    if not others:
        return []
    facts = read_facts(head)
    told = content_stems(
        " ".join(f"{i.say} {getattr(i, 'question', '')} {getattr(i, 'belief', '')}" for i in facts.items)
    )
    return [" ".join(sorted(other)) for other in others if not other & told]


def _shares(cluster: frozenset[str], own: set[str]) -> bool:
    return any(own.issuperset(phrase.split()) for phrase in cluster)


def _by_likeness(typed: str, names: Names) -> list[Hit]:
    """Return the topics with a name that looks like what was typed; a word that means something else is no misspelling."""
    from rapidfuzz import fuzz, process

    meant = " ".join(w for w in words(typed.lower()) if stem(w) not in CHAFF) or typed.lower()
    others = {stem(w) for w in words(meant)} & known_stems()
    hits: list[Hit] = []
    for _, score, at in process.extract(meant, names.texts, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=20):
        head = names.heads[names.owner[at]]
        foreign = others - names.stems_of(head) or names.excluded(typed, head)
        told = min(score, _FUZZY - 1) if foreign else score
        hits.append(Hit(head.topic, head.specialty, "misspelling", told, told >= _FUZZY, head))
    return hits


def _by_words(typed: str, names: Names) -> list[Hit]:
    """Return the topics whose facts use the words typed: sure where one covers nearly all of their weight and no other does."""
    telling = {word.replace("-", "") for word in content_stems(" ".join(stems(typed))) - CHAFF}
    wanted = {word for word in stems(typed) if word in telling}
    found = pages(names.heads, sorted(wanted))
    weight = {word: names.weight(word, [page.names | page.asked | page.lines for page in found]) for word in wanted}
    whole = sum(weight.values()) or 1.0
    shares: list[tuple[float, bool, Header]] = []
    for page in found:
        head = next(h for h in names.heads if (h.path, h.topic) == (page.path, page.topic))
        if names.excluded(typed, head):
            continue
        own = page.names | page.asked
        share = sum(w for word, w in weight.items() if word in own or word in page.lines) / whole
        shares.append((share, bool(wanted & page.names) and len(wanted & own) > 1, head))
    shares.sort(key=lambda row: -row[0])
    hits: list[Hit] = []
    for number, (share, named, head) in enumerate(shares):
        ahead = len(shares) < 2 or share - shares[1][0] >= _AHEAD
        sure = number == 0 and named and share >= _COVERED and ahead and len(wanted) > 2
        hits.append(Hit(head.topic, head.specialty, "words", round(share * 80, 1), sure, head))
    return hits
