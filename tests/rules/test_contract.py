"""Every rule is complete, behaves on its own examples, and survives any script."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptgen.checking import check, inspect
from scriptgen.paths import field
from scriptgen.repair import patched
from scriptgen.report import Severity
from scriptgen.rule import Example, Hit, Rule
from scriptgen.rules import all_rules, chosen
from scriptgen.rules.examples import example_view, script_with
from scriptgen.rules.page import page
from scriptgen.view import ALL_CHANNELS, View

RULES = all_rules()
by_code = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
CATALOGUE = (
    "HK101 HK102 HK103 HK104 HK105 PC101 PC102 PC103 ED101 ED102 ED103 ED104 CP101 CP102 CP103 CP104 PO101 PO102 PO103 PO104 "
    "DS101 DS102 DS103 DS104 EN101 EN102 BR101 BR102 AI101 SR101 SR102 PH101 PH102 PH103 CL101 CL102 CL103 CL104 CL105 CL106 CL107 "
    "CL108 CL109 CL112 CL113 CL114 CL115 CL116 CL117 CL118 CL119 RS101 RS102 RS103 TP101 TP102"
).split()


def test_every_rule_of_the_families_built_is_there() -> None:
    codes = [r.code for r in RULES]
    assert set(CATALOGUE) <= set(codes)
    assert len(codes) == len(set(codes))


@by_code
def test_rule_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
    assert rule.find.__module__.rsplit(".", 1)[1] == f"{rule.code.lower()}_{rule.slug.replace('-', '_')}"
    assert rule.raises and rule.messages and rule.why.endswith(".") and rule.cannot
    assert len(rule.guidance) <= 300
    assert len(rule.bad) >= 3 and len(rule.good) >= 3
    assert rule.needs <= ALL_CHANNELS | {"brand"}
    assert date.fromisoformat(rule.source.checked_on) <= date.today()
    assert 1950 <= rule.source.year <= date.today().year and rule.source.publisher and rule.source.title
    assert not (rule.source.confidence == "secondary" and Severity.ERROR in rule.raises)
    assert rule.slug in page(rule)


@by_code
def test_slug_and_code_select_the_rule(rule: Rule) -> None:
    assert chosen((rule.slug,)) == chosen((rule.code.lower(),)) == (rule,)
    assert rule in chosen((rule.code[:2],))


def hits(rule: Rule, example: Example) -> list[Hit]:
    return [h for h in rule.find(example_view(example)) if isinstance(h, Hit)]


@pytest.mark.parametrize(
    ("rule", "example"),
    [(r, e) for r in RULES for e in r.bad],
    ids=lambda v: v.code if isinstance(v, Rule) else v.note[:40],
)
def test_bad_example_fires(rule: Rule, example: Example) -> None:
    found = hits(rule, example)
    assert example.raises in {h.severity for h in found}
    view = example_view(example)
    for hit in found:
        assert hit.severity in rule.raises
        assert hit.message in rule.messages
        names = {name for _, name, _, _ in string.Formatter().parse(rule.messages[hit.message]) if name}
        assert names <= set(hit.values), f"{rule.code} {hit.message}: {names - set(hit.values)}"
        text = field(view.script, hit.path) if hit.path else ""
        if hit.span:
            assert isinstance(text, str) and 0 <= hit.span[0] < hit.span[1] <= len(text)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(r, e) for r in RULES for e in r.good],
    ids=lambda v: v.code if isinstance(v, Rule) else v.note[:40],
)
def test_near_miss_is_left_alone(rule: Rule, example: Example) -> None:
    assert [h for h in hits(rule, example) if h.severity is not Severity.INFO] == []


FIXABLE = [(r, e) for r in RULES for e in r.bad if r.mend and any((h.fix or r.fix) == "code" for h in hits(r, e))]


@pytest.mark.parametrize(("rule", "example"), FIXABLE, ids=lambda v: v.code if isinstance(v, Rule) else v.note[:40])
def test_code_fix_mends(rule: Rule, example: Example) -> None:
    view = example_view(example)
    report = inspect(view, select=(rule.code,))
    finding = next(f for f in report.findings if f.fix == "code")
    assert rule.mend is not None
    patches = list(rule.mend(view, finding))
    assert patches, "a finding that promises a fix by code gets none"
    after = view.of(patched(view.script, patches))
    left = [
        f
        for f in inspect(after, select=(rule.code,)).findings
        if f.severity is finding.severity and f.path == finding.path and f.message == finding.message
    ]
    assert not left


def test_the_plain_example_is_clean() -> None:
    report = check(script_with({}))
    assert report.accepted
    assert [f for f in report.findings if f.severity is not Severity.INFO] == []


NASTY = st.text(max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "…",
        "?!?",
        "🤷🏽‍♀️" * 9,
        "#",
        "a" * 500,
        "it's " * 80,
        "MD, PhD.",
        "לְהַרְגִישׁ טוֹב",
        "膝の痛み",
        "1/2 120/80 3-4 98.6°F",
        "((((((",
        "http://",
        "...",
        "\u202e\u200b",
        "- " * 50,
        "Ǆ İ ﬀ",
    ]
)
BEAT = st.fixed_dictionaries(
    {},
    optional={
        "say": NASTY,
        "text": NASTY,
        "show": NASTY,
        "seconds": st.none() | st.floats(0, 90),
        "sources": st.lists(NASTY, max_size=2),
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    hook=BEAT,
    first=NASTY.filter(bool),
    beats=st.lists(BEAT, min_size=1, max_size=4),
    cta=st.fixed_dictionaries({}, optional={"say": NASTY, "text": NASTY, "seconds": st.none() | st.floats(0, 9)}),
    disclaimer=st.fixed_dictionaries({}, optional={"say": NASTY, "text": NASTY}),
    caption=NASTY,
    tags=st.lists(NASTY, max_size=7),
    topic=NASTY.filter(lambda t: len(t) <= 300),
    banned=st.lists(NASTY, max_size=3),
)
def test_no_script_breaks_a_rule(
    hook: dict, first: str, beats: list, cta: dict, disclaimer: dict, caption: str, tags: list, topic: str, banned: list
) -> None:
    script = {
        "topic": topic,
        "hook": {**hook, "say": first},
        "beats": beats,
        "cta": cta,
        "disclaimer": disclaimer,
        "caption": caption,
        "hashtags": tags,
    }
    report = check(script, brand={"name": "Dr. Ruiz", "credentials": "MD", "banned": banned})
    assert report.accepted == (not report.errors)


@by_code
def test_two_hundred_beats(rule: Rule) -> None:
    beats = [
        {
            "say": f"Beat {i} says that idiopathic knees, number {i}, need strong thighs.",
            "text": "Strong thighs",
            "show": "Talking head",
        }
        for i in range(200)
    ]
    list(rule.find(View(script_with({"beats": beats}))))
