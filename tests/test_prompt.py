"""The guidance as templates: complete, static, fed from the rules."""

from __future__ import annotations

import jinja2
import jinja2.meta
import pytest

from scriptgen import prompt, resources
from scriptgen.errors import ScriptgenError
from scriptgen.rules import all_rules

FOLDER = resources.prompts()


def test_every_rule_with_guidance_is_told() -> None:
    text = prompt.system(all_rules())
    for rule in all_rules():
        assert (f"{rule.code} {rule.slug}: {rule.guidance}" in text) == bool(rule.guidance)
    assert "{{" not in text and "{%" not in text


def test_same_bytes_each_time() -> None:
    assert prompt.system(all_rules()) == prompt.system(all_rules())


@pytest.mark.parametrize(
    "words",
    [
        "Hook",
        "muted",
        "prop",
        "trend",
        "livestream",
        "duet or stitch",
        "authorization",
        "general education",
        "no cure",
        "tone of the brand",
    ],
)
def test_guidance_covers(words: str) -> None:
    assert words in prompt.system(all_rules())


def needs(name: str, environment: jinja2.Environment) -> set[str]:
    """Return the variables of a template and of all that it includes."""
    tree = environment.parse((FOLDER / name).read_text(encoding="utf-8"))
    found = jinja2.meta.find_undeclared_variables(tree)
    for other in jinja2.meta.find_referenced_templates(tree):
        assert other
        found |= needs(other, environment)
    return found


@pytest.mark.parametrize("name", [p.name for p in sorted(FOLDER.glob("*.j2"))])
def test_first_line_names_the_variables(name: str) -> None:
    first = (FOLDER / name).read_text(encoding="utf-8").splitlines()[0]
    told = set(first.split("needs: ")[1].split(" #}")[0].split(", "))
    assert "id: " in first and "version: " in first
    assert needs(name, jinja2.Environment()) == told


def test_missing_templates_are_an_error_not_an_empty_prompt(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(resources, "PACKAGE", type(resources.PACKAGE)(str(tmp_path)) / "a")
    with pytest.raises(ScriptgenError, match="install"):
        resources.prompts()
