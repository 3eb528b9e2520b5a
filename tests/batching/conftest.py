"""Shared by the tests of batches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batching.desk import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
