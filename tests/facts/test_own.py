"""Approved claims of one's own, from a CSV file or a Markdown list."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.errors import InputError
from scriptgen.facts.files import headers, read_facts
from scriptgen.facts.model import FactFile

HEAD = "topic,claim,publisher,title,year,kind,about\n"
ROW = "tendons,Slow loading helps a sore tendon.,NICE,Tendon pain,2022,fact,\n"
NOTE = "\n[1]: NICE, Tendon pain, 2022, https://nice.org.uk/tendon\n"


def read(tmp_path: Path, text: str | bytes, name: str = "tendon-care.csv") -> list[FactFile]:
    """Return the topics of a file with this text."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [read_facts(head) for head in headers(path) if not head.bundled]


def listed(tmp_path: Path, text: str) -> list[FactFile]:
    return read(tmp_path, text + NOTE, "tendon-care.md")


def told(file: FactFile) -> dict[str, list[str]]:
    """Return what a file says, by the lists that hold it."""
    kinds = ("facts", "myths", "actions", "red_flags")
    return {kind: [item.say for item in getattr(file, kind)] for kind in kinds if getattr(file, kind)}


SHEETS = {
    "commas": HEAD + ROW,
    "semicolons": (HEAD + ROW).replace(",", ";"),
    "tabs": (HEAD + ROW).replace(",", "\t"),
    "byte order mark, CRLF": "\ufeff" + (HEAD + ROW).replace("\n", "\r\n"),
    "quoted": HEAD + ROW.replace("Slow loading helps a sore tendon.", '"Slow loading helps a sore tendon."'),
    "line break in a cell": HEAD + ROW.replace("Slow loading helps a sore tendon.", '"Slow loading\nhelps a sore tendon"'),
    "empty rows": HEAD + "\n,,,,,,\n" + ROW + "\n",
    "a cell too many": HEAD + ROW.replace("fact,\n", "fact,,over,there\n"),
    "no full stop": HEAD + ROW.replace("tendon.", "tendon"),
    "other names of the columns": (HEAD + ROW).replace("topic,claim,publisher", " Condition ,STATEMENT,Organisation", 1),
    "a column of nobody's": "Approved by," + HEAD + "Dr. A," + ROW,
    "no kind": HEAD + ROW.replace("fact", ""),
    "a date": HEAD + ROW.replace("2022", "14 March 2022"),
}  # fmt: skip


@pytest.mark.parametrize("text", SHEETS.values(), ids=SHEETS)
def test_sheets(tmp_path: Path, text: str) -> None:
    (file,) = read(tmp_path, text)
    assert (file.topic, told(file)) == ("tendons", {"facts": ["Slow loading helps a sore tendon."]})
    (source,) = file.sources
    assert (source.publisher, source.title, source.year, source.url) == ("NICE", "Tendon pain", 2022, "")


def test_every_column(tmp_path: Path) -> None:
    head = "topic;claim;source;title;url;kind;about;text;show;id;aliases;specialty\n"
    row = 'tendons;"Load, rest; ""load""";NICE;T;https://x.org/a;tip;load it;Load!;A calf raise;my-1;sinew| cord,rope;sports'
    (file,) = read(tmp_path, head + row)
    (item,) = file.actions
    assert (file.aliases, file.specialty) == (("sinew", "cord", "rope"), "sports")
    assert file.sources[0].url == "https://x.org/a"
    assert (item.say, item.title, item.text) == ('Load, rest; "load".', "load it", "Load!")
    assert (item.show, item.id) == ("A calf raise", "my-1")


def test_a_row_that_stands_twice(tmp_path: Path) -> None:
    answer = "tendons,Not for most people.,NICE,Tendon pain,2022,myth,"
    (file,) = read(tmp_path, HEAD + ROW + ROW + f"{answer}Rest heals\n{answer}Ice heals\n{answer}Ice heals\n")
    assert told(file) == {"facts": ["Slow loading helps a sore tendon."], "myths": ["Not for most people."] * 2}
    assert len({item.id for item in file.items}) == 3
    (alone,) = read(tmp_path, HEAD + f"{answer}Rest heals\n")
    assert alone.myths[0].id == file.myths[0].id  # the same claim keeps its id


LISTS = {
    "underlined headings": "Tendons\n=======\n\n- Load it. [1]\n\nMyths\n---\n- Rest heals | Not always. [1]\n",
    "code fences": "# Tendons\n```\n- Not this. [1]\n# nor this\n```\n- Load it. [1]\n## Myths\n~~~~\n- Nor that. [1]\n~~~\n~~~~\n- Rest heals | Not always. [1]\n",
    "a rule is no heading": "# Tendons\n\n- Load it. [1]\n---\n## Myths\n- Rest heals | Not always. [1]\n\n---\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_headings_and_fences_of_a_list(tmp_path: Path, text: str) -> None:
    (file,) = listed(tmp_path, text)
    assert (file.topic.lower(), told(file)) == ("tendons", {"facts": ["Load it."], "myths": ["Not always."]})


SOURCED = [
    "- Load it. [NICE, Tendon pain, 2022](https://x.org/a_(b))",
    "- Load it. ([NICE, Tendon pain, 2022](https://x.org/a_(b)))",
    "- Load it. [2]\n\n[2]: NICE, Tendon pain,\n  2022, https://x.org/a_(b)",
    "- Load it. [2]\n\n[2]: NICE, Tendon\npain, 2022, https://x.org/a_(b).",
    "- Load it. (NICE, Tendon pain, 2022, https://x.org/a_(b))",
]


@pytest.mark.parametrize("text", SOURCED)
def test_addresses_with_parentheses_and_notes_of_two_lines(tmp_path: Path, text: str) -> None:
    (file,) = listed(tmp_path, f"# Tendons\n{text}\n")
    (source,) = file.sources
    assert told(file) == {"facts": ["Load it."]}
    assert (source.publisher, source.title, source.year, source.url) == (
        "NICE",
        "Tendon pain",
        2022,
        "https://x.org/a_(b)",
    )


def test_several_topics(tmp_path: Path) -> None:
    rows = "tendons,Load it.,NICE,A,2020,,\nshins,Rest it.,NICE,A,2020,,\nTENDONS,Ice it.,NICE,A,2021,,\ntendons,Tape it.,NICE,A,2020,,\n"
    tendons, shins = read(tmp_path, HEAD + rows)
    assert (told(tendons), told(shins)) == ({"facts": ["Load it.", "Ice it.", "Tape it."]}, {"facts": ["Rest it."]})
    assert [source.year for source in tendons.sources] == [2020, 2021]
    assert [tendons.source(item.source).year for item in tendons.items] == [2020, 2021, 2020]
    (named,) = read(tmp_path, "claim,source\nLoad it.,NICE\n")
    assert (named.topic, named.sources[0].title) == ("tendon care", "NICE")


KINDS = {
    "fact": ["fact", "Facts", "claim", "Why"],
    "myth": ["myth", "MYTHS", "belief", "common misconceptions"],
    "action": ["action", "Tips", "advice"],
    "red_flag": ["flag", "red flag", "Red-flags", "warning", "urgent"],
}


@pytest.mark.parametrize(("kind", "written"), [(kind, word) for kind, words in KINDS.items() for word in words])
def test_kinds(tmp_path: Path, kind: str, written: str) -> None:
    (file,) = read(tmp_path, f"{HEAD}tendons,Load it.,NICE,A,2020,{written},rest heals tendons\n")
    (marked,) = listed(tmp_path, f"# Tendons\n## {written}\n- rest heals tendons | Load it. [1]\n")
    assert told(file) == told(marked) == {f"{kind}s": ["Load it."]}


FAULTS: list[tuple[str, list[str]]] = [
    (HEAD + ROW + ",Load it.,NICE,A,2020,,\n", ["line 3 has no topic"]),
    (HEAD + "tendons,,NICE,A,2020,,\n" + ROW, ["line 2 has no claim"]),
    (HEAD + "tendons,,,,,,\n", ["line 2 has no claim and no source"]),
    (HEAD + 'tendons,"Load\n\nit.",NICE,A,2020,,\ntendons,Load it.,,,2020,,\n', ["line 5 has no source"]),
    (HEAD + "tendons,They don't.,NICE,A,2020,myth,\n", ["line 2 has no belief"]),
    (HEAD + "tendons,Load it.,NICE,A,2020,tip,\n", ["line 2 has no short title"]),
    (HEAD + "tendons,,NICE,A,2020,,\n" * 3, ["line 2 has", "line 3 has", "line 4 has"]),
    (HEAD + "tendons,,NICE,A,2020,,\n" * 9, ["line 2 has", "line 4 has", "and 6 more"]),
    (HEAD + ROW + "tendons,Load it.,NICE,A,2020,poem,\n", ["line 3", "'poem'", "fact, myth, action, flag"]),
    ("topic,words\ntendons,Load it.\n", ["no column holds the claims", "'claim'", "publisher"]),
    (HEAD, ["no claims"]),
    ("", ["claim"]),
    ("id," + HEAD + f"a,{ROW}a,{ROW.replace('Slow', 'Light')}", ["line 3", "the id 'a' of line 2"]),
    (
        HEAD + '"a\nb","Slow\nloading",,,2020,,\n\ntendons,Load it.,,,2020,,\n',
        ["line 2 has no source", "line 6 has no source"],
    ),
    ("\n\n" + HEAD + "tendons,Load it.,,,2020,,\n", ["line 4 has no source"]),
    ("\n" + HEAD + '"a\nb","Slow\nloading",,,2020,wrong,\n', ["line 3 is of the kind 'wrong'"]),
    (HEAD + "tendons,Load it.,NICE,A,2020,,\xff\n", ["cannot read"]),
    (HEAD + f'tendons,"{"a" * 140_000}",NICE,A,2020,,\n', ["cannot read"]),
]


@pytest.mark.parametrize(("text", "parts"), FAULTS, ids=[", ".join(parts) for _, parts in FAULTS])
def test_faults_of_sheets(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text.encode("latin-1"))
    assert not [part for part in (*parts, "tendon-care.csv") if part not in str(caught.value)], str(caught.value)
    assert ("more" in str(caught.value)) == ("and 6 more" in parts)


SOURCED = {
    "Load it. [NICE, Tendon pain, 2022](https://nice.org.uk/tendon)": "Load it.",
    "Load it ([NICE, Tendon pain, 2022](https://nice.org.uk/tendon)).": "Load it.",
    "Load it. [1]": "Load it.",
    "Load it [^1].": "Load it.",
    "Load it. (NICE, Tendon pain, 2022, https://nice.org.uk/tendon)": "Load it.",
    "Load it (slowly). (Source: NICE, Tendon pain, https://nice.org.uk/tendon, 2022)": "Load it (slowly).",
    "**Load** it [daily](https://x.org), `slowly`. [1]": "Load it [daily](https://x.org), slowly.",
    "Load it,\n  as far as\n  you can. [1]": "Load it, as far as you can.",
    "Load it. (NICE, Tendon pain,\n\t2022, https://nice.org.uk/tendon)": "Load it.",
}


BULLETS = ("- ", "* ", "+ ", "1. ", "12) ", "  - ", "\t- ", "-   ", "3)  ")


@pytest.mark.parametrize(
    ("mark", "bullet", "say"), [(m, *row) for m, row in zip(BULLETS, SOURCED.items(), strict=True)]
)
def test_sources_of_lists(tmp_path: Path, mark: str, bullet: str, say: str) -> None:
    (file,) = listed(tmp_path, f"# Tendons\nSome words.\n\n{mark}{bullet}\n")
    assert told(file) == {"facts": [say]}
    (source,) = file.sources
    assert (source.publisher, source.title, source.year) == ("NICE", "Tendon pain", 2022)
    assert source.url == "https://nice.org.uk/tendon"


DOCUMENTS = {
    "CDC": ("CDC", "CDC", None),
    "CDC, 2019": ("CDC", "CDC", 2019),
    "CDC, Tendons (2019)": ("CDC", "Tendons", 2019),
    "NICE (UK), Tendons, shins, and joints, 2022": ("NICE (UK)", "Tendons, shins, and joints", 2022),
    "NICE, Care of tendons (adults)": ("NICE", "Care of tendons (adults)", None),
    "NICE, Guideline 2016, update, 2022": ("NICE", "Guideline 2016, update", 2022),
}


@pytest.mark.parametrize(("written", "document"), DOCUMENTS.items())
def test_documents_of_lists(tmp_path: Path, written: str, document: tuple[str, str, int | None]) -> None:
    (file,) = listed(tmp_path, f"# Tendons\n- Load it. ({written})\n")
    assert (file.sources[0].publisher, file.sources[0].title, file.sources[0].year) == document


def test_headings_names_and_nested_bullets(tmp_path: Path) -> None:
    text = """\ufeff- Stretch it. [1]
# Tendons #
Also called: sinew, cord
- Load it. [1]
  - Slowly, over weeks. [1]
## Myths
- Rest heals | It does not. [1]
### What happens
- Why so long? | It mends slowly. [1]
# Shins
also known as: shin splints
- Rest it. [1]
## Myths
- Shins break | They do not. [1]
# Wrists
- Tape it. [1]
"""
    first, tendons, shins, wrists = listed(tmp_path, text)
    assert (first.topic, first.aliases, told(first)) == ("tendon care", (), {"facts": ["Stretch it."]})
    assert (tendons.topic, tendons.aliases) == ("Tendons", ("sinew", "cord"))
    assert told(tendons) == {
        "facts": ["Load it.", "Slowly, over weeks.", "It mends slowly."],
        "myths": ["It does not."],
    }
    assert tendons.myths[0].belief == "Rest heals" and tendons.facts[-1].question == "Why so long?"
    assert (shins.topic, shins.aliases, list(told(shins))) == ("Shins", ("shin splints",), ["facts", "myths"])
    assert (wrists.topic, wrists.aliases, told(wrists)) == ("Wrists", (), {"facts": ["Tape it."]})
