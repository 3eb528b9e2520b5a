"""scriptgen draft TOPIC: write a checked script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptgen.cli.output import result, say

if TYPE_CHECKING:
    from scriptgen.config import Config
    from scriptgen.drafts import Draft
    from scriptgen.options import Options
    from scriptgen.providers import Provider


def command(
    topic: Annotated[str, typer.Argument(help='What the video is about, such as "knee pain myths".')],
    model: Annotated[
        str | None,
        typer.Option(
            help="Who writes: facts (the bundled library, word for word), openai:<model>, ollama:<model>, local:<file.gguf>. "
            "By default OpenAI where OPENAI_API_KEY or OPENAI_BASE_URL is set, else facts."
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            help="myth_bust, explainer, listicle or demo, with a model also qa_reply or day_in_life; by default what the topic asks for."
        ),
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(help="Length to aim at, 15 to 60, with a model to 180; 45 by default.")
    ] = None,
    brand: Annotated[Path | None, typer.Option(help="Brand file (see scriptgen brand init).")] = None,
    facts: Annotated[
        Path | None, typer.Option(help="Your own fact file or a folder of them; yours win over the bundled ones.")
    ] = None,
    notes: Annotated[
        str,
        typer.Option(help="What to dwell on; a model is given it as data, and facts that share its words come first."),
    ] = "",
    reply_to: Annotated[str | None, typer.Option(help="A viewer's comment that the video answers.")] = None,
    language: Annotated[str, typer.Option(help="Language of the script: en.")] = "en",
    platform: Annotated[str | None, typer.Option(help="tiktok, reels or shorts.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="us, uk, au or eea; by default the brand's.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="The same topic, options and seed give the same script; drawn when left out.")
    ] = None,
    variants: Annotated[
        int, typer.Option(help="Drafts on the topic that really differ, 1 to 10; --out is then a folder.")
    ] = 1,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", help="Print this form instead of the sheet (json, yaml, md, av, srt ...); several with --out."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file, or with several forms into this folder.")
    ] = None,
    raw: Annotated[
        Path | None,
        typer.Option(help="Keep a model's replies in this file, for debugging; numbers and addresses masked."),
    ] = None,
    reader: Annotated[
        str, typer.Option(help="model: the model reads the script over in a request of its own; local: it does not.")
    ] = "model",
    consent: Annotated[
        Path | None, typer.Option(help="A patient's signed authorization (TOML); the script carries it.")
    ] = None,
    redact: Annotated[
        bool,
        typer.Option("--redact", help="Replace what identifies somebody in topic, notes and comment, and say what."),
    ] = False,
    download: Annotated[
        bool,
        typer.Option(
            "--download", help="Fetch the weights that local:hf:owner/repo/file.gguf names, if they are not here."
        ),
    ] = False,
) -> None:
    """Draft a script and print it as a sheet to read."""
    from scriptgen.cli.export import refuse
    from scriptgen.cli.writer import chosen
    from scriptgen.config import load
    from scriptgen.errors import UsageError

    forms = tuple(to or ("json",))
    refuse(forms, out)
    if variants > 1 and to and not out:
        raise UsageError(f"{variants} variants cannot share stdout; name a folder with --out")
    settings = load()
    options: Options = {
        "brand": brand or settings.brand,
        "format": format or settings.format,
        "seconds": settings.seconds if seconds is None else seconds,
        "facts": facts or settings.facts,
        "notes": notes,
        "reply_to": reply_to,
        "language": language,
        "platform": platform or settings.platform or "tiktok",
        "jurisdiction": jurisdiction or settings.jurisdiction,
        "seed": seed,
        "reader": reader,
        "redact": redact,
        "ignore": settings.ignore,
        "consent": consent,
    }
    writer = chosen(model or settings.model, settings, download=download)
    if writer is None:
        drafts = _composed(topic, variants, options)
    else:
        drafts = asked(topic, variants, options, writer, settings, raw)
    for line in drafts[0].redacted:
        say(f"Replaced in {line}")
    for number, done in enumerate(drafts, start=1):
        _tell(done, number if len(drafts) > 1 else 0, bool(to), forms, out)
    raise typer.Exit(0 if all(done.report.accepted for done in drafts) else 1)


def _tell(done: Draft, number: int, printed: bool, forms: tuple[str, ...], out: Path | None) -> None:
    """Print one draft, or write it; of several each has its number."""
    from scriptgen.cli.export import deliver
    from scriptgen.cli.sheet import sheet
    from scriptgen.text import slugify

    if not printed and not out:
        result(f"Variant {number}\n\n{sheet(done)}\n" if number else sheet(done))
        return
    place = out / f"{slugify(done.script.topic)}-{number}.{forms[0]}" if out and number and len(forms) == 1 else out
    if out and number and len(forms) > 1:
        place = out / str(number)
    deliver(done.script, forms, place)
    if out:
        verdict = "Accepted" if done.report.accepted else "Not accepted"
        say(f"{verdict}: {len(done.report.errors)} errors, {done.report.seconds:.0f} s.")


def _composed(topic: str, count: int, options: Options) -> tuple[Draft, ...]:
    """Return drafts from the facts library, and say where they come from."""
    from scriptgen.varying import variants

    options |= {"model": "facts"}
    done = variants(topic, count, **options)
    say(
        f"Drafted from the facts library, word for word (seed {done[0].seed}); no model was asked and nothing was sent."
    )
    if not done[0].reviewed_by:
        say("No clinician has signed these facts yet: read them as you would a colleague's draft.")
    return done


def asked(
    topic: str, count: int, options: Options, writer: Provider, settings: Config, raw: Path | None
) -> tuple[Draft, ...]:
    """Return the drafts that a model writes, and say who was asked and what it took."""
    from scriptgen.cli.asking import Asking, spent
    from scriptgen.varying import variants

    sent = "the topic, your brand and notes, and the facts that fit"
    asking = Asking(sent, raw, (str(options.get("notes")), str(options.get("reply_to") or "")))
    with asking.waiting():
        options |= {"model": writer, "prompts": settings.prompts, "told": asking.told, "recorded": asking.recorded}
        drafts = variants(topic, count, **options)
    done = drafts[0]
    say(spent(done.model, sum((one.usage for one in drafts[1:]), done.usage)))
    if done.report.sourcing == "unsourced":
        say(
            "Unsourced: no facts were given for this topic, so every statement is the model's own. Check each before filming."
        )
    elif not all(one.report.accepted for one in drafts):
        say("What the rules still find is listed below; the script is yours to edit and to check again.")
    return drafts
