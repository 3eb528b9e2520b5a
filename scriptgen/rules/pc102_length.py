"""PC102: the video is longer or shorter than asked for, or than anybody watches."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.report import Severity
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.view import View

_SHARE, _LEAST = 0.20, 4.0
"""What a brief's length may be missed by: this share of it, and these seconds at least."""
_BLUR = 0.5
"""Seconds that an estimate may be off without anybody's notice."""


def find(view: View) -> Iterator[Hit]:
    """Add up planned seconds, and spoken ones where none are planned; silent text runs over the rest."""
    seconds = sum(b.planned if b.planned is not None else b.say.seconds for b in view.blocks)
    most, least = view.pack["upload"][1], view.pack["upload"][0]
    if view.target:
        slack = max(_SHARE * view.target, _LEAST)
        good = (view.target - slack, view.target + slack)
        bounds = (max(view.target - 2 * slack, least), min(view.target + 2 * slack, most))
    else:
        good = tuple(view.pack["length"])
        hard = view.pack["length_most"]
        bounds = (max(hard[0], least), min(hard[1], most))
    blur = 0.0 if all(b.planned is not None for b in view.blocks) else _BLUR
    low, high = good
    if low - blur <= seconds < low or high < seconds <= high + blur:
        return
    if bounds[0] <= seconds <= bounds[1] and low <= seconds <= high:
        return
    severity = WARNING if bounds[0] <= seconds <= bounds[1] else ERROR
    yield _hit(view, severity, seconds, max(low, 0.0), min(high, most))


def _hit(view: View, severity: Severity, seconds: float, low: float, high: float) -> Hit:
    long = seconds > high
    message = ("long" if long else "short") + ("_brief" if view.target else "")
    beats = [b.say for b in view.beats] or [view.hook.say]
    line = max(beats, key=lambda each: each.seconds) if long else beats[-1]
    also = tuple(other.path for other in beats if other is not line) if long else ()
    values = {"seconds": seconds, "low": low, "high": high, "target": view.target or 0.0}
    values["words"] = abs(seconds - (high if long else low)) * 2.5
    return Hit(severity, line.path, message, (0, len(line.text)) if line.text else None, values, also)


_MINUTE = "Warm up first. Walk for five minutes, then jog for one, then walk again until your breath is back. "

RULE: Rule = Rule(
    code="PC102",
    slug="length",
    raises=(ERROR, WARNING),
    needs=frozenset({"say"}),
    guidance="Keep to the length asked for; else 15 to 60 seconds, 40 to 150 words.",
    messages={
        "long": "The script takes about {seconds:.0f} s, above {high:.0f}; cut about {words:.0f} words.",
        "short": "The script takes about {seconds:.0f} s, below {low:.0f}; there is room for about {words:.0f} words.",
        "long_brief": (
            "The script takes about {seconds:.0f} s, {target:.0f} were asked for; cut about {words:.0f} words."
        ),
        "short_brief": (
            "The script takes about {seconds:.0f} s, {target:.0f} were asked for; add about {words:.0f} words."
        ),
    },
    why="A video that fits its time is watched to the end, and the platform refuses one over its limit.",
    fix="model",
    source=Origin(
        "TikTok for Business",
        "Auction In-Feed Ads",
        2024,
        "2026-11-22",
        "judgement",
        "recommends 21 to 34 seconds for ads; what is watched of clinicians' videos runs longer, hence 15 to 60",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": _MINUTE * 8}, "a minute and a half", WARNING),
        Example({"beats[1].say": _MINUTE * 26}, "well over three minutes", ERROR),
        Example({"beats[1].seconds": 700}, "planned past what can be uploaded", ERROR),
        Example({}, "asked for 38 seconds", WARNING, seconds=38),
        Example({}, "asked for 90 seconds", ERROR, seconds=90),
    ),
    good=(
        Example({}, "asked for what it takes", seconds=30),
        Example({"beats[1].text": "General education. " * 30}, "text on screen takes no time of its own"),
        Example({"beats[1].say": _MINUTE * 2}, "three quarters of a minute"),
    ),
    cannot="How fast a speaker really talks: time is estimated at 150 words a minute where none is planned.",
)
