"""HK103: the hook frightens or teases with what the body does not bear out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from scriptgen.resources import package_text
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import Line, View

_LIST = ("secret", "shock", "panic", "doom")
_KINDS = (*_LIST, "fear", "tease")
_PROOF = {"secret": "papers", "shock": "figure", "panic": "grave", "doom": "grave", "fear": "grave|harm", "tease": "figure"}
_DENIED = re.compile(r"(?:\b(?:no|not|never|nobody|no one|none|myth|isn't|without|neither|nor|relax|rarely|hardly|stop (?:saying|believing|telling)|let's retire)\b|n't\b)[^.;:!?]*$")
_TOLD = re.compile(
    r"\b(?:they|people|everyone|somebody|someone|tik ?tok|the internet|google|influencers?|grandma|(?:your|my|the) (?:mom|mum|gran\w*|friend|trainer|coach|aunt\w*|neighbou?r|feed|brother|uncle)|you(?:'ve)?|i(?:'ve)?|headlines?|comments?) "
    r"(?:\w+ )?(?:say|says|said|saying|told|heard|think|thinks|claims?|believes?|swears?|insists?|read|reckons?|worry|worries)\b[^.;:!?]*$|\b(?:like (?:i'm|you're|it's|a|an|they're|someone)|as if|as though|feels?|felt|fear(?:s|ed)?|afraid(?: of)?|scared(?: of)?|worried(?: about)?|myth:?|claim:?)[^.;:!?]*$"
)
_ANSWER = re.compile(r"\b(?:no|nope|nah|not|never|myth|yes|yep|yeah|true|false|wrong|rarely|probably|unlikely|sort of|kind of|fine|safe|okay|ok|harmless|relax)\b|n't\b")
_REBUFF = re.compile(
    r"[\"'“”‘’\s✗❌]*(?:no\b(?! good| real| solid)|nope|nah|false|wrong|myth|not (?:true|really|quite|so|even|exactly|at all)|rubbish|nonsense|baloney|bull|relax|calm down|breathe|untrue|(?:that's|that is|this is|it's) (?:a |the |an |just )*(?:myth|wrong|false|not|nonsense|rubbish|what|old|lie|exaggerat)"
    r"|at least|or so|so (?:they|says|said)|says who|really\?|except|actually,? no|just kidding|kidding|you're not|you(?:'re| are) (?:fine|ok|okay)|they (?:don't|aren't|won't|can't)|it (?:isn't|doesn't|won't|can't|didn't)|i (?:hear|see|get) (?:this|that|it))"
)
_OPEN = re.compile(r"\b(?:no one|nobody|none of us|we're not|we aren't|i'm not|isn't a|not a|there's no|there is no|no)\b")
_NOBODY = re.compile(r"(?:no one|nobody)\b.*\b(?:hid|keep|cover|conceal|suppress|lying|bury)")
_NEGATED = re.compile(r"(?:\b(?:no|not|never|nobody|none|without|rarely|myth|isn't|hardly|unlikely|won't)\b|n't\b)[^.;!?\n,]{0,40}$")


@lru_cache(maxsize=1)
def _terms() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    data = tomllib.loads(package_text("rules/terms/bait.toml"))
    groups = "|".join(f"(?P<{kind}>{'|'.join(data[kind])})".replace("@WHO", data["who"]) for kind in _KINDS)
    proof = {n: re.compile("|".join(f"(?:{data[p]})" for p in n.split("|"))) for n in {*_PROOF.values()}}
    return re.compile(rf"(?<!\w)(?:{groups})"), proof


def find(view: View) -> Iterator[Hit]:
    """Look for bait in what opens the video, then in the body for the fact that would carry it."""
    found: Hit | None = None
    also: list[str] = []
    for line in (view.hook.say, view.hook.text, view.cover):
        hit = _bait(view, line)
        if hit and (found is None or (found.severity is WARNING and hit.severity is ERROR)):
            also += [found.path] if found else []
            found = hit
        elif hit:
            also.append(line.path)
    if found:
        yield Hit(found.severity, found.path, found.message, found.span, found.values, tuple(also))


def _bait(view: View, line: Line) -> Hit | None:
    pattern, proof = _terms()
    for match in pattern.finditer(line.low):
        kind = str(match.lastgroup)
        start = max(line.low.rfind(c, 0, match.start()) for c in ".!?\n") + 1
        before, after = line.low[start : match.start()], line.low[match.end() :]
        if _TOLD.search(before) or (kind not in ("secret", "panic") and _DENIED.search(before)) or (kind == "secret" and _hushed(before, match[0])):
            continue
        rest = re.split(r"[.!?]+[\"'”’]*\s*|[\"'”’]\s+|$", after, maxsplit=1)[-1]
        ends = re.search(r"[.!?]", after)
        if kind == "tease" and re.match(r"[^.!?]*:\s*\w", after):
            continue
        asks = bool(ends and ends[0] == "?")
        if _REBUFF.match(rest) or (kind in ("doom", "fear") and not rest.strip() and _REBUFF.match(view.beats[0].say.low)):
            continue
        if _affirmed(proof[_PROOF[kind]], view.body) or (kind not in ("secret", "panic") and _affirmed(proof[_PROOF[kind]], rest)):
            continue
        if asks and kind in ("doom", "fear") and (_ANSWER.search(rest) or _ANSWER.search(view.body)):
            continue
        severity = ERROR if kind in _LIST and not asks or kind in ("secret", "shock", "panic") else WARNING
        return line.hit(severity, kind, match.start(), match.end(), quote=line.text[match.start() : match.end()])
    return None


def _hushed(before: str, words: str) -> bool:
    """Return whether it is said that nobody keeps anything."""
    return bool(_OPEN.search(before) or _NOBODY.match(words))


def _affirmed(pattern: re.Pattern[str], text: str) -> bool:
    return any(not _NEGATED.search(text[max(0, m.start() - 60) : m.start()]) for m in pattern.finditer(text))


RULE: Rule = Rule(
    code="HK103",
    slug="hook-fearbait",
    raises=(ERROR, WARNING),
    guidance="Let the hook promise only what the next beats deliver: a real danger is welcome with the fact that shows it, a borrowed fright is not.",
    messages={
        "secret": "{quote!r} promises a secret that somebody keeps; the body shows nobody keeping one.",
        "shock": "{quote!r} promises a shock; the body holds no figure or fact of that size.",
        "panic": "{quote!r} orders the viewer about in alarm; nothing in the body is an emergency.",
        "doom": "{quote!r} threatens the worst; the body never says that, or says the opposite.",
        "fear": "{quote!r} raises a fear that the body does not bear out.",
        "tease": "{quote!r} is a teaser that nothing in the body pays for.",
    },
    why="Fear without a fact makes viewers panic or look away, and it spends the trust that a clinician's word depends on.",
    fix="model",
    source=Origin("World Health Organization", "WHO Strategic Communications Framework for effective communications", 2017, "2026-11-22", "judgement", "credible, not alarming; the list of bait is ours"),
    find=find,
    bad=(
        Example({"hook.say": "What shoe makers don't want you to know about your knees."}, "nobody hides anything in the body", ERROR),
        Example({"hook.say": "Your morning jog is a ticking time bomb."}, "the body says that jogging is fine", ERROR),
        Example({"hook.say": "Don't take another step until you watch this."}, "an order in panic", ERROR),
        Example({"hook.say": "Running is destroying your joints."}, "the body says the opposite", WARNING),
    ),
    good=(
        Example({"hook.say": "Is jogging killing your knees? Nope."}, "a question, answered at once"),
        Example({"hook.say": "'Running destroys your knees.' No, it doesn't."}, "a myth quoted to be answered"),
        Example({"hook.say": "A swollen knee can kill you.", "beats[0].say": "Rarely. But a hot, red knee with a fever can mean sepsis, and that is an emergency."}, "the body bears it out"),
        Example({"hook.say": "The secret to happy knees? Strong thighs."}, "secret, in its innocent sense"),
    ),
    cannot="Irony and tone of voice; whether the fact that bears a fear out is true, or as large as the fear.",
)
