"""One batch in real time, through the provider as it is, against a host on loopback with a ledger: python -m benchmarks.batch.live [--jobs 3000]

24 requests a second, halved in the midst; 2 % 5xx, 0.5 % resets, 0.5 % cut replies; replies after 1 s on average. 3,000 jobs take three minutes.
Printed: share of the ideal schedule from the first request on, also where the calls that the host failed count as calls; what one reaches
in virtual time who sees into the host's quota; rejected calls a success, topics lost, generations paid for twice (a reply that the network
lost is one: nobody can know that it was made; a second repair in the same words counts as one too).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.batch.clients import oracle
from benchmarks.batch.host import Host, ideal
from benchmarks.batch.virtual import run
from scriptgen.batching import Drafted, StoppedError, batch
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback.ledger import Ledger
from tests.replies import TOPIC, good

RPM, MEAN = 1_440.0, 1.0
FAULTS = {"error": 0.02, "reset": 0.005, "cut": 0.005}
WARM = 3


def main() -> int:
    """Print the figures; return 1 where a goal is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--jobs", type=int, default=3_000)
    jobs = asked.parse_args().jobs
    topics = [{"topic": TOPIC, "notes": f"Version {n}."} for n in range(jobs)]
    content, halved_at = json.dumps(good()), jobs / 2 / (RPM / 60)
    with tempfile.TemporaryDirectory() as folder:
        for scale in (WARM, jobs):  # the first run reads rules, facts and templates
            settings = {"rpm": RPM, "quota": "second", "halved_at": halved_at, "faults": FAULTS, "seconds": (MEAN, 0.5)}
            with Ledger(content, **settings) as server:  # type: ignore[arg-type]
                model = OpenAI("gpt-x", base_url=server.base_url, key="k", capability=Capability())
                error = ""
                done = 0
                try:
                    out = str(Path(folder) / str(scale))
                    for result in batch(topics[:scale], model=model, out=out, reader="local"):
                        done += isinstance(result, Drafted)
                        seconds = time.monotonic() - (server.began or 0.0)
                except StoppedError as stopped:
                    error = str(stopped)
    answers = sum(server.answered.values())  # a few topics ask for a repair too
    host = Host("second", RPM, halved_at=halved_at, mean=MEAN, failing=sum(FAULTS.values()))
    share, all_calls = (done / jobs * ideal(host, calls, 1) / seconds for calls in (answers, server.admitted))
    best = ideal(host, jobs, 1) / run(oracle()(host, jobs))[1]
    rejected = server.rejected / max(answers, 1)
    print(f"{jobs} topics in {seconds:.1f} s with {answers} answers, {done} drafted {error}")
    print(f"share of the ideal schedule    {share:5.3f}   goal 0.95: {'reached' if share >= 0.95 else 'MISSED'}")
    print(f"where failed calls are calls   {all_calls:5.3f}")
    print(f"who sees the quota, virtually  {best:5.3f}")
    print(f"rejected calls a success       {rejected:5.3f}   goal 0.01: {'reached' if rejected <= 0.01 else 'MISSED'}")
    lost = sum(server.billed.values()) - answers
    print(f"failed by the host {server.failed}, replies lost on the way {lost}, paid twice {server.twice()}")
    return 0 if share >= 0.95 and rejected <= 0.01 and done == jobs and server.twice() <= lost else 1


if __name__ == "__main__":
    sys.exit(main())
