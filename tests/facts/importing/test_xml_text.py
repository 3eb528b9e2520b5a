"""XML that is a trap, or no XML."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scriptgen.errors import InputError
from scriptgen.facts.importing import xml_text
from scriptgen.facts.importing.xml_text import read_file, tree

LAUGHS = b'<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;">]><a>&m;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
PARAMETER = b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]><a/>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LAUGHS, "entities of its own"),
        (OUTSIDE, "entities of its own"),
        (PARAMETER, "entities of its own"),
        (b"<a>" * 5000 + b"</a>" * 5000, "deeper than 100"),
        (b"<a>&nobody;</a>", "is no whole XML"),
        (b"<a><b></a>", "is no whole XML"),
        (b"<?xml version='1.0' encoding='no-such-code'?><a/>", "is no whole XML"),
        (b"<a>\xff</a>", "is no whole XML"),
        (b"", "is no whole XML"),
    ],
)
def test_traps(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=f"^the answer .*{said}"):
        tree(data, "the answer")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE a PUBLIC "-//X//DTD a//EN" "http://127.0.0.1:9/a.dtd"><a>b</a>', "b"),
        (b"<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]><a>b<!-- c --><?d e?><![CDATA[<f>]]></a>", "b<f>"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>".encode("latin-1"), "é"),
        ("<a>é</a>".encode("utf-16"), "é"),
        (b"<a>b<site>c<d>e</d></site>f</a>", "bf"),
    ],
)
def test_what_is_read(data: bytes, said: str) -> None:
    assert "".join(tree(data, "the answer", frozenset(("site",))).itertext()) == said


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_text, "_LARGEST", 10_000)
    big, empty, bomb = tmp_path / "big.xml", tmp_path / "empty.zip", tmp_path / "bomb.zip"
    big.write_bytes(b" " * 10_001)
    for path, name, size in ((empty, "readme.txt", 1), (bomb, "a.xml", 1_000_000)):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, b"0" * size)
    torn = tmp_path / "torn.zip"
    torn.write_bytes(bomb.read_bytes()[:35] + b"\xff" * 25 + bomb.read_bytes()[60:])
    for path, said in (
        (big, "'big.xml' has more than 10,000 bytes"),
        (empty, "'empty.zip' holds no .xml"),
        (bomb, "'bomb.zip' unpacks to more than 10,000"),
        (torn, "cannot unpack the file 'torn.zip'"),
        (tmp_path, "cannot read the file"),
        (tmp_path / "none.xml", "cannot read the file 'none.xml': No such file"),
    ):
        with pytest.raises(InputError, match=said):
            read_file(path)
