"""One batch in real time, through the provider as it is, against a host on loopback with a ledger: python -m benchmarks.batch.live

10 requests a second, halved in the midst; 2 % 5xx, 0.5 % resets, 0.5 % cut replies; replies after 1 s on average. Under a minute.
Printed: share of the ideal schedule from the first request on, rejected calls a success, topics lost, generations paid for twice (a reply that the network lost
is one: nobody can know that it was made; a second repair in the same words counts as one too).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.batch.host import Host, ideal
from scriptgen.batching import Drafted, StoppedError, batch
from scriptgen.providers.capability import Capability
from scriptgen.providers.openai import OpenAI
from tests.loopback.ledger import Ledger
from tests.replies import TOPIC, good

JOBS, RPM, MEAN, HALVED_AT = 300, 600.0, 1.0, 18.0
FAULTS = {"error": 0.02, "reset": 0.005, "cut": 0.005}
WARM = 3


def main() -> int:
    """Print the figures; return 1 where a goal is missed."""
    topics = [{"topic": TOPIC, "notes": f"Version {n}."} for n in range(JOBS)]
    content = json.dumps(good())
    with tempfile.TemporaryDirectory() as folder:
        for scale in (WARM, JOBS):  # the first run reads rules, facts and templates
            settings = {"rpm": RPM, "quota": "second", "halved_at": HALVED_AT, "faults": FAULTS, "seconds": (MEAN, 0.5)}
            with Ledger(content, **settings) as server:  # type: ignore[arg-type]
                model = OpenAI("gpt-x", base_url=server.base_url, key="k", capability=Capability())
                error = ""
                try:
                    out = str(Path(folder) / str(scale))
                    found = list(batch(topics[:scale], model=model, out=out, reader="local"))
                except StoppedError as stopped:
                    found, error = [], str(stopped)
                seconds = time.monotonic() - (server.began or 0.0)
    done = sum(isinstance(result, Drafted) for result in found)
    answers = sum(server.answered.values())  # a few topics ask for a repair too
    host = Host("second", RPM, halved_at=HALVED_AT, mean=MEAN)
    share, rejected = done / JOBS * ideal(host, answers, 1) / seconds, server.rejected / max(answers, 1)
    print(f"{JOBS} topics in {seconds:.1f} s with {answers} answers, {done} drafted {error}")
    print(f"share of the ideal schedule    {share:5.3f}   goal 0.95: {'reached' if share >= 0.95 else 'MISSED'}")
    print(f"rejected calls a success       {rejected:5.3f}   goal 0.01: {'reached' if rejected <= 0.01 else 'MISSED'}")
    lost = sum(server.billed.values()) - answers
    print(f"failed by the host {server.failed}, replies lost on the way {lost}, paid twice {server.twice()}")
    return 0 if share >= 0.95 and rejected <= 0.01 and done == JOBS and server.twice() <= lost else 1


if __name__ == "__main__":
    sys.exit(main())
