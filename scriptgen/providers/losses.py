"""Why a connection brought no answer, from what the SDK raised."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpx2

from scriptgen.providers.retry import Loss

__all__ = ["loss_of"]


def loss_of(error: BaseException, *, near: bool) -> Loss:
    """Return the loss that an error of the connection means; `near`: the host is this machine."""
    causes = list(_chain(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "certificate"
    if any(isinstance(cause, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)) for cause in causes):
        return "refused" if near else "unreachable"
    return "lost"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
