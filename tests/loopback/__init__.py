"""A server on 127.0.0.1 that speaks OpenAI's Chat Completions, fails on request, and keeps a ledger of what it charged."""

from __future__ import annotations

from tests.loopback.bodies import Asked, Billed
from tests.loopback.faults import Fault
from tests.loopback.server import Loopback

__all__ = ["Asked", "Billed", "Fault", "Loopback"]
