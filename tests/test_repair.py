"""Code fixes: what changes, what stays."""

from __future__ import annotations

from scriptgen.repair import mend
from scriptgen.report import Severity
from scriptgen.rules.examples import script_with
from scriptgen.view import View

BROKEN = {
    "hashtags": ["fyp", "KneePain", "KneeHealth", "Running", "Orthopedics", "viral", "JointHealth"],
    "beats[0].say": "**Most people** hear that running wears out the joint [smiles]. It doesn't. People who jog for fun get no more knee arthritis than people who sit.",
    "disclaimer": {"say": "", "text": ""},
}


def test_what_code_can_mend_is_mended_and_the_rest_stays() -> None:
    before = script_with(BROKEN)
    done = mend(View(before))
    assert done.report.accepted, [f.message for f in done.report.errors]
    assert len(done.script.hashtags) <= 5 and not {"fyp", "viral"} & set(done.script.hashtags)
    assert "*" not in done.script.beats[0].say and "smiles" not in done.script.beats[0].say
    assert done.script.disclaimer.say or done.script.disclaimer.text
    assert done.script.beats[1] == before.beats[1] and done.script.hook == before.hook and done.script.cta == before.cta
    assert {patch.path for _, patch in done.changes} <= {
        "hashtags",
        "beats[0].say",
        "disclaimer.say",
        "disclaimer.text",
        "disclaimer",
    }


def test_a_clean_script_is_left_alone() -> None:
    script = script_with({})
    done = mend(View(script))
    assert done.script == script and done.changes == ()


def test_an_ignored_finding_is_not_mended() -> None:
    script = script_with({"hashtags": ["KneePain", "A1", "B2", "C3", "D4", "E5", "F6"]})
    done = mend(View(script), reasons={"PO102": "we want them all", "PO103": "fine"})
    assert done.script.hashtags == script.hashtags


def test_mending_twice_changes_nothing_more() -> None:
    once = mend(View(script_with(BROKEN)))
    twice = mend(View(once.script))
    assert twice.script == once.script
    assert sum(f.severity is Severity.ERROR for f in twice.report.findings) == 0
