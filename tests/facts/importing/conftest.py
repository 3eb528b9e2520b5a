"""Shared by the tests of importers: no key, no waiting, and no service but those that a test names."""

from __future__ import annotations

import pytest

from scriptgen.facts.importing.pace import PACE


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits that were asked for, in seconds; none of them is waited."""
    found: list[float] = []
    monkeypatch.setattr(PACE, "sleep", found.append)
    monkeypatch.setattr(PACE, "_next", {})
    monkeypatch.delenv("NCBI_API_KEY", raising=False)
    for name in ("SCRIPTGEN_MEDLINEPLUS_URL", "SCRIPTGEN_PUBMED_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody answers there
    return found
