"""CL116: somebody pays, gives, owns or shares the sale, and the viewer is not told in time."""

from __future__ import annotations

from collections.abc import Iterator

from scriptgen.rule import ERROR, WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.connections import TRIGGERS, discloses, sign
from scriptgen.view import View


def find(view: View) -> Iterator[Hit]:
    """Look for a sponsor in the script's data or a sign of one in its words, then for words and text that disclose it."""
    sponsor = view.script.sponsor
    if sponsor is None and TRIGGERS.isdisjoint(view.vocabulary):
        return
    signs = [(line, found) for line in view.language if (found := sign(line))]
    first = next((pair for pair in signs if pair[1].sure), signs[0] if signs else None)
    if sponsor is None and first is None:
        return
    blocks = [b for b in view.blocks if b.name != "disclaimer"]
    said = " \n ".join(b.say.low for b in blocks)
    shown = " \n ".join(b.text.low for b in blocks)
    # A script that shows nothing at all is judged by its speech: there is no screen to disclose on.
    missing = [
        what
        for what, text, judged in (("speech", said, bool(said.strip())), ("on-screen text", shown, bool(view.screen)))
        if judged and not discloses(text)
    ]
    if not missing:
        return
    where = " and ".join(missing)
    if first is not None:
        line, found = first
        quote = line.text[found.start : found.end]
        yield line.hit(ERROR if found.sure else WARNING, found.kind, found.start, found.end, quote=quote, where=where)
    elif sponsor is not None:
        values = {"name": sponsor.name or "the sponsor", "relation": sponsor.relation, "where": where}
        yield Hit(ERROR, "hook.say", "main", None, values, ("hook.text",))


RULE: Rule = Rule(
    code="CL116",
    slug="undisclosed-sponsor",
    raises=(ERROR, WARNING),
    guidance="Say and show who pays, gives or owns before recommending anything: 'Ad: they pay me', never in captions alone.",
    messages={
        "main": "The script names {name} ({relation}) as sponsor, but {where} never discloses it: say and show it before the call to action.",
        "code": "{quote!r} sends viewers to a sale that the speaker may share in; {where} does not disclose it: say 'I earn from this' first.",
        "gift": "{quote!r} looks like a gift or a favour; {where} does not disclose it: say 'They gave me this' first.",
        "pay": "{quote!r} hints at a payment; {where} does not disclose it: say 'They pay me' first.",
        "own": "{quote!r} sells the speaker's own product; {where} does not disclose it: say 'I own this' first.",
    },
    why="Viewers weigh praise differently once they know who gains, and the law wants it said where they hear and see it.",
    fix="human",
    source=Origin(
        "Federal Trade Commission",
        "Guides Concerning the Use of Endorsements and Testimonials in Advertising, 16 CFR part 255",
        2023,
        "2026-11-22",
        "primary",
    ),
    find=find,
    bad=(
        Example({"beats[1].say": "These insoles showed up on my desk, and my knees love them."}, "a gift", ERROR),
        Example({"caption": "Knee pain myths. My favorite brace, use code KNEE10."}, "a code in the caption", ERROR),
        Example({"cta.say": "Grab my knee course before it fills up."}, "the speaker's own", ERROR),
        Example(
            {"beats[1].say": "This knee sleeve paid for my new kitchen, so get yourself one."}, "hints alone", WARNING
        ),
        Example({"sponsor": {"name": "KneeCo", "relation": "payment"}}, "a sponsor that nobody hears of", ERROR),
        Example(
            {"beats[1].say": "Ad: the company sent me this brace for free. It is comfy."}, "said, and not shown", ERROR
        ),
    ),
    good=(
        Example(
            {
                "sponsor": {"name": "KneeCo", "relation": "payment"},
                "hook.say": "Paid partnership with KneeCo. Does running ruin your knees?",
                "hook.text": "Paid partnership: KneeCo",
            },
            "said and shown at once",
        ),
        Example({"beats[1].say": "Brands send me braces. I decline them all."}, "refused"),
        Example({"beats[1].say": "Spot a hidden ad by its code and its gushing tone."}, "advice about ads"),
        Example({"cta.say": "The link in my bio goes to the national quitline."}, "public help"),
        Example({"beats[1].say": "My knees ache in every code blue."}, "a code of another kind"),
        Example({"beats[1].say": "The lab sent us her scan, and she gave me a hug."}, "given, and no gift"),
        Example({"beats[1].say": "Any brace will do; I'm not paid by one."}, "a denial"),
    ),
    cannot="Connections that neither the words nor the script's data show; whether the size and time of a disclosure suffice.",
)
