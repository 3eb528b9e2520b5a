"""PO102: too many or too few hashtags, or any in an ad."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.report import Finding
from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Patch, Rule
from scriptgen.rules.bait import is_bait
from scriptgen.rules.tagkinds import is_own, kind
from scriptgen.rules.tags import Tag, bare, key, split, tags, topic_tags, untagged
from scriptgen.view import View

_WORTH = {"topic": 0, "brand": 1, "related": 2, "health": 3, "foreign": 4, "off": 5}


def find(view: View) -> Iterator[Hit]:
    """Count the tags of the list and of the caption, each once."""
    found = tags(view)
    least, most = view.pack["hashtags"]
    if not view.pack["hashtags_allowed"]:
        if any(t.path == "hashtags" for t in found):
            yield Hit(ERROR, "hashtags", "ad", values={"tag": found[0].text})
        for tag in found:
            if tag.path == "caption":
                yield Hit(ERROR, "caption", "ad", tag.span, {"tag": tag.text})
                break
    elif len(found) > most:
        firm = view.pack.rows["hashtags"]["confidence"] in ("primary", "several")  # elsewhere it is advice, no limit
        values = {"count": len(found), "most": most}
        yield Hit(ERROR if firm else WARNING, "hashtags", "many" if firm else "advised", None, values, _also(found))
    elif len(found) < least:
        enough = len(found) + len(_more(view, found, least)) >= least
        values = {"count": len(found) or "no", "s": "" if len(found) == 1 else "s", "least": least, "most": most}
        yield Hit(WARNING, "hashtags", "few", values=values, also=_also(found), fix="code" if enough else "human")


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Keep the tags that say most about the topic, in their order; or add those that topic and brand give."""
    found = tags(view)
    least, most = view.pack["hashtags"]
    kept: set[str] = set()
    if view.pack["hashtags_allowed"]:
        worth = {t.key: _worth(view, t) for t in found}
        kept = {
            t.key for t in sorted(found, key=lambda t: worth[t.key])[:most] if worth[t.key] < 9 or len(found) <= most
        }
    names = [t.text for t in found if t.path == "hashtags" and t.key in kept]
    if len(found) < least and view.pack["hashtags_allowed"]:
        names += _more(view, found, least)
    if tuple(names) != view.script.hashtags:
        yield Patch("hashtags", tuple(names))
    caption = untagged(view.script.caption, {t.key for t in found} - kept)
    if {t.key for t in found if t.path == "caption"} - kept:
        yield Patch("caption", caption)


def _worth(view: View, tag: Tag) -> int:
    what = kind(view, tag)
    return _WORTH["brand"] if what in ("health", "related") and is_own(view, tag) else _WORTH.get(what, 9)


def _also(found: tuple[Tag, ...]) -> tuple[str, ...]:
    return ("caption",) if any(t.path == "caption" for t in found) else ()


def _more(view: View, found: tuple[Tag, ...], least: int) -> list[str]:
    """Return tags to fill up with: the topic's, the brand's own, the specialty."""
    given = [t for row in view.brand.hashtags for t in split(row)] if view.brand else []
    field = (view.brand.specialty if view.brand else "") or view.script.brand.specialty
    own = (
        [bare("".join(w[:1].upper() + w[1:] for w in field.split()))]
        if 3 < len(field) <= 24 and field.replace(" ", "").isalpha()
        else []
    )
    taken, more = {t.key for t in found}, list[str]()
    for tag in (*topic_tags(view.topic), *given, *own):
        if key(tag) not in taken and not is_bait(key(tag)) and len(found) + len(more) < least:
            taken.add(key(tag))
            more.append(tag)
    return more


RULE: Rule = Rule(
    code="PO102",
    slug="hashtags",
    raises=(ERROR, WARNING),
    needs=frozenset({"hashtags"}),
    guidance="3 to 5 hashtags without #: topic first, then field and community; for an ad none.",
    messages={
        "advised": "The post has {count} hashtags, those in the caption included; {most} is what this platform advises.",
        "many": "The post has {count} hashtags, those in the caption included; {most} is the most that the platform takes.",
        "few": "The post has {count} hashtag{s}; {least} to {most} tell the platform whom to show it to.",
        "ad": "An ad carries no hashtags (#{tag}).",
    },
    why="The platform takes a few hashtags at most, and with hardly any it cannot tell whom the video is for.",
    fix="code",
    source=Origin(
        "Trade press",
        "TikTok limits a post to five hashtags",
        2025,
        "2026-11-22",
        "several",
        "several independent reports since August 2025; for an ad TikTok for Business, Auction In-Feed Ads, 2024",
    ),
    find=find,
    mend=mend,
    bad=(
        Example(
            {"hashtags": ["KneePain", "KneeHealth", "Running", "Runners", "SportsMedicine", "MythBusting"]},
            "six, each of them good",
            ERROR,
        ),
        Example({"hashtags": ["#KneePain", "running"]}, "two", WARNING),
        Example({"hashtags": ["KneePain", "kneepain", "#KneePain", " ", "#"]}, "one, in three spellings", WARNING),
        Example(
            {"caption": "Knee pain myths #knees #runners #jogging", "hashtags": ["KneePain", "KneeHealth", "Running"]},
            "three more in the caption",
            ERROR,
        ),
        Example(
            {"platform": "shorts", "hashtags": ["KneePain", "KneeHealth", "Running", "Runners", "DocTok", "MedTok"]},
            "six where five is advice, no limit",
            WARNING,
        ),
        Example({"placement": "ad", "hashtags": ["KneePain", "KneeHealth", "Running"]}, "an ad", ERROR),
    ),
    good=(
        Example({"hashtags": ["KneePain", "KneeHealth", "Running", "SportsMedicine", "DocTok"]}, "five"),
        Example(
            {"hashtags": ["KneePain", "#kneepain", "Running", "running", "", "Runners", "DocTok", "KneeHealth"]},
            "five, some of them twice",
        ),
        Example(
            {"hashtags": [], "caption": "The #1 of all knee pain myths. #KneePain #Running #DocTok"},
            "typed in the caption; #1 is a number",
        ),
        Example({"placement": "ad", "hashtags": []}, "an ad without"),
    ),
    cannot="Whether a tag is one that people search for. Tags that the app adds on posting are not in the script.",
)
