"""A host in virtual time: quotas by the second or by the minute, halved in the midst, failures, and how long replies take."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

__all__ = ["Got", "Host", "ideal"]

SPREAD = 0.5
"""Sigma of the logarithm of a reply's seconds: the slowest of a hundred takes some 2.8 times the mean."""
REFUSED = (0.05, 0.3)
"""Seconds, at least and at most, until a 429 or a failure is back."""


class Got(NamedTuple):
    """A reply."""

    status: int
    headers: Mapping[str, str]
    used: int = 0
    """Tokens."""


@dataclass
class Host:
    """Answers `call`; counts what it did."""

    quota: Literal["second", "minute"]
    rpm: float
    halved_at: float = math.inf
    """Seconds after which half of it is left."""
    failing: float = 0.01
    mean: float = 6.8
    headers: Literal["true", "none", "wrong", "stale"] = "true"
    seed: int = 1
    tpm: float = math.inf
    refunds: bool = False
    """Whether tokens that were reserved and not used flow back when the reply is out."""
    rejected: int = 0
    failed: int = 0
    answered: int = 0
    _level: float = field(default=math.nan, init=False)
    _tokens: float = field(default=math.nan, init=False)
    _at: float = field(default=0.0, init=False)
    _second: tuple[int, int] = field(default=(-1, 0), init=False)

    def __post_init__(self) -> None:
        self._lots = random.Random(self.seed)
        self._level, self._tokens = self.rpm, self.tpm

    async def call(self, reserved: int = 0, used: int = 0) -> Got:
        """Return the reply to one request that asks for so many tokens at most and writes so many."""
        now, lots = asyncio.get_running_loop().time(), self._lots
        admitted = self._admit(now, reserved)
        told = self._told(now)
        if not admitted:
            self.rejected += 1
            await asyncio.sleep(lots.uniform(*REFUSED))
            return Got(429, told)
        if lots.random() < self.failing:
            self.failed += 1
            await asyncio.sleep(lots.uniform(*REFUSED))
            return Got(500, told)
        await asyncio.sleep(lots.lognormvariate(math.log(self.mean) - SPREAD**2 / 2, SPREAD))
        self.answered += 1
        self._tokens += (reserved - used) * self.refunds
        return Got(200, told, used)

    def opens(self, tokens: int) -> float:
        """Return the seconds until a request of so many tokens would be admitted, as nobody but the host itself can know."""
        now = asyncio.get_running_loop().time()
        rpm = self._rpm(now)
        if self.quota == "second":
            phase = now + 0.37
            full = self._second[0] == int(phase) and self._second[1] >= rpm / 60
            return int(phase) + 1 - phase + 1e-6 if full else 0.0
        passed = now - self._at
        level, left = self._level + rpm / 60 * passed, self._tokens + self.tpm / 60 * passed
        return (
            max(0.0, (1 - level) / (rpm / 60), (tokens - left) / (self.tpm / 60) if self.tpm < math.inf else 0.0)
            * 1.000001
        )

    def _rpm(self, now: float) -> float:
        return self.rpm / 2 if now >= self.halved_at else self.rpm

    def _admit(self, now: float, tokens: int) -> bool:
        rpm = self._rpm(now)
        if self.quota == "second":
            second = int(now + 0.37)  # a host's seconds begin at some other moment than ours
            taken = self._second[1] if self._second[0] == second else 0
            if taken >= rpm / 60:
                return False
            self._second = second, taken + 1
            return True
        passed, self._at = now - self._at, now
        self._level = min(rpm, self._level + rpm / 60 * passed)
        self._tokens = min(self.tpm, self._tokens + self.tpm / 60 * passed)
        if self._level < 1 or self._tokens < tokens:
            return False
        self._level -= 1
        self._tokens -= tokens
        return True

    def _told(self, now: float) -> dict[str, str]:
        if self.headers == "none":
            return {}
        if self.headers == "wrong":
            value = self._lots.choice(["-1", "0", "many", "1e99", ""])
            return {"x-ratelimit-limit-requests": value, "x-ratelimit-remaining-requests": "7"}
        rpm = self.rpm if self.headers == "stale" else self._rpm(now)
        # What is left of the second's quota is told by no host: they tell the minute's.
        left = max(0.0, self._level) if self.quota == "minute" else rpm - 1
        told = {
            "x-ratelimit-limit-requests": f"{rpm:.0f}",
            "x-ratelimit-remaining-requests": f"{min(left, rpm):.0f}",
            "x-ratelimit-reset-requests": f"{(rpm - left) / rpm * 60000:.0f}ms",
        }
        if self.tpm < math.inf:
            told["x-ratelimit-limit-tokens"] = f"{self.tpm:.0f}"
            told["x-ratelimit-remaining-tokens"] = f"{max(0.0, self._tokens):.0f}"
        return told


def ideal(host: Host, jobs: int, tokens: int) -> float:
    """Return the seconds that a schedule without a fault takes: max(0, N - B) / r + L, piece by piece where the quota is halved;
    `tokens` is what a request costs of the tokens' quota."""
    rpm = min(host.rpm, host.tpm / tokens)
    rate, burst = rpm / 60, rpm if host.quota == "minute" else rpm / 60
    left = max(0.0, jobs - burst)
    if left / rate <= host.halved_at:
        return left / rate + host.mean
    return host.halved_at + (left - rate * host.halved_at) / (rate / 2) + host.mean
