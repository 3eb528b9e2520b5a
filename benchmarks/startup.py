"""Start-up as ratios: python -m benchmarks.startup

Each command runs in turn with a Typer hello-world, A B A B, as a whole process; the ratio is of CPU seconds (user and system), pair by pair.
Goals: scriptgen --help at most 1.2 x, scriptgen check one.json at most 2 x.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from scriptgen.rules.examples import script_with

RUNS = 15
HELLO = "import typer\napp = typer.Typer()\n\n@app.command()\ndef hello(name: str = 'you') -> None:\n    print('hello', name)\n\napp()\n"


def cpu(command: list[str]) -> float:
    """Return the CPU seconds that one run of a command takes, its output thrown away.

    Modules are kept compiled, as pip leaves them: where the shell forbids that, every run would compile scriptgen anew, and not Typer.
    """
    shell = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=shell)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        hello, one = Path(folder) / "hello.py", Path(folder) / "one.json"
        hello.write_text(HELLO, encoding="utf-8")
        one.write_text(json.dumps(script_with({}).model_dump(mode="json")), encoding="utf-8")
        pairs = {
            "hello --help": ([sys.executable, str(hello), "--help"], [sys.executable, str(hello)], None),
            "scriptgen --help": ([sys.executable, "-m", "scriptgen", "--help"], [sys.executable, str(hello)], 1.2),
            "scriptgen --version": (
                [sys.executable, "-m", "scriptgen", "--version"],
                [sys.executable, str(hello)],
                None,
            ),
            "scriptgen check one.json": (
                [sys.executable, "-m", "scriptgen", "check", str(one)],
                [sys.executable, str(hello)],
                2.0,
            ),
            "scriptgen draft acne": (
                [sys.executable, "-m", "scriptgen", "draft", "acne"],
                [sys.executable, str(hello)],
                None,
            ),
            "every public name": (
                [sys.executable, "-c", "import scriptgen; [getattr(scriptgen, n) for n in scriptgen.__all__]"],
                [sys.executable, "-c", "import pydantic"],
                None,
            ),
            "import scriptgen": (
                [sys.executable, "-c", "import scriptgen"],
                [sys.executable, "-c", "import pydantic"],
                None,
            ),
        }
        for name, (command, base, goal) in pairs.items():
            cpu(command), cpu(base)
            rows = [(cpu(command), cpu(base)) for _ in range(RUNS)]
            ratio = statistics.median(a / b for a, b in rows)
            against = "import pydantic" if "pydantic" in base[-1] else "Typer hello-world"
            told = "" if goal is None else f"   goal {goal}: {'reached' if ratio <= goal else 'MISSED'}"
            print(
                f"{name:<26} {ratio:4.2f} x {against}   (median CPU {statistics.median(a for a, _ in rows) * 1000:.0f} ms against {statistics.median(b for _, b in rows) * 1000:.0f} ms){told}"
            )


if __name__ == "__main__":
    main()
