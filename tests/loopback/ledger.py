"""A host with quotas, faults and a ledger of its own: what it billed, by request, whether or not the client ever saw it."""

from __future__ import annotations

import json
import math
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Literal

from tests.loopback.bodies import first_line
from tests.loopback.faults import SCRIPT, Fault
from tests.loopback.server import PROBE, Loopback

__all__ = ["Ledger", "key_of"]


def key_of(body: Mapping[str, Any]) -> str:
    """Return what a request is known by in the ledger: a digest of its messages and its schema."""
    return sha256(json.dumps([body.get("messages"), body.get("response_format")], sort_keys=True).encode()).hexdigest()


class Ledger(Loopback):
    """Answers with `content` as far as its quota allows; `billed` counts generations by key_of(body).

    The quota is by the second (so many each whole second) or by the minute (a bucket that starts full), and is halved `halved_at`
    seconds after the first request. `faults` are shares of the admitted requests by name: error, stall, reset, cut, garbled. `headers`
    says what replies tell of the quota: the truth, nothing, or nonsense.
    """

    def __init__(
        self,
        content: str | Callable[[Mapping[str, Any]], str] = SCRIPT,
        *,
        rpm: float = math.inf,
        quota: Literal["second", "minute"] = "minute",
        halved_at: float = math.inf,
        faults: Mapping[str, float] | None = None,
        headers: Literal["true", "none", "wrong"] = "true",
        seconds: tuple[float, float] = (0.0, 0.0),
        stall: float = 30.0,
        retry_after: str | None = None,
        seed: int = 1,
        **options: Any,
    ) -> None:
        """`seconds` are mean and sigma of the logarithm of how long a reply takes."""
        super().__init__(self._decide, **options)
        self.billed: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        """The part of `billed` whose reply was sent whole."""
        self.rejected = self.failed = self.admitted = 0
        self._content, self._rpm, self._quota, self._halved_at = content, rpm, quota, halved_at
        self._faults, self._tells, self._took, self._stall = dict(faults or {}), headers, seconds, stall
        self._retry_after, self._lots = retry_after, random.Random(seed)
        self.began: float | None = None
        """When the first request came, by time.monotonic()."""
        self._level, self._at, self._second = rpm, 0.0, (-1, 0)
        self._lock = threading.Lock()

    def twice(self) -> int:
        """Return how many generations were billed beyond the first of their kind."""
        return sum(count - 1 for count in self.billed.values())

    def _decide(self, body: dict[str, Any]) -> Fault:
        with self._lock:
            now = time.monotonic()
            self.began = now if self.began is None else self.began
            admitted = self._admit(now - self.began)
            told = self._told(now - self.began)
            if not admitted:
                self.rejected += 1
                limited = Fault.rate_limited(self._retry_after)
                return replace(limited, headers=(*limited.headers, *told))
            self.admitted += 1
            answer = self._fault()
            if answer.charged and first_line(body) != PROBE:
                key = key_of(body)
                self.billed[key] += 1
                self.answered[key] += answer.way in ("whole", "stall") and answer.raw is None
            else:
                self.failed += 1
            if answer.code < 300 and answer.raw is None:
                content = self._content if isinstance(self._content, str) else self._content(body)
                answer = replace(answer, content=content, seconds=answer.seconds or self._seconds())
            return replace(answer, headers=told)

    def _fault(self) -> Fault:
        lot = self._lots.random()
        made = {
            "error": Fault.status(self._lots.choice((500, 502, 503))),
            "stall": Fault.stall(self._stall),
            "reset": Fault.reset,
            "cut": Fault.cut,
            "garbled": Fault.not_json_body,
        }
        for name, share in self._faults.items():
            if lot < share:
                return made[name]
            lot -= share
        return Fault("")

    def _seconds(self) -> float:
        mean, sigma = self._took
        return self._lots.lognormvariate(math.log(mean) - sigma**2 / 2, sigma) if mean else 0.0

    def _limit(self, at: float) -> float:
        return self._rpm / 2 if at >= self._halved_at else self._rpm

    def _admit(self, at: float) -> bool:
        rpm = self._limit(at)
        if rpm == math.inf:
            return True
        if self._quota == "second":
            taken = self._second[1] if self._second[0] == int(at) else 0
            self._second = int(at), taken + (taken < rpm / 60)
            return taken < rpm / 60
        self._level, self._at = min(rpm, self._level + rpm / 60 * (at - self._at)), at
        if self._level < 1:
            return False
        self._level -= 1
        return True

    def _told(self, at: float) -> tuple[tuple[str, str], ...]:
        rpm = self._limit(at)
        if self._tells == "none" or rpm == math.inf:
            return ()
        if self._tells == "wrong":
            value = self._lots.choice(("-1", "0", "many", "1e99"))
            return ("x-ratelimit-limit-requests", value), ("x-ratelimit-remaining-requests", "7")
        left = int(self._level) if self._quota == "minute" else int(rpm) - 1
        return ("x-ratelimit-limit-requests", f"{rpm:.0f}"), ("x-ratelimit-remaining-requests", f"{left}")
