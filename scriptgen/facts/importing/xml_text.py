"""XML from others, read safely: no entities of its own making, nothing fetched, no bottomless nesting, no bottomless archive."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from scriptgen.errors import InputError

__all__ = ["read_file", "tree"]

_DEEPEST = 100
"""Elements within elements; PubMed's formulas have some 20."""
_LARGEST = 150_000_000
"""Bytes; all health topics of MedlinePlus have some 30 million."""


def tree(data: bytes, what: str, skipped: frozenset[str] = frozenset()) -> Element:
    """Return the root element; raise InputError that starts with `what` where it is no XML or declares entities.

    A DOCTYPE is passed over and never fetched. Elements named in `skipped` are left out with all that they hold.
    """
    builder, parser = TreeBuilder(), expat.ParserCreate()
    depth = hidden = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, hidden
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"{what} nests elements deeper than {_DEEPEST}; nothing of it is read")
        if hidden or (name in skipped and depth > 1):
            hidden += 1
        else:
            builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth, hidden
        depth -= 1
        if hidden:
            hidden -= 1
        else:
            builder.end(name)

    def text(data: str) -> None:
        if not hidden:
            builder.data(data)

    def refuse(*_: object) -> None:
        raise InputError(f"{what} declares entities of its own, which can be a trap; nothing of it is read")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two for encodings that nobody knows
        raise InputError(f"{what} is no whole XML: {error}") from None


def read_file(path: Path) -> bytes:
    """Return the XML of a file, or of the first one in a zip archive; raise InputError where there is none."""
    told = f"the file {path.name!r}"
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{told} has more than {_LARGEST:,} bytes; take a smaller part of it")
        data = path.read_bytes()
        return _unpacked(path, told) if data[:4] == b"PK\x03\x04" else data
    except OSError as error:
        raise InputError(f"cannot read {told}: {error.strerror or error}") from None


def _unpacked(path: Path, told: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            name = next((n for n in archive.namelist() if n.lower().endswith(".xml")), None)
            if name is None:
                raise InputError(f"{told} holds no .xml; take the zip of health topics as it was downloaded")
            with archive.open(name) as inner:
                data = inner.read(_LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        # broken, an unknown method, a password
        raise InputError(f"cannot unpack {told}: {error}") from None
    if len(data) > _LARGEST:
        raise InputError(f"{told} unpacks to more than {_LARGEST:,} bytes; nothing of it is read")
    return data
