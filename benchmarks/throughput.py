"""In-process checks a second on one core, and how they grow: python -m benchmarks.throughput

Every script is different text (drawn from the facts library one word of every line replaced by another of the library), so that caches of lines do not flatter.
Goals: at least 2,000 scripts a second, aim 5,000; linear in the input.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import time
from functools import lru_cache
from typing import Any

import scriptgen
from scriptgen.brief import FORMATS
from scriptgen.facts.files import headers, read_facts
from scriptgen.script import Script

COUNT = 1200
ROUNDS = 5


def different() -> list[Script]:
    """Return COUNT scripts of which no two share a spoken line."""
    made = [
        scriptgen.draft(h.topic, format=f, seed=s).script for h, f, s in itertools.product(headers(), FORMATS, range(2))
    ]
    found = []
    for i, script in zip(range(COUNT), itertools.cycle(made), strict=False):
        data = script.model_dump()
        for block in (data["hook"], *data["beats"], data["cta"], data["disclaimer"]):
            for channel in ("say", "text", "show"):
                if block.get(channel):
                    block[channel] = _varied(block[channel], i)
        data["caption"] = _varied(data["caption"], i)
        found.append(Script.model_validate(data))
    return found


@lru_cache(maxsize=1)
def _words() -> list[str]:
    said = " ".join(item.say for head in headers() for item in read_facts(head).items)
    return sorted({w for w in said.split() if w.isalpha() and w.islower() and len(w) > 3})


def _varied(text: str, i: int) -> str:
    words = text.split()
    plain = [n for n, word in enumerate(words) if word.isalpha()] or [0]
    words[plain[len(plain) // 2]] = _words()[(i * 7 + len(text)) % len(_words())]
    return " ".join(words)


def rate(scripts: list[Script]) -> float:
    """Return checks a second over scripts seen for the first time."""
    start = time.process_time()
    for script in scripts:
        scriptgen.check(script)
    return len(scripts) / (time.process_time() - start)


def typed(scripts: list[Script]) -> float:
    """Return checks a second of scripts in which a word is added to one line before each check, as an editor asks for them."""
    keyed = []
    for script in scripts:
        data = script.model_dump()
        say = data["beats"][-1]["say"]
        for n in range(1, 9):
            data["beats"][-1]["say"] = f"{say} {' '.join(_words()[:n])}"
            keyed.append(Script.model_validate(data))
    return rate(keyed)


def grown(times: int) -> dict[str, Any]:
    """Return a script whose beats are repeated, each with other words."""
    beats = [
        {
            "say": f"Strong thighs take stress off knee number {i}, and that helps on stairs.",
            "text": f"Strong thighs help, {i}",
            "show": f"Squat {i}; side view",
        }
        for i in range(times)
    ]
    return {
        "topic": "knee pain",
        "hook": {"say": "Do strong thighs help knees?", "text": "Strong thighs?"},
        "beats": beats,
        "caption": "Knee pain.",
    }


def main() -> None:
    """Print the figures: of the patterns, and what the words of the classifier cost beside them."""
    os.environ["SCRIPTGEN_CLASSIFIER"] = "off"
    scriptgen.check(scriptgen.draft("acne", seed=0).script)
    scripts = different()
    size = statistics.mean(len(s.model_dump_json()) for s in scripts)
    parts = [scripts[i::ROUNDS] for i in range(ROUNDS)]
    rates = [rate(part) for part in parts]
    again = rate([script for script in scripts[:40] for _ in range(10)])
    keyed = typed(scripts[40:70])
    best = statistics.median(rates)
    print(
        f"check, every script new   {best:7.0f} a second on one core (median of {ROUNDS} x {len(parts[0])}; {size:.0f} bytes of JSON each)   goal 2000: {'reached' if best >= 2000 else 'MISSED'}, aim 5000"
    )
    print(f"check, one script again and again {again:7.0f} a second; while one line of it is typed {keyed:7.0f}")
    os.environ["SCRIPTGEN_CLASSIFIER"] = "words"
    scriptgen.check(scripts[0])
    print(f"with the words of the classifier {rate(parts[1]):7.0f} a second")
    os.environ["SCRIPTGEN_CLASSIFIER"] = "off"
    dumped = [json.dumps(s.model_dump(mode="json")).encode() for s in scripts[:400]]
    start = time.process_time()
    for data in dumped:
        Script.model_validate_json(data)
    print(
        f"check takes {(1 / best) / ((time.process_time() - start) / len(dumped)):.0f} x the time of reading the JSON"
    )
    spent = {}
    for times in (25, 50, 100, 200):
        script = Script.model_validate(grown(times))
        best_of = []
        for _ in range(5):
            start = time.process_time()
            scriptgen.check(script)
            best_of.append(time.process_time() - start)
        spent[times] = min(best_of)
    print(
        "seconds a beat at 25, 50, 100, 200 beats, against 25: "
        + ", ".join(f"{spent[t] / t / (spent[25] / 25):.2f}" for t in spent)
    )


if __name__ == "__main__":
    main()
