"""The commands that README.md and docs/ show, run: blocks of ```console with `$ command` lines and what they print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "docs/formats.md", "docs/batch.md")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


class Command(NamedTuple):
    """One command of a document."""

    line: str
    output: str
    """What the document says that it prints, stdout and stderr together; `...` on a line of its own stands for anything."""


def commands(text: str) -> Iterator[Command]:
    """Yield the commands of a document in order; make, git and pip are for the reader's own machine and are left out."""
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            if line.split()[0] not in ("make", "git", "pip", "cd"):
                yield Command(line, output.strip("\n"))


def ran(line: str, folder: Path) -> str:
    """Run one command line in a folder and return what it prints."""
    own = ("OPENAI_", "OLLAMA_", "SCRIPTGEN_")  # a reader's key would answer in the place of the facts library
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(own)},
        "SCRIPTGEN_CACHE": str(folder / ".cache"),
        "SCRIPTGEN_CLASSIFIER": "words",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "PYTHONIOENCODING": "utf-8",
    }
    words = shlex.split(line)
    given = None
    if "<" in words:
        given = (folder / words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    if words[0] == "cat":
        return (folder / words[1]).read_text(encoding="utf-8").strip("\n")
    if words[0] in ("scriptgen", "python"):
        words = [sys.executable, *(["-m", "scriptgen"] if words[0] == "scriptgen" else []), *words[1:]]
    done = subprocess.run(
        words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, input=given, check=False
    )
    return done.stdout.decode("utf-8").strip("\n")


def matches(shown: str, printed: str) -> bool:
    """Return whether a document's output is what was printed: chunk by chunk around its `...` lines."""
    chunks: list[list[str]] = [[]]
    for line in shown.splitlines():
        if line == "...":
            chunks.append([])
        else:
            chunks[-1].append(line)
    lines = printed.splitlines()
    if len(chunks) == 1:
        return chunks[0] == lines
    first, *others, last = chunks
    if lines[: len(first)] != first or (last and lines[-len(last) :] != last):
        return False
    rest = lines[len(first) : len(lines) - len(last)]
    for chunk in others:
        at = next((i for i in range(len(rest)) if rest[i : i + len(chunk)] == chunk), None)
        if at is None:
            return False
        rest = rest[at + len(chunk) :]
    return len(first) + len(last) <= len(lines)


def refreshed(text: str, folder: Path) -> str:
    """Return the document with the outputs that have no `...` in them made anew."""
    for command in commands(text):
        printed = ran(command.line, folder)
        if "\n...\n" not in f"\n{command.output}\n" and command.output != printed:
            old = f"$ {command.line}\n{command.output}\n" if command.output else f"$ {command.line}\n"
            text = text.replace(old, f"$ {command.line}\n{printed}\n" if printed else f"$ {command.line}\n", 1)
    return text
