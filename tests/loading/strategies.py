"""Scripts and texts that are legal and nasty, for the tests of readers and exporters."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from scriptgen.script import Beat, Consent, Cta, Disclaimer, Hook, Identity, ReplyTo, Script, Source, Sponsor

NASTY = (
    "",
    " ",
    " leads and trails ",
    "two\nlines",
    "\n",
    "\n\nblank lines around\n",
    "ends with a return\r",
    "tab\there",
    "# not a heading",
    "## Hook",
    "---",
    "...",
    "a\n---\nb",
    "**bold** and _under_ and `code`",
    "- **Say:** inside",
    "Say: inside",
    "Seconds: 5",
    "> quoted\n1. one\n- two\n+ three\n=== four",
    '"quoted"',
    '"only at the start',
    '\\"',
    "ends with a backslash\\",
    "\\n is no line break",
    "| a | b |",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "a --> b",
    "&amp; &#35; & &lt",
    "no",
    "yes",
    "null",
    "~",
    "true",
    "0:03",
    "2024-01-01",
    "1_000",
    "0x1f",
    "1e3",
    ".inf",
    "=",
    "<<",
    "&anchor",
    "*alias",
    "!!python/object:os.system",
    "%TAG",
    "@handle",
    "{a: b}",
    "[x, y]",
    "key: value",
    "trailing colon:",
    "a #comment",
    "'single'",
    "👩‍⚕️ works 🦵🏽",
    "العربية מה שלומך",
    "\u200fright to left\u200e",
    "\u202eoverride\u202c",
    "\x00\x01\x1b[31m\x7f\x85\x9f",
    "\u2028line\u2029paragraph",
    "\ufeffmark",
    "\xa0hard space\xa0",
    "\u200b",
    "\uffff\ufffe\U0010ffff",
    "a,b; c",
    "e\u0301 é",
    "x" * 200 + " long",
)

letters = st.characters(codec="utf-8")
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(letters, max_size=20),
    st.text("ab \n\t\"'\\#*-_:|<>`[]()&!.,1\r", max_size=16),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("\n".join),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
)
slugs = st.text(string.ascii_lowercase + string.digits + "_-", min_size=1, max_size=12).filter(lambda s: s[0].isalnum())
seconds = st.none() | st.floats(0, 3600, allow_nan=False) | st.integers(0, 3600).map(float)
words = st.lists(texts, max_size=3).map(tuple)

beats = st.builds(Beat, say=texts, text=texts, show=texts, seconds=seconds, sources=words)
hooks = st.builds(Hook, say=texts.filter(bool), text=texts, show=texts, seconds=seconds, sources=words)
identities = st.builds(Identity, **{name: st.just("") | texts for name in Identity.model_fields})

scripts = st.builds(
    Script,
    topic=texts.map(lambda t: t[:300]),
    format=slugs,
    language=slugs,
    platform=slugs,
    placement=slugs,
    jurisdiction=slugs,
    hook=hooks,
    beats=st.lists(beats, min_size=1, max_size=3).map(tuple),
    cta=st.builds(Cta, say=texts, text=texts, show=texts, seconds=seconds),
    disclaimer=st.builds(Disclaimer, say=texts, text=texts, seconds=seconds),
    caption=texts,
    hashtags=words,
    cover_text=texts,
    sources=st.lists(
        st.builds(
            Source,
            id=texts,
            quote=texts,
            title=texts,
            publisher=texts,
            year=st.none() | st.integers(1000, 2999),
            url=texts,
        ),
        max_size=2,
    ).map(tuple),
    reply_to=st.none() | st.builds(ReplyTo, handle=texts, text=texts),
    consent=st.none() | st.builds(Consent, id=texts, describes=texts, discloses=texts, scope=words),
    sponsor=st.none()
    | st.builds(Sponsor, name=texts, relation=st.sampled_from(["payment", "gift", "ownership", "affiliate"])),
    ai_media=st.booleans(),
    ai_label=st.booleans(),
    brand=identities,
)
