"""The journal and its folder: locks, full disks, folders that cannot be written, network file systems, names."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scriptgen.batching import StoppedError, batch, place
from scriptgen.batching.journal import Journal
from scriptgen.batching.topics import Row
from scriptgen.drafts import Usage
from scriptgen.errors import UsageError
from scriptgen.exchange import Message, ModelReply, ModelRequest


def request(key: str = "k") -> ModelRequest:
    return ModelRequest("draft", 0, (Message("user", "x"),), {}, 10, key)


def registered(journal: Journal, *topics: str) -> list[str]:
    rows = [(n, topic.encode().ljust(16), Row(n + 1, topic)) for n, topic in enumerate(topics)]
    return [entry.name for entry in journal.register(rows)]


NAMES: list[tuple[tuple[str, ...], list[str]]] = [
    (("Knee pain!", "knee  pain", "Knee, pain"), ["knee-pain", "knee-pain--2", "knee-pain--3"]),
    (("knee pain 2", "knee pain", "knee pain "), ["knee-pain-2", "knee-pain", "knee-pain--2"]),
    (("../../etc/passwd", "膝", "CON", "a" * 300), ["etc-passwd", "untitled", "con-topic", "a" * 60]),
    (("gout", "gout"), ["gout", "gout--2"]),
]


@pytest.mark.parametrize(("topics", "names"), NAMES)
def test_names_are_safe_unique_and_the_same_next_time(
    topics: tuple[str, ...], names: list[str], tmp_path: Path
) -> None:
    for _ in range(2):
        with Journal(tmp_path) as journal:
            journal.begin("settings", None)
            assert registered(journal, *topics) == names


def test_an_answer_is_there_after_it_was_written_and_not_before(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.begin("settings", "input")
        registered(journal, "gout")
        number = journal.intent(1, request(), 0, 0.5)
        assert journal.answer("k") is None
        reply = ModelReply("ok", "{}", Usage(requests=1, input_tokens=7, cost=0.25), "m")
        journal.reply(number, reply)
        assert journal.answer("k") == reply and journal.cost() == 0.25


def test_what_was_on_its_way_when_the_process_ended_counts_at_its_worst(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.begin("settings", "input")
        journal.intent(1, request(), 0, 0.5)
    with Journal(tmp_path) as journal:
        journal.begin("settings", "input")
        assert (journal.lost, journal.cost(), journal.answer("k")) == (1, 0.5, None)


def test_the_same_input_is_not_read_again_and_another_is(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        assert journal.begin("settings", "input") == 0
        registered(journal, "gout", "flu", "acne")
        journal.finish(2, "done", {"accepted": True}, "json")
    with Journal(tmp_path) as journal:
        assert journal.begin("settings", "input") == 3 and list(journal.pending()) == [0, 2]
        assert journal.begin("others", "input") == 0 and list(journal.pending()) == []


def test_a_second_process_is_told_of_the_first(tmp_path: Path) -> None:
    program = (
        f"from scriptgen.batching.journal import Journal\nfrom pathlib import Path\nJournal(Path({str(tmp_path)!r}))"
    )
    with Journal(tmp_path):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "another scriptgen batch is at work" in done.stderr
    Journal(tmp_path).__exit__()


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "write_bytes", refuse)  # whoever runs the tests may be root, whom no mode bits stop
    with pytest.raises(UsageError, match="Read-only file system"):
        Journal(tmp_path)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        Journal(tmp_path / "out")


MOUNTS = """\
20 1 8:1 / / rw - ext4 /dev/sda1 rw
21 20 0:30 / /mnt/share rw - nfs4 server:/export rw
22 20 0:31 / /mnt/share/local rw - tmpfs tmpfs rw
23 20 0:32 / /mnt/my\\040files rw - fuse.sshfs host: rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/tmp/out", ""),
        ("/mnt/share/out", "nfs4"),
        ("/mnt/share/local/out", ""),
        ("/mnt/my files/x", "fuse.sshfs"),
        ("/mnt/sharex", ""),
    ],
)
def test_network_file_systems_are_known(folder: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    assert place.network(Path(folder), tmp_path / "mounts") == kind


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "network", lambda folder: "nfs4")
    with pytest.raises(UsageError, match=r"network file system \(nfs4\)"):
        Journal(tmp_path)


def test_a_journal_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / ".scriptgen").mkdir()
    (tmp_path / ".scriptgen" / "journal.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(UsageError, match="cannot be used"):
        Journal(tmp_path)


def test_on_a_full_disk_what_is_on_its_way_is_still_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    with Journal(tmp_path) as journal:
        tries: list[bool] = []

        def work() -> str:
            tries.append((tmp_path / ".scriptgen" / "room").exists())
            if tries[-1]:
                raise sqlite3.OperationalError("database or disk is full")
            return "written"

        assert journal.write(work) == "written" and tries == [True, False] and journal.low
        (tmp_path / ".scriptgen" / "room").write_bytes(b"x")

        def never() -> None:
            raise sqlite3.OperationalError("database or disk is full")

        with pytest.raises(StoppedError, match="is full; free some"):
            journal.write(never)


def test_a_disk_that_fills_up_stops_the_run_and_the_same_call_goes_on(tmp_path: Path) -> None:
    """The largest size of a file stands for the disk: the journal grows beyond it after some topics."""
    topics = [f"knee pain myths {n}" for n in range(40)]
    limits, done = resource.getrlimit(resource.RLIMIT_FSIZE), 0
    results = batch(topics, model="facts", out=tmp_path / "out", to=("json", "yaml", "md", "av"))
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (place.ROOM, limits[1]))
        next(results)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
        with pytest.raises(StoppedError, match="full"):
            for _ in results:
                done += 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert done < 39 and not list((tmp_path / "out").glob(".*.part"))
    rest = list(batch(topics, model="facts", out=tmp_path / "out", to=("json", "yaml", "md", "av")))
    assert len(rest) >= 39 - done
    assert len(list((tmp_path / "out").glob("knee*.json"))) == len(list((tmp_path / "out").glob("knee*.yaml"))) == 40


LOOKS: dict[str, Callable[[Journal, int], object]] = {
    "answer": lambda journal, last: journal.answer(f"k{last}"),
    "forget": lambda journal, last: journal.forget(last),
    "cost": lambda journal, last: journal.cost(last),
    "at": lambda journal, last: journal.at(last - 1),
    "register": lambda journal, _: registered(journal, "a new topic"),
    "finish": lambda journal, last: journal.finish(last, "done", {}),
}


@pytest.mark.parametrize("name", LOOKS)
def test_nothing_that_is_done_for_each_topic_takes_longer_among_many(name: str, tmp_path: Path) -> None:
    def steps(many: int) -> int:
        """Return how many hundreds of steps SQLite takes where so many topics were answered."""
        count = 0

        def step() -> None:
            nonlocal count
            count += 1

        with Journal(tmp_path / str(many)) as journal:
            journal.begin("settings", "input")
            registered(journal, *[f"topic {n}" for n in range(many)])
            for n in range(1, many + 1):
                journal.reply(journal.intent(n, request(f"k{n}"), 0, 0.5), ModelReply("ok", "{}"))
            journal._db.set_progress_handler(step, 100)
            LOOKS[name](journal, many)
            journal._db.set_progress_handler(None, 0)
        return count

    assert steps(600) <= steps(6) + 2
