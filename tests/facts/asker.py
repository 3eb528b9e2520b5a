"""Another process that looks facts up, and tells how many fact files it opened for that."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from scriptgen.facts.files import LIBRARY

CHILD = """
import json, sys
opened = []
sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == "open" else None)
from pathlib import Path
from scriptgen.facts.files import paths
from scriptgen.facts.find import search
from scriptgen.facts.index import heads, pages, stems
print("ready", flush=True)
for line in sys.stdin:
    how, typed, given, library = json.loads(line)
    opened.clear()
    found = search(typed, given) if how == "search" else pages(heads(paths(given)), stems(typed))
    topics = [one.topic for one in found]
    print(json.dumps([topics, sum(str(Path(p).parent) in (given, library) for p in opened)]), flush=True)
"""
Answer = tuple[list[str], int]
"""The topics found, and how many fact files were opened for that."""


class Asker:
    """Another process that looks things up."""

    def __enter__(self) -> Asker:
        command, pipe = [sys.executable, "-c", CHILD], subprocess.PIPE
        self.child = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.child.stdin and self.child.stdout and self.child.stdout.readline() == "ready\n"
        self.to, self.fro = self.child.stdin, self.child.stdout
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.child.communicate(timeout=5)
        finally:
            self.child.kill()

    def tell(self, typed: str, given: Path, how: str = "pages") -> None:
        self.to.write(json.dumps([how, typed, str(given), str(LIBRARY)]) + "\n")
        self.to.flush()

    def answer(self) -> Answer:
        topics, opened = json.loads(self.fro.readline())
        return topics, opened

    def ask(self, typed: str, given: Path, how: str = "pages") -> Answer:
        self.tell(typed, given, how)
        return self.answer()
