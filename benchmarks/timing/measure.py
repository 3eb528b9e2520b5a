"""Check the timing model against a real synthesiser: fit on 50 lines, score on 100 others, at two speeds.

Run: python -m benchmarks.timing.measure   (needs espeak-ng: Debian package espeak-ng; 1.51 was used)
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

from scriptgen.speech import spoken
from scriptgen.timing import WEIGHTS

LINES = Path(__file__).with_name("lines.toml")
FIT = 50
SPEEDS = (130, 170)
"""Words a minute asked of the synthesiser: a calm and a brisk speaker."""


def voiced(text: str, speed: int) -> float:
    """Return the seconds that the synthesiser takes to say `text`, its trailing silence cut off."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "line.wav"
        subprocess.run(["espeak-ng", "-v", "en-us", "-s", str(speed), "-w", str(file), "--", text], check=True)
        with wave.open(str(file)) as sound:
            rate, frames = sound.getframerate(), sound.readframes(sound.getnframes())
    samples = memoryview(frames).cast("h")
    last = next((i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) > 200), 0)
    return last / rate


def features(text: str) -> list[float]:
    """Return what the model counts: syllables, words, inner commas, inner sentence ends."""
    said = spoken(text)
    return [said.syllables, said.words, said.commas, said.stops]


def solve(rows: list[list[float]], wanted: list[float]) -> list[float]:
    """Return the least-squares weights of `rows` for `wanted`, by the normal equations."""
    n = len(rows[0])
    a = [
        [sum(r[i] * r[j] for r in rows) for j in range(n)] + [sum(r[i] * w for r, w in zip(rows, wanted, strict=True))]
        for i in range(n)
    ]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[pivot] = a[pivot], a[i]
        for k in range(n):
            if k != i and a[i][i]:
                factor = a[k][i] / a[i][i]
                a[k] = [x - factor * y for x, y in zip(a[k], a[i], strict=True)]
    return [a[i][n] / a[i][i] for i in range(n)]


def score(name: str, predicted: list[float], real: list[float]) -> None:
    """Print the median absolute error and the bias of a prediction, in percent."""
    errors = [(p - r) / r * 100 for p, r in zip(predicted, real, strict=True)]
    within = sum(abs(e) <= 15 for e in errors)
    print(
        f"  {name:<34} median error {statistics.median(map(abs, errors)):4.1f} %   bias {statistics.median(errors):+5.1f} %   within 15 %: {within}/{len(errors)}"
    )


def main() -> None:
    """Print the figures for both speeds."""
    if not shutil.which("espeak-ng"):
        sys.exit("espeak-ng is not installed; on Debian: apt-get install espeak-ng")
    lines = [row["text"] for row in tomllib.loads(LINES.read_text(encoding="utf-8"))["line"]]
    rows = [features(t) for t in lines]
    shipped = [WEIGHTS.syllable, WEIGHTS.word, WEIGHTS.comma, WEIGHTS.stop]
    for speed in SPEEDS:
        real = [voiced(t, speed) for t in lines]
        weights = solve(rows[:FIT], real[:FIT])
        print(f"espeak-ng at {speed} words a minute; fitted on {FIT} lines, scored on {len(lines) - FIT} others")
        print("  fitted seconds per syllable, word, comma, stop:", ", ".join(f"{w:.3f}" for w in weights))
        score(
            "model, all four weights fitted",
            [sum(f * w for f, w in zip(r, weights, strict=True)) for r in rows[FIT:]],
            real[FIT:],
        )
        base = [sum(f * w for f, w in zip(r, shipped, strict=True)) for r in rows]
        scale = sum(r * b for r, b in zip(real[:FIT], base[:FIT], strict=True)) / sum(b * b for b in base[:FIT])
        score(f"model as shipped, speed x {scale:.2f}", [b * scale for b in base[FIT:]], real[FIT:])
        words = [len(t.split()) for t in lines]
        pace = sum(real[:FIT]) / sum(words[:FIT])
        score("words a minute alone", [w * pace for w in words[FIT:]], real[FIT:])


if __name__ == "__main__":
    main()
