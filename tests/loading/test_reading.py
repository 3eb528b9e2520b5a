"""Files and bytes: the form is found, and what is no script gets one message that names the file and the next step."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from scriptgen import loading
from scriptgen.errors import InputError
from scriptgen.view import ALL_CHANNELS

JSON = '{"hook": {"say": "Runners, relax."}, "beats": [{"say": "Motion is lotion."}]}'
YAML = "hook:\n  say: Runners, relax.\nbeats:\n  - say: Motion is lotion.\n"
MARKDOWN = "## Hook\n\nRunners, relax.\n\n## Beat 1\n\nMotion is lotion.\n"
PLAIN = "Runners, relax.\n\nMotion is lotion.\n"
SRT = "1\n00:00:00,000 --> 00:00:02,000\nRunners, relax.\n\n2\n00:00:02,000 --> 00:00:04,000\nMotion is lotion.\n"
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nRunners, relax.\n\n00:02.000 --> 00:04.000\nMotion is lotion.\n"
FORMS = {
    ".json": JSON,
    ".yaml": YAML,
    ".yml": YAML,
    ".md": MARKDOWN,
    ".markdown": PLAIN,
    ".txt": PLAIN,
    ".srt": SRT,
    ".vtt": VTT,
}


@pytest.mark.parametrize("named", [True, False], ids=["by suffix", "by its text"])
@pytest.mark.parametrize(("suffix", "text"), FORMS.items(), ids=FORMS)
def test_every_form_is_known(suffix: str, text: str, named: bool) -> None:
    for data in (
        text,
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("utf-16"),
        text.replace("\n", "\r\n"),
    ):
        script, channels, cues = loading.read(data, f"Script{suffix.upper()}" if named else "")
        assert (script.hook.say, [b.say for b in script.beats]) == ("Runners, relax.", ["Motion is lotion."])
        assert (channels == ALL_CHANNELS) is (text in (JSON, YAML))
        assert len(cues) == (2 if text in (SRT, VTT) else 0)


BAD = {
    "empty": (b"", "it is empty; a script needs a hook and at least one beat"),
    "blank": (b"\xef\xbb\xbf \n\t\n", "it is empty"),
    "Latin-1": ("Fièvre".encode("latin-1"), "it is not UTF-8 text; save it as UTF-8"),
    "half a UTF-16 character": (b"\xff\xfea", "it is not UTF-8 text"),
    "binary": (b"\x00\x01\x02", "it is binary, not text"),
    "UTF-32": ("Hi".encode("utf-32"), "it is binary, not text"),
    "Word": (b"PK\x03\x04abc", "it is a Word or zip file; save it as plain text"),
    "PDF": (b"%PDF-1.7", "it is a PDF"),
    "over 1 MB": (b"a" * 1_000_001, "it is longer than 1 MB"),
}


@pytest.mark.parametrize("suffix", ["", ".txt", ".json", ".md"])
@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_what_is_no_text_is_told(data: bytes, message: str, suffix: str) -> None:
    with pytest.raises(InputError, match=f"^my script{suffix}: {message}"):
        loading.read(data, f"my script{suffix}")


def test_half_a_character_in_a_str_is_told() -> None:
    with pytest.raises(InputError, match=r"^the script: it is not UTF-8 text"):
        loading.read("\ud800")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "knee.yml"
    path.write_text(YAML, encoding="utf-8")
    assert loading.read_file(path) == loading.read_file(str(path)) == loading.read(YAML, "x.yml")


def test_files_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    (tmp_path / "big.json").write_bytes(b" " * 2_000_000)
    cases: list[tuple[Path | str, str]] = [
        (tmp_path / "none.json", r"none\.json: there is no such file; check the path"),
        (tmp_path, r": this is a folder; name a file in it"),
        (tmp_path / "big.json", r"big\.json: it is longer than 1 MB"),
        (tmp_path / "big.json" / "x", r": cannot be opened \(Not a directory\); check the path"),
        (tmp_path / ("n" * 5000), r": cannot be opened \(.*; check the path"),
        ("nul\0byte", r"'nul\\x00byte': cannot be opened \(.*null.*; check the path"),
    ]
    for path, message in cases:
        with pytest.raises(InputError, match=message) as told:
            loading.read_file(path)
        assert "\n" not in str(told.value)


def test_a_file_without_permission_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"^x\.md: no permission to read it; change its permissions"):
        loading.read_file("x.md")


def test_json_is_read_without_the_yaml_parser(tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "x.json"
    path.write_text(JSON, encoding="utf-8")
    code = f"import sys; from scriptgen import loading; loading.read_file({str(path)!r})"
    code += "; print('yaml' in sys.modules, 'pysubs2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
