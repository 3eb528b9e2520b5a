"""Jobs through rate-limited hosts in virtual time, side by side: python -m benchmarks.batch.simulate [--long] [--seeds N]

Score: jobs answered / N x ideal seconds / seconds; beside it always the jobs that were lost and the rejected calls a success.
Goals: at least 0.95 of the ideal for 3,000 jobs, at most 0.01 rejected calls a success. The ideal takes replies to be all equally
long; what one could reach who sees into the host's quota stands in a row of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from benchmarks.batch.clients import RESERVED, USED, Client, cookbook, oracle, paced, sdk
from benchmarks.batch.host import Host, ideal
from benchmarks.batch.virtual import run

RPM, TPM = 600.0, 600.0 * 2 * RESERVED


class Row(NamedTuple):
    """One run."""

    share: float
    seconds: float
    lost: int
    rejected: float


HOSTS: dict[str, Callable[[int], Host]] = {
    "by the second": lambda n: Host("second", RPM),
    "by the minute": lambda n: Host("minute", RPM),
    "second, halved, 2 % 5xx": lambda n: Host("second", RPM, halved_at=n / RPM * 30, failing=0.02),
    "minute, halved, 2 % 5xx": lambda n: Host("minute", RPM, halved_at=n / RPM * 30, failing=0.02),
    "second, halved, stale headers": lambda n: Host("second", RPM, halved_at=n / RPM * 30, headers="stale"),
    "second, no headers": lambda n: Host("second", RPM, headers="none"),
    "minute, no headers": lambda n: Host("minute", RPM, headers="none"),
    "second, wrong headers": lambda n: Host("second", RPM, headers="wrong"),
    "minute, tokens bind": lambda n: Host("minute", RPM, tpm=RPM * RESERVED / 2),
    "minute, tokens bind, refunded": lambda n: Host("minute", RPM, tpm=RPM * RESERVED / 2, refunds=True),
}
CLIENTS: dict[str, Client] = {
    "scriptgen, nothing given": paced(),
    "scriptgen, --rpm --tpm": paced(RPM, TPM),
    "knows the host's quota": oracle(),
    "SDK, 2 retries, 50 workers": sdk(50),
    "SDK, 2 retries, 200 workers": sdk(200),
    "cookbook, 100 %": cookbook(RPM, TPM),
    "cookbook, 75 %": cookbook(0.75 * RPM, 0.75 * TPM),
}


def one(host: Host, client: Client, jobs: int) -> Row:
    """Return how a client did."""
    lost, seconds = run(client(host, jobs))
    share = (jobs - lost) / jobs * ideal(host, jobs, USED if host.refunds else RESERVED) / seconds
    return Row(share, seconds, lost, host.rejected / max(1, jobs - lost))


def rows(jobs: int, seeds: int, hosts: list[str], clients: list[str]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield each host with each client and one row a seed."""
    for named in hosts:
        for name in clients:
            made = [replace(HOSTS[named](jobs), seed=seed) for seed in range(1, seeds + 1)]
            yield named, name, [one(host, CLIENTS[name], jobs) for host in made]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--long", action="store_true", help="30,000 jobs beside 3,000")
    asked.add_argument("--seeds", type=int, default=5)
    asked.add_argument("--host", action="append", choices=list(HOSTS))
    asked.add_argument("--ours", action="store_true", help="without the others")
    options = asked.parse_args()
    names = [name for name in CLIENTS if not options.ours or name.startswith(("scriptgen", "knows"))]
    print("share of the ideal schedule, median and worst seed | most jobs lost | most rejected calls a success\n")
    for jobs in (3_000, 30_000) if options.long else (3_000,):
        print(f"{jobs:,} jobs, {RPM:.0f} requests a minute, replies after 6.8 s on average, {options.seeds} seeds")
        for host, client, found in rows(jobs, options.seeds, options.host or list(HOSTS), names):
            share, rejected = median(r.share for r in found), max(r.rejected for r in found)
            lost = max(r.lost for r in found)
            goal = ""
            if client.startswith("scriptgen"):
                goal = "reached" if share >= 0.95 and rejected <= 0.01 and not lost else "MISSED"
            print(
                f"  {host:<30} {client:<28} {share:6.3f} {min(r.share for r in found):6.3f} | {lost:5d} | {rejected:7.4f}  {goal}",
                flush=True,
            )
        print()


if __name__ == "__main__":
    main()
