"""The public names, pinned, and what importing them costs."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import scriptgen
from scriptgen.options import Options

HEAVY = ("openai", "jinja2", "tiktoken", "spacy", "presidio_analyzer", "numpy")


def test_public_names() -> None:
    assert scriptgen.__all__ == [
        "AccessError",
        "Beat",
        "Brand",
        "Brief",
        "BusyError",
        "CrashError",
        "Draft",
        "Drafted",
        "Failed",
        "Finding",
        "Fixed",
        "InputError",
        "NothingToDraftError",
        "ProviderError",
        "RefusedError",
        "ReplyError",
        "Report",
        "Script",
        "ScriptgenError",
        "Severity",
        "StoppedError",
        "UsageError",
        "__version__",
        "abatch",
        "add_facts",
        "adraft",
        "afix",
        "batch",
        "check",
        "draft",
        "export",
        "fix",
        "read",
        "read_file",
        "screen",
        "variants",
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
    assert {"brand", "format", "seconds", "model", "facts", "notes"} <= Options.__annotations__.keys()
    for function in (scriptgen.draft, scriptgen.adraft):
        assert inspect.signature(function).parameters["options"].annotation == "Unpack[Options]"


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
        ("import scriptgen; [getattr(scriptgen, n) for n in scriptgen.__all__]", (*HEAVY, "asyncio", "typer")),
        ("import scriptgen; scriptgen.draft('acne', model='facts')", (*HEAVY, "asyncio", "rich", "httpx2")),
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


def test_openai_is_imported_in_one_file() -> None:
    package = Path(scriptgen.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "openai" for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "openai")
    }
    assert found == {"providers/connection.py"}
