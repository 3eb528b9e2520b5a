"""CPU seconds of a topic in a batch against a bare call of the SDK with the same body: python -m benchmarks.batch.cpu [--topics 450] [--profile FILE]

Each side is a process of its own, counted after a warm-up, in turn, three times; both use the SDK's aiohttp transport and the same server on
loopback. The bare loop makes no prompt, checks nothing and writes nothing. Topics are of the whole library, in two wordings; each is
answered by a script that fits it, so that one request mostly does. No name recognition, no classifier.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from scriptgen.facts.files import headers
from tests.loopback import Loopback
from tests.replies import good

WINDOW, WARM, TURNS, GOAL = 64, 60, 3, 1.5
WAYS = ("{}", "what is {}")
REQUEST = re.compile(r'^\{"topic": .*\}$', re.MULTILINE)


def topics(count: int) -> list[str]:
    """Return so many topics: each of the library in each wording, and again with a number."""
    names = [way.format(head.topic) for way in WAYS for head in headers()]
    return [
        names[at % len(names)] + (f", part {at // len(names) + 1}" if at >= len(names) else "") for at in range(count)
    ]


def server() -> Loopback:
    """Return a host that answers each topic with a script of its own."""
    replies = {topic: json.dumps(good(topic)) for topic in topics(len(headers()) * len(WAYS))}

    def answer(body: dict[str, Any]) -> str:
        asked = REQUEST.findall(body["messages"][-1]["content"])
        return replies[json.loads(asked[-1])["topic"].partition(", part ")[0]] if asked else '{"patches": []}'

    return Loopback(answer)


def ours(url: str, names: list[str]) -> Callable[[int], None]:
    """Return what drafts so many of the topics, into a folder of its own."""
    from scriptgen.batching import Drafted, batch
    from scriptgen.providers.capability import Capability
    from scriptgen.providers.openai import OpenAI

    def run(count: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            model = OpenAI("gpt-x", base_url=url, key="k", capability=Capability())
            found = list(batch(names[:count], model=model, out=folder, reader="local", window=WINDOW))
            assert all(isinstance(one, Drafted) for one in found), "a topic was not drafted"

    return run


def bare(url: str, bodies: list[dict[str, Any]]) -> Callable[[int], None]:
    """Return what sends so many of the bodies by the SDK and takes the text out of the replies."""
    import openai

    async def every(count: int) -> None:
        waiting = iter(bodies[:count])
        client = openai.AsyncOpenAI(
            api_key="k", base_url=url, max_retries=0, http_client=openai.DefaultAioHttpClient(trust_env=False)
        )

        async def worker() -> None:
            for body in waiting:
                got = await client.chat.completions.create(**body)
                assert got.choices[0].message.content

        async with client:
            await asyncio.gather(*[worker() for _ in range(WINDOW)])

    return lambda count: asyncio.run(every(count))


def counted(kind: str, url: str, given: Path, profile: str) -> None:
    """Print the CPU seconds of one run in this process, after a warm-up."""
    rows = json.loads(given.read_text(encoding="utf-8"))
    run = ours(url, rows) if kind == "ours" else bare(url, rows)
    run(WARM)
    began = _cpu()
    if profile:
        watch = cProfile.Profile()
        _profiled(watch, lambda: run(len(rows)))
        watch.dump_stats(profile)
    else:
        run(len(rows))
    print(_cpu() - began)


def _profiled(watch: cProfile.Profile, work: Callable[[], None]) -> None:
    import threading

    real = threading.Thread.run

    def run(self: threading.Thread) -> None:  # a batch has a thread of its own
        watch.runcall(real, self)

    threading.Thread.run = run  # type: ignore[method-assign]
    work()
    threading.Thread.run = real  # type: ignore[method-assign]


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print both and their ratio; return 1 where the goal is missed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--topics", type=int, default=450)
    asked.add_argument(
        "--profile", default="", metavar="FILE", help="where cProfile's figures of a batch go; nothing is compared"
    )
    asked.add_argument("--child", nargs=3, metavar=("KIND", "URL", "FILE"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.child:
        kind, url, given = options.child
        counted(kind, url, Path(given), options.profile)
        return 0
    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    with server() as host, tempfile.TemporaryDirectory() as folder:
        files = {kind: Path(folder) / f"{kind}.json" for kind in spent}
        files["ours"].write_text(json.dumps(topics(options.topics)), encoding="utf-8")
        for _ in range(1 if options.profile else TURNS):
            for kind, file in files.items():
                if options.profile and kind == "bare":
                    continue
                told = [sys.executable, "-m", "benchmarks.batch.cpu", "--child", kind, host.base_url, str(file)]
                more = ["--profile", options.profile] if options.profile else []
                done = subprocess.run([*told, *more], stdout=subprocess.PIPE, text=True, check=True)
                spent[kind].append(float(done.stdout) / options.topics * 1000)
                if kind == "ours" and not files["bare"].exists():
                    bodies = [request.body for request in host.requests[-options.topics :]]
                    files["bare"].write_text(json.dumps(bodies), encoding="utf-8")
    for kind, name in (("ours", "a topic of a batch"), ("bare", "a bare call of the SDK")):
        if spent[kind]:
            print(f"{name:<24} {median(spent[kind]):6.2f} ms of CPU, {min(spent[kind]):.2f} at the least")
    if options.profile:
        return 0
    ratio = min(spent["ours"]) / min(spent["bare"])
    print(f"ratio of the least       {ratio:6.2f}    goal {GOAL}: {'reached' if ratio <= GOAL else 'MISSED'}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
