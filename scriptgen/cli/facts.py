"""scriptgen facts: find topics, read them, add approved claims, fetch quotations from agencies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from scriptgen.cli.output import result, say, write

if TYPE_CHECKING:
    from scriptgen.facts.model import FactFile

app = typer.Typer(
    help="Find topics and facts, add your own, fetch quotations from agencies.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Own = Annotated[
    Path | None, typer.Option("--facts", help="Your own fact file or a folder of them, beside the bundled.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def _given(facts: Path | None) -> str | Path | None:
    from scriptgen.config import load

    return facts or load().facts


@app.command("search")
def search(
    typed: Annotated[list[str], typer.Argument(help="A topic, a question, a lay word.")],
    facts: Own = None,
    most: Annotated[int, typer.Option("--most", help="Topics to name.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Find the topics that some words may mean, the likeliest first; exit code 2 where there is none."""
    from scriptgen.errors import NothingToDraftError, UsageError
    from scriptgen.facts.find import search as found

    asked = " ".join(typed)
    if most < 1:
        raise UsageError(f"--most {most} names no topic; take 1 or more")
    hits = found(asked, _given(facts), most)
    if as_json:
        rows = [
            {"topic": h.topic, "specialty": h.specialty, "how": h.how, "score": round(h.score, 1), "sure": h.sure}
            for h in hits
        ]
        result(json.dumps(rows, indent=2, ensure_ascii=False))
    if not hits:
        raise NothingToDraftError(f"no topic is near {asked!r}; scriptgen facts list names those that there are")
    if not as_json:
        for hit in hits:
            told = {"name": "by name", "misspelling": "by a name much like it", "words": "by all the words"}[hit.how]
            result(f"{'*' if hit.sure else ' '} {hit.topic:<28} {hit.specialty:<24} {told}")
        if not hits[0].sure:
            say("None is sure enough to draft from without asking; name one of them as the topic.")


@app.command("show")
def show(
    topic: Annotated[list[str], typer.Argument(help="A topic.")], facts: Own = None, as_json: AsJson = False
) -> None:
    """Print all facts on a topic, with their sources."""
    from scriptgen.facts.find import find

    found = find(" ".join(topic), _given(facts))
    result(json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False) if as_json else _page(found))


def _page(facts: FactFile) -> str:
    signed = f"signed by {facts.reviewed_by}" if facts.reviewed_by else "not yet signed by a clinician"
    lines = [
        f"{facts.topic} ({facts.specialty or 'no specialty'}, {signed})",
        f"also: {', '.join(facts.aliases) or '-'}",
    ]
    groups = (
        ("Myths and their answers", [(f"{m.belief}: {m.say}", m) for m in facts.myths]),
        ("Facts", [(f.say, f) for f in facts.facts]),
        ("What to do", [(f"{a.title}: {a.say}", a) for a in facts.actions]),
        ("When to be seen", [(f.say, f) for f in facts.red_flags]),
        ("Quotations, for a model to rest on", [(f"“{q.say}”", q) for q in facts.quotes]),
    )
    for title, rows in groups:
        if rows:
            lines += ["", title, *(f"  {item.id}: {text} [{item.source}]" for text, item in rows)]
    if facts.demo:
        lines += [
            "",
            f"To show: {facts.demo.title}",
            *(f"  {step.id}: {step.say} [{step.source}]" for step in facts.demo.steps),
        ]
    lines += ["", "Sources"]
    lines += [f"  [{s.id}] {s.publisher}. {s.title}. {s.year or 'no year'}. {s.url}".rstrip() for s in facts.sources]
    return "\n".join(lines)


@app.command("list")
def topics(facts: Own = None, as_json: AsJson = False) -> None:
    """List all topics with their specialties."""
    from scriptgen.facts.files import headers

    heads = sorted(headers(_given(facts)), key=lambda head: (head.specialty, head.topic))
    if as_json:
        rows = [{"topic": h.topic, "specialty": h.specialty, "aliases": h.aliases, "bundled": h.bundled} for h in heads]
        result(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for head in heads:
        result(f"{head.topic:<30} {head.specialty}{'' if head.bundled else ' (yours)'}")
    say(f"{len(heads)} topics, {len({h.specialty for h in heads if h.specialty})} specialties")


@app.command("add")
def add(
    files: Annotated[list[Path], typer.Argument(help="Fact files: TOML, CSV, or a Markdown list with sources.")],
    folder: Annotated[
        Path | None, typer.Option("--to", help="Where to keep them; by default your own facts folder.")
    ] = None,
) -> None:
    """Check approved claims of your own and keep them where every draft finds them; exit code 1 where a claim breaks a rule."""
    from scriptgen.config import facts_folder
    from scriptgen.errors import InputError
    from scriptgen.facts_check import add_facts

    code = 0
    for file in files:
        try:
            added = add_facts(file, folder or facts_folder())
        except InputError as error:
            typer.echo(f"scriptgen: {error}", err=True)
            code = 2
            continue
        for fault in added.faults:
            result(f"{fault.severity.value:<8} {fault.code} {fault.topic}, {fault.id}: {fault.message}")
        if added.kept:
            replaced = f", in the place of the bundled facts on {', '.join(added.replaces)}" if added.replaces else ""
            say(f"Kept {added.path}: {', '.join(added.topics)}{replaced}.")
        else:
            say(f"Not kept: {file}. Mend the errors, and add it again.")
            code = max(code, 1)
    raise typer.Exit(code)


@app.command("import")
def fetch(
    source: Annotated[str, typer.Argument(help="medlineplus or pubmed.")],
    asked: Annotated[list[str], typer.Argument(help="A topic; for PubMed also the numbers of abstracts (PMID).")],
    file: Annotated[
        Path | None, typer.Option("--from", help="Read this XML file instead of asking the web service.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the fact file here; by default into your own facts folder.")
    ] = None,
    most: Annotated[int, typer.Option("--most", help="Documents to take.")] = 5,
    language: Annotated[str, typer.Option(help="en; for MedlinePlus also es.")] = "en",
) -> None:
    """Fetch quotations with their sources as a fact file: a model's draft may rest on them, no script repeats them."""
    from scriptgen.config import facts_folder
    from scriptgen.errors import UsageError
    from scriptgen.facts.importing import SOURCES, as_toml
    from scriptgen.facts.importing import fetch as fetched
    from scriptgen.text import slugify

    if language not in ("en", "es"):
        raise UsageError(f"language {language!r} cannot be had; take en or es")
    if file is None and source in SOURCES:
        host = urlsplit(SOURCES[source].SERVICE.address()).hostname
        say(f"Asking {host} for {' '.join(asked)!r}.")
    facts = fetched(source, " ".join(asked), file=file, most=most, language="es" if language == "es" else "en")
    for note in facts.notes:
        say(note)
    target = out or facts_folder() / f"{slugify(facts.topic)}-{source}.toml"
    write(target, as_toml(facts))
    say(f"Wrote {target}: {len(facts.quotes)} quotations on {facts.topic}. A model's draft may rest on them.")
