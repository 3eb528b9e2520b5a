"""Weights by their name on the hub: names, the cache, and downloads from a hub on 127.0.0.1."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scriptgen.errors import BusyError, ScriptgenError, UsageError
from scriptgen.providers.hub import resolve
from tests.providers.hub_server import BODY, FILE, REPO, Hub

NAME = f"hf:{REPO}/{FILE}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hf:", "write hf:owner/repo/file.gguf"),
        ("hf:owner", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo/", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo/file.bin", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo//file.gguf", "write hf:owner/repo/file.gguf"),
        ("hf:owner/../file.gguf", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo/../../file.gguf", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo/a\\b.gguf", "write hf:owner/repo/file.gguf"),
        ("hf:owner/re po/file.gguf", "write hf:owner/repo/file.gguf"),
        ("owner/repo/file.gguf", "write hf:owner/repo/file.gguf"),
        ("hf:owner/repo/big-00001-of-00003.gguf", "one part of several"),
    ],
)
def test_a_name_that_is_none_is_told_how_to_be_one(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        resolve(name, download=True)
    assert repr(name) in str(caught.value)


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'scriptgen-health\[local\]'"):
        resolve(NAME, download=True)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Hub]:
    """Return what points the hub's client, with an empty cache and no waiting, at a hub of ours."""
    from huggingface_hub import constants, file_download
    from huggingface_hub.utils import _http

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)  # as resolve does where it is the first to import
    monkeypatch.delenv("HF_TOKEN", raising=False)
    for module in (file_download, _http):
        monkeypatch.setattr(module.time, "sleep", lambda seconds: None)

    def pointed(server: Hub) -> Hub:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        monkeypatch.setattr(constants, "ENDPOINT", server.url)
        template = server.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        return server

    return pointed


@pytest.mark.local
def test_weights_come_only_when_asked_for_and_only_once(hub: Callable[..., Hub]) -> None:
    steps: list[tuple[int, int]] = []
    with hub(Hub()) as server:
        with pytest.raises(UsageError, match=rf"{REPO}/{FILE} are not on this machine; --download"):
            resolve(NAME, download=False)
        assert server.asked == []
        path = resolve(NAME, download=True, progress=lambda done, whole: steps.append((done, whole)))
        assert {asked for _, asked, _ in server.asked} == {f"/{REPO}/resolve/main/{FILE}"}
        before = len(server.asked)
        assert resolve(NAME, download=False) == resolve(NAME, download=True) == path
        assert len(server.asked) == before
    assert path.read_bytes() == BODY
    assert path.name == "tiny.Q4.gguf"
    assert steps[-1] == (len(BODY), len(BODY))


@pytest.mark.local
def test_a_lost_connection_is_taken_up_where_it_broke(hub: Callable[..., Hub], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 10_000)  # the least that is kept
    steps: list[tuple[int, int]] = []
    with hub(Hub(cut=2)) as server:
        path = resolve(NAME, download=True, progress=lambda done, whole: steps.append((done, whole)))
        ranges = [begin for method, _, begin in server.asked if method == "GET"]
    assert path.read_bytes() == BODY
    assert ranges == ["", "bytes=50000-", "bytes=70000-"]
    assert steps[-1] == (len(BODY), len(BODY))


@pytest.mark.local
@pytest.mark.parametrize(
    ("name", "fault", "kind", "said"),
    [
        (NAME, {"status": 404, "code": "RepoNotFound"}, UsageError, f"no public repository {REPO}"),
        (NAME, {"status": 401}, UsageError, "HF_TOKEN"),
        (NAME, {"status": 403}, UsageError, "HF_TOKEN"),
        (NAME, {"status": 401, "code": "GatedRepo"}, UsageError, "accepted its terms"),
        (NAME, {"status": 403, "code": "GatedRepo"}, UsageError, "accepted its terms"),
        (f"hf:{REPO}/other.gguf", {}, UsageError, f"{REPO} has no file other.gguf"),
        ("hf:nobody/nothing/x.gguf", {}, UsageError, "no public repository nobody/nothing"),
        (NAME, {"status": 503}, BusyError, r"\(503\); try again"),
        (NAME, {"status": 500}, BusyError, r"\(500\); try again"),
        (NAME, {"cut": 99}, BusyError, "try again"),
    ],
)
def test_what_the_hub_does_not_hand_out(
    hub: Callable[..., Hub], name: str, fault: dict[str, Any], kind: type[ScriptgenError], said: str
) -> None:
    with hub(Hub(**fault)), pytest.raises(kind, match=said) as caught:
        resolve(name, download=True)
    assert caught.value.__suppress_context__
    assert "\n" not in str(caught.value)


@pytest.mark.local
def test_offline_by_choice(hub: Callable[..., Hub], monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with hub(Hub()) as server, pytest.raises(UsageError, match="HF_HUB_OFFLINE"):
        resolve(NAME, download=True)
    assert server.asked == []


@pytest.mark.local
def test_a_hub_out_of_reach(hub: Callable[..., Hub]) -> None:
    with hub(Hub()) as server:
        pass
    with pytest.raises(BusyError, match=f"{server.url} cannot be reached for {REPO}/{FILE}"):
        resolve(NAME, download=True)


@pytest.mark.local
@pytest.mark.parametrize(("number", "said"), [("ENOSPC", "the disk is full"), ("EACCES", "cannot be written")])
def test_a_disk_that_takes_nothing(
    hub: Callable[..., Hub], monkeypatch: pytest.MonkeyPatch, number: str, said: str
) -> None:
    import errno

    from huggingface_hub import file_download

    def full(*_: object, **__: object) -> None:
        raise OSError(getattr(errno, number), "no")

    monkeypatch.setattr(file_download, "http_get", full)
    with hub(Hub()), pytest.raises(UsageError, match=said):
        resolve(NAME, download=True)


@pytest.mark.local
def test_the_hubs_own_variables_are_honoured(tmp_path: Path) -> None:
    code = f"from scriptgen.providers.hub import resolve; print(resolve({NAME!r}, download=True))"
    with Hub() as server:
        settings = {"HF_ENDPOINT": server.url, "HF_HOME": str(tmp_path / "home"), "NO_PROXY": "127.0.0.1"}
        run = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **settings}, capture_output=True, text=True, timeout=60
        )
    assert run.returncode == 0, run.stderr
    assert {asked for _, asked, _ in server.asked} == {f"/{REPO}/resolve/main/{FILE}"}
    path = Path(run.stdout.strip())
    assert path.is_relative_to(tmp_path / "home") and path.read_bytes() == BODY


@pytest.mark.local
def test_progress_counts_the_file_and_not_the_wire() -> None:
    """The hub's transfer service reports both; the bar must bear what its reporter calls."""
    from types import SimpleNamespace

    from huggingface_hub.utils._xet_progress_reporting import XetDownloadProgressReporter

    from scriptgen.providers.hub import _bar

    steps: list[tuple[int, int]] = []
    bar = _bar(lambda done, whole: steps.append((done, whole)))
    with XetDownloadProgressReporter(reconstruction_desc="x", total=100, log_level=30, tqdm_class=bar) as reporter:
        for done, wire in ((0, 30), (60, 40), (100, 40)):
            reporter.update_progress(
                SimpleNamespace(
                    total_bytes_completed=done,
                    total_transfer_bytes_completed=wire,
                    total_bytes_completion_rate=1.0,
                    total_transfer_bytes_completion_rate=None,
                    total_bytes=100,
                )
            )
    assert steps == [(60, 100), (100, 100)]
