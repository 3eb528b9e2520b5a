"""Weights from the Hugging Face hub: found in the hub's cache on this machine, or downloaded when that was asked for."""

from __future__ import annotations

import errno
import importlib.util
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from scriptgen.errors import BusyError, UsageError

__all__ = ["INSTALL", "PREFIX", "resolve"]

PREFIX = "hf:"
INSTALL = "install it with pip install 'scriptgen-health[local]'"
_NAME = re.compile(r"hf:(?P<repo>[\w.-]+/[\w.-]+)/(?P<file>[^/\\]+(?:/[^/\\]+)*\.gguf)", re.IGNORECASE)
_PART = re.compile(r"-\d{5}-of-\d{5}\.gguf$", re.IGNORECASE)


class _Weights(NamedTuple):
    repo: str
    file: str

    @property
    def said(self) -> str:
        return f"{self.repo}/{self.file}"


def resolve(name: str, *, download: bool, progress: Callable[[int, int], None] | None = None) -> Path:
    """Return where the weights `hf:owner/repo/file.gguf` lie on this machine; without `download` no socket is opened.

    `progress` is told the bytes that have come and the bytes of the whole file, 0 where the hub doesn't say.
    Raise UsageError for a malformed name, weights that are not here, or what the hub doesn't hand out; BusyError when
    the hub cannot be reached or fails. A connection that is lost is taken up again where it broke, within one call.
    """
    weights = _parsed(name)
    if importlib.util.find_spec("huggingface_hub") is None:
        raise UsageError(f"{name} needs the extra local; {INSTALL}")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # else the client asks the hub for more than the file
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(weights.repo, weights.file)
    if isinstance(found, str):
        return Path(found)
    if not download:
        raise UsageError(f"the weights {weights.said} are not on this machine; --download fetches them from the hub")
    return _fetched(weights, progress)


def _parsed(name: str) -> _Weights:
    match = _NAME.fullmatch(name)
    if match is None or ".." in name:
        raise UsageError(f"{name!r} is no name of weights on the hub; write hf:owner/repo/file.gguf")
    if _PART.search(name):
        raise UsageError(f"{name!r} is one part of several; choose weights that are a single file")
    return _Weights(match["repo"], match["file"])


def _fetched(weights: _Weights, progress: Callable[[int, int], None] | None) -> Path:
    from huggingface_hub import errors, hf_hub_download

    where = os.environ.get("HF_ENDPOINT") or "the hub"
    try:
        return Path(hf_hub_download(weights.repo, weights.file, tqdm_class=_bar(progress)))
    except errors.GatedRepoError:
        raise UsageError(
            f"{weights.repo} is handed out only to those who accepted its terms; accept them on its page and set HF_TOKEN"
        ) from None
    except errors.RepositoryNotFoundError:
        raise UsageError(f"{where} has no public repository {weights.repo}; check the name, or set HF_TOKEN") from None
    except errors.RemoteEntryNotFoundError:
        raise UsageError(f"{weights.repo} has no file {weights.file}; its page lists what it has") from None
    except (errors.LocalEntryNotFoundError, errors.HfHubHTTPError) as error:
        cause = error.__cause__ if isinstance(error, errors.LocalEntryNotFoundError) else error
        if isinstance(cause, errors.OfflineModeIsEnabled):
            raise UsageError(f"{weights.said} cannot be fetched while HF_HUB_OFFLINE is set; unset it") from None
        if not isinstance(cause, errors.HfHubHTTPError):
            raise BusyError(
                f"{where} cannot be reached for {weights.said}; check the connection and HF_ENDPOINT"
            ) from None
        status = cause.response.status_code
        if status in (401, 403):
            raise UsageError(f"{where} refused {weights.said} ({status}); check the name, and HF_TOKEN") from None
        raise BusyError(f"{where} failed on {weights.said} ({status}); try again later") from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UsageError(
                f"the disk is full: {weights.said} does not fit; free some space, or set HF_HOME"
            ) from None
        if error.errno in (errno.EACCES, errno.EROFS):
            raise UsageError(f"the hub's cache cannot be written ({error.strerror}); set HF_HOME") from None
        raise BusyError(f"{weights.said} did not come whole; try again") from None
    except Exception as error:  # the hub's client passes on errors of its HTTP library and of its transfer service
        raise BusyError(f"{weights.said} did not come ({type(error).__name__}); try again") from None


def _bar(progress: Callable[[int, int], None] | None) -> Any:
    """Return a class that the hub's client takes for a progress bar."""

    class Bar:
        def __init__(self, *_: Any, total: int | None = None, initial: int = 0, **__: Any) -> None:
            self.total, self.n = total or 0, initial

        def __enter__(self) -> Bar:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def update(self, count: int) -> None:
            self.n += count
            if progress is not None:
                progress(self.n, self.total)

        def update_transfer(self, *_: object, **__: object) -> None:
            """Hear of bytes on the wire; told are the bytes of the file, and of these only."""

        set_postfix_str = set_transfer_postfix_str = update_transfer

    return Bar
