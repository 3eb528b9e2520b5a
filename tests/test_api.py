"""The public names, pinned, and what importing them costs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import pytest

import scriptgen

HEAVY = ("openai", "jinja2", "tiktoken", "spacy", "presidio_analyzer", "numpy")


def test_public_names() -> None:
    assert scriptgen.__all__ == [
        "Beat",
        "Brand",
        "Brief",
        "Draft",
        "Finding",
        "InputError",
        "NothingToDraftError",
        "RefusedError",
        "Report",
        "Script",
        "ScriptgenError",
        "Severity",
        "UsageError",
        "__version__",
        "check",
        "draft",
        "export",
        "read",
        "read_file",
        "screen",
    ]
    for name in scriptgen.__all__:
        assert getattr(scriptgen, name) is not None
    with pytest.raises(AttributeError):
        scriptgen.nonsense  # noqa: B018


def test_contract_signatures() -> None:
    assert list(inspect.signature(scriptgen.check).parameters)[:7] == [
        "script",
        "brand",
        "facts",
        "platform",
        "jurisdiction",
        "ignore",
        "reader",
    ]
    assert list(inspect.signature(scriptgen.screen).parameters) == ["text", "where", "brand"]
    assert {"brand", "format", "seconds", "model", "facts", "notes"} <= set(
        inspect.signature(scriptgen.draft).parameters
    )


def modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


HELP = "import sys; sys.argv = ['scriptgen', '--help']\nfrom scriptgen.cli import main\ntry: main()\nexcept SystemExit: pass"
CHECK = "import scriptgen; scriptgen.check({'topic': 'knee pain', 'hook': {'say': 'Does running ruin knees?'}, 'beats': [{'say': 'No.'}]})"


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import scriptgen", (*HEAVY, "pydantic", "typer")),
        (HELP, (*HEAVY, "yaml", "pysubs2", "rapidfuzz")),
        (CHECK, (*HEAVY, "typer", "yaml", "pysubs2")),
    ],
)
def test_light(code: str, absent: tuple[str, ...]) -> None:
    assert not modules(code) & set(absent)


def test_names_survive_the_import_of_every_module() -> None:
    """A submodule of the same name would take a function's place once it is imported."""
    import pkgutil
    from importlib import import_module

    for found in pkgutil.walk_packages(scriptgen.__path__, "scriptgen."):
        if not found.name.endswith("__main__"):
            import_module(found.name)
    assert (
        callable(scriptgen.check)
        and callable(scriptgen.draft)
        and callable(scriptgen.export)
        and callable(scriptgen.screen)
    )
