"""BR102: nobody can see who speaks, or by what right."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.report import Finding
from scriptgen.rule import WARNING, Example, Hit, Origin, Patch, Rule, Unmeasured
from scriptgen.rules.speaker import name_of, named, qualified, same_person
from scriptgen.script import Identity
from scriptgen.view import View

_COPIED = ("name", "handle", "credentials", "specialty")


def find(view: View) -> Iterator[Hit | Unmeasured]:
    """Look for name and credentials in the script's own brand fields first, then in all that is said and read."""
    own = view.script.brand
    brand: Identity = view.brand or own
    given = (brand.name or brand.clinic or own.name).strip()
    credentials = (brand.credentials or own.credentials).strip()
    if not (given or credentials or brand.handle or own.handle):
        yield Unmeasured("the brand gives neither name nor credentials")
        return
    has_name = bool(given) and (given == own.clinic.strip() or same_person(given, own.name))
    if has_name and own.credentials.strip():
        return
    name = name_of(given)
    lines = [line.text for block in view.blocks for line in (block.say, block.text)]
    text = " \n ".join((*lines, view.script.caption, view.script.cover_text, *view.script.hashtags))
    has_name = has_name or named(name, text, own.handle)
    has_right = (
        bool(own.credentials.strip()) or name.organisation or qualified(credentials, name, f"{text} \n {own.name}")
    )
    if has_name and has_right:
        return
    other = bool(own.name.strip()) and not same_person(given, own.name)  # somebody else's script: nothing to copy over
    able = view.brand and not other and (has_name or given) and (has_right or credentials)
    lacks = "credentials" if has_name else "name" if has_right else "both"
    values = {"name": given or "of who speaks", "credentials": f" ({credentials})" if credentials else ""}
    path, also = ("brand.credentials", ()) if has_name else ("brand.name", () if has_right else ("brand.credentials",))
    yield Hit(WARNING, path, lacks, None, values, also, "code" if able else "human")


def mend(view: View, finding: Finding) -> Iterator[Patch]:
    """Copy the brand's identity into the fields of the script that are empty."""
    for name in _COPIED:
        value = getattr(view.brand, name, "")
        if value and not getattr(view.script.brand, name).strip():
            yield Patch(f"brand.{name}", value)


_RUIZ = {"name": "Dr. Ana Ruiz", "credentials": "MD"}

RULE: Rule = Rule(
    code="BR102",
    slug="credentials",
    raises=(WARNING,),
    needs=frozenset({"brand", "text", "caption"}),
    guidance="Show once who speaks: name and credentials, aloud, on screen or in the caption.",
    messages={
        "both": "Neither the name ({name}) nor the credentials{credentials} are anywhere.",
        "name": "The name ({name}) is nowhere: not spoken, on screen, in the caption or among the brand's fields.",
        "credentials": "The credentials{credentials} of {name} are nowhere.",
    },
    why="Viewers judge health advice by who gives it, and medical boards ask for candour about credentials.",
    fix="human",
    source=Origin(
        "Federation of State Medical Boards",
        "Social Media and Electronic Communications",
        2019,
        "2026-11-22",
        "judgement",
        "candour about credentials is theirs; where we look for them is ours",
    ),
    find=find,
    mend=mend,
    bad=(
        Example({"brand": {}}, "neither", WARNING, _RUIZ),
        Example({"brand": {}, "caption": "Knee pain myths, by Ana Ruiz."}, "a name, no credentials", WARNING, _RUIZ),
        Example(
            {"brand": {}, "hook.say": "I'm a doctor: running won't ruin your knees."},
            "a calling, no name",
            WARNING,
            _RUIZ,
        ),
        Example(
            {"brand": {}, "caption": "Ana Ruiz on knee pain myths. Ask your doctor about yours."},
            "'your doctor' is somebody else",
            WARNING,
            _RUIZ,
        ),
        Example({"brand": {"name": "", "handle": "@kneesandmore"}}, "only a handle that says nothing", WARNING),
    ),
    good=(
        Example({}, "both among the script's own fields", None, _RUIZ),
        Example(
            {"brand": {}, "hook.text": "Does running ruin knees? Dr. Ruiz answers"}, "a doctor by title", None, _RUIZ
        ),
        Example(
            {"brand": {}, "caption": "Knee pain myths with Keisha Monroe, Pharm.D."},
            "letters with dots",
            None,
            {"name": "Keisha Monroe", "credentials": "PharmD"},
        ),
        Example(
            {"brand": {}, "cta.say": "I'm Denise, a heart nurse. Send this to a runner."},
            "first name and calling",
            None,
            {"name": "Denise Cole", "credentials": "NP"},
        ),
        Example({"brand": {"name": "Lakeside Dental"}}, "a clinic has no letters", None, {"name": "Lakeside Dental"}),
    ),
    cannot="Whether the credentials are true. A name spoken by ear alone in another spelling is not found.",
)
