"""When the next request may start: one shared clock for an endpoint, a key and a model. It has none of its own; `now` is given."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping

from scriptgen.batching.adaptive import FIRST, Share, Slots
from scriptgen.batching.quota import Meter, read
from scriptgen.errors import UsageError

__all__ = ["Pacer"]

_FULL = 0.999
"""Share of a limit that is used: a start that comes late must not fall into the quota of the next second."""
_KEPT = 0.995
"""Share of the credit a host tells of that is taken: its count and ours may differ by a few."""
_SMOOTH = 0.25
"""Seconds' worth of starts that may come at once after some came late."""
_FEELER, _MORE = 1.5, 2
"""Seconds in which a host's credit is tried by so many starts a second more than flow back: one that counts by the second rejects those
and no others."""
_DOUBLED = 2.0
"""Seconds in which the pace doubles at which the credit is taken then."""
_ROUND, _LEAST = 2.5, 8
"""Seconds, and successes, that make a round."""
_SOON = 10.0
"""Seconds within which a second rejection shows what went through since the first."""
_DEAF = 1.0
"""Seconds after a rejection in which others tell nothing new: they were on their way already."""
_BACKOFF, _CAP, _LONGEST = 0.5, 20.0, 3600.0
"""Seconds: the first pause of our own after a rejection, the longest of them, and the longest that a host may ask for."""
_OLD = 30.0
"""Seconds in which replies to requests from before a change may come in; they tell what held then."""
_MOST = 10_000


class Pacer:
    """Keeps starts within requests and tokens a minute; where nobody tells the limits, finds out what the host takes.

    Options are kept to as they are; headers count where there is no option, and tell the credit that a host grants at once. Without
    either the number of requests under way grows while it pays; after a first rejection starts are paced at what went through.
    """

    def __init__(self, rpm: float | None = None, tpm: float | None = None, *, start: int = 16) -> None:
        """Take limits a minute, None: learn them; and how many requests may be under way while nothing is known.

        Raise UsageError for a limit that is no number above 0.
        """
        for option, limit in (("--rpm", rpm), ("--tpm", tpm)):
            if limit is not None and not (math.isfinite(limit) and limit > 0):
                raise UsageError(f"{option} {limit:g} is no number a minute; give one above 0, or leave it out")
        self._given = {"requests": rpm, "tokens": tpm}
        self._told: dict[str, int] = {}
        self._heard: dict[str, tuple[int, float]] = {}
        self._meters = {name: Meter() for name in self._given}
        self._taken = dict.fromkeys(self._given, 0)
        self._found: float | None = None
        self._share, self._slots = Share(_FULL, _FULL), Slots(start)
        self._bows, self._trusts, self._lowered = False, True, False
        self._credited: float | None = None
        self._starts: deque[float] = deque(maxlen=256)
        self._held = self._deaf = self._full = -math.inf
        self._cut_at = self._resumed = -math.inf
        self._streak = self._round = self._sent = self._refused = 0
        self._since: float | None = None
        self._apply(0.0)
        for meter in self._meters.values():
            meter.debt = 0.0

    def peek(self, tokens: int, now: float) -> float:
        """Return when a request of so many tokens could start, in seconds of the clock that `now` is of; reserve nothing."""
        at = max(now, self._held)
        for name, units in self._units(tokens):
            at = self._meters[name].ready(units, at)
        if not self._paced() and self._starts:
            at = max(at, self._starts[-1] + self._slots.gap)
        if self._credited is not None and self._starts:
            rates = [(units, self._meters[name].rate) for name, units in self._units(tokens) if self._bursts(name)]
            at = max(at, *[self._starts[-1] + self._step(units / rate, at) for units, rate in rates if rate], at)
        return at

    def _step(self, step: float, at: float) -> float:
        """Return the seconds between two starts that draw on the credit; `step` is in how many seconds as much flows back."""
        tried = at - (self._credited or 0.0) - _FEELER
        return 1 / (1 / step + _MORE) if tried < 0 else step / 2.0 ** min(1 + tried / _DOUBLED, 20.0)

    def ready_at(self, tokens: int, now: float) -> float:
        """Reserve the next start for a request of so many tokens and return when that is; what was reserved first starts first."""
        at = self.peek(tokens, now)
        for name, units in self._units(tokens):
            self._meters[name].take(units, at)
            self._taken[name] += units
        self._starts.append(at)
        self._sent += 1
        return at

    @property
    def pace(self) -> float:
        """Return how many requests may start in a second, of the size that they had so far; 0.0 where that is not known."""
        size = self._taken["tokens"] / max(1, self._taken["requests"])
        rates = [(self._meters["requests"].rate, 1.0), (self._meters["tokens"].rate, max(1.0, size))]
        return min([rate / units for rate, units in rates if rate is not None], default=0.0)

    def settled(self, reserved: int, used: int) -> None:
        """Free the tokens that were reserved and not used."""
        self._meters["tokens"].give(max(0, reserved - used))

    def learned(self, headers: Mapping[str, str], now: float, *, rejected: bool = False) -> None:
        """Take the limits of a reply's headers, names in lower case: senseless ones are ignored; less counts when it is said twice
        running or with a rejection, more when nothing else was said for half a minute."""
        for name in self._given:
            said = read(headers, name)
            if said is None:
                continue
            before, (heard, since) = self._told.get(name), self._heard.get(name, (0, now))
            if said.limit != heard:
                self._heard[name] = said.limit, now
            if said.remaining == 0 and said.reset:
                self._full = now + said.reset
            if said.limit == before:
                continue
            # What was let in before a change may tell of the time before it for as long as it takes to answer.
            news = rejected and before is not None and said.limit < before
            if (
                before is not None
                and not news
                and (said.limit != heard or (said.limit > before and now - since < _OLD))
            ):
                continue
            self._told[name] = said.limit
            if before is not None and said.limit < before and self._obeys(name):
                self._lowered = True
                self._share.undo()
            self._apply(now)
            if before is None:
                self._grant(name, said.remaining, now)

    def rejected(self, retry_after: float | None, now: float) -> None:
        """Hold everything after a 429 for the seconds that the host asks for, None: it doesn't say; then go on more slowly.

        What `learned` makes of the same reply comes first.
        """
        own = min(_CAP, _BACKOFF * 2.0 ** min(self._streak, 10))
        if self._full > now:  # by then it is free again in any case
            own = min(own, self._full - now)
        asks = retry_after is not None and math.isfinite(retry_after) and retry_after > 0
        if asks and retry_after:
            self._held = max(self._held, now + min(retry_after, _LONGEST))
        if now < self._deaf:
            self._drain(now)
            return
        if not asks:
            self._held = max(self._held, now + own)
        self._refused += 1
        self._deaf, self._since = max(now + _DEAF, self._held), None
        self._streak += 1
        self._slow(now)
        self._sent = self._refused = 0
        self._resumed = self._held
        self._drain(now)

    def succeeded(self, now: float) -> None:
        """Count a reply; after a round of them without a rejection more is tried."""
        self._streak = 0
        if self._slots.gap == FIRST:
            self._slots.gap = 0.0
        if self._since is None:
            self._since, self._round = (now if math.isfinite(self._held) or not self._starts else self._starts[0]), 0
        self._round += 1
        seconds = now - self._since
        if self._paced():
            if self._round < _LEAST or seconds < _ROUND:
                return
            if self._share.grow():
                self._apply(now)
        elif self._round < max(self._slots.count, _LEAST):
            return
        else:
            self._slots.grow(self._round / max(seconds, 1e-6))
        self._since, self._round = now, 0

    def slots(self, now: float) -> int:
        """Return how many requests may be under way; where starts are paced there is no bound in effect."""
        return _MOST if self._paced() else self._slots.count

    def _units(self, tokens: int) -> tuple[tuple[str, int], tuple[str, int]]:
        return ("requests", 1), ("tokens", tokens)

    def _paced(self) -> bool:
        return any(meter.rate is not None for meter in self._meters.values())

    def _obeys(self, name: str) -> bool:
        """Return whether what the headers tell is the limit in force."""
        given, told = self._given[name], self._told.get(name)
        return told is not None and (given is None or given == told or (self._bows and told < given))

    def _bursts(self, name: str) -> bool:
        return self._trusts and self._obeys(name)

    def _apply(self, now: float) -> None:
        """Set the meters to the limits in force and the share of them that is used."""
        for name, meter in self._meters.items():
            limit = self._told[name] if self._obeys(name) else self._given[name]
            if limit is None and name == "requests" and self._found is not None:
                limit = self._found * 60
            if limit is not None:
                rate = limit / 60 * self._share.value
                depth = _KEPT * limit if self._bursts(name) else max(1.0, _SMOOTH * rate)
                meter.turn(rate, depth, now)

    def _grant(self, name: str, remaining: int | None, now: float) -> None:
        """Start a meter whose limit the first headers told: what is left at the host may be taken at once."""
        meter = self._meters[name]
        if not self._bursts(name) or meter.rate is None:
            return
        if remaining is None:
            meter.drain(now)
            return
        # What started before this reply came is gone; what flowed back since the first start makes up for it, in part or whole.
        back = meter.rate * (now - self._starts[0]) if self._starts else 0.0
        level = remaining - max(0.0, self._taken[name] - back) - (1 - _KEPT) * self._told[name]
        meter.debt = meter.depth - max(0.0, min(level, meter.depth))
        self._credited = now

    def _drain(self, now: float) -> None:
        """Start anew after a rejection; where no credit is granted, nothing comes together in the pause either."""
        for name, meter in self._meters.items():
            meter.drain(now if self._bursts(name) else max(now, self._held))

    def _slow(self, now: float) -> None:
        """Find the reason for a rejection, and ask for less."""
        self._bows = True
        spare = [
            m.level(now) / m.depth for name, m in self._meters.items() if self._bursts(name) and m.rate is not None
        ]
        if self._credited is not None and spare and min(spare) > 0.05:
            self._trusts = False  # the credit that the host tells of is not there
        elif self._lowered:
            self._lowered = False  # it has told the reason
        elif self._paced():
            if self._found is None:
                self._share.cut(sure=now - self._cut_at > _SOON)
            else:
                self._share.cut(self._passed(now))
            self._cut_at = now
        else:
            recent = [at for at in self._starts if now - at <= 2 * _ROUND]
            self._found = max(len(recent), 1) / max(1.0, now - min(recent, default=now))
            self._share = Share(1.0, math.inf)  # what went through, not what was asked for: nothing to cut
        self._apply(now)

    def _passed(self, now: float) -> float | None:
        """Return what went through since the last rejection, pause included, as a part of what was asked for while nothing paused;
        None where that was long ago."""
        if now - self._cut_at > _SOON or now <= self._resumed:
            return None
        passed = (self._sent - self._refused) / (now - self._cut_at)
        return passed * max(1.0, now - self._resumed) / max(1, self._sent)
