"""The folder that a run works in: one process at a time, on a disk of this machine, with room to write down what was paid for."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from scriptgen.errors import UsageError

__all__ = ["Ballast", "Lock", "is_full", "make", "network"]

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ceph", "lustre", "glusterfs", "9p"} | {
    f"fuse.{name}" for name in ("sshfs", "glusterfs", "s3fs", "rclone", "gcsfuse")
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
ROOM = 4_000_000
"""Bytes kept free for replies that are on their way when the disk fills up: some two hundred."""


def make(out: Path) -> Path:
    """Return the folder for the run's own files, made where it was not there; raise UsageError where that cannot be."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {str(out)!r} is a file; name a folder")
    folder = out / ".scriptgen"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".writable.{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        if is_full(error):
            raise UsageError(
                f"the disk of {str(out)!r} is full; free some of it, or name another folder with --out"
            ) from None
        raise UsageError(
            f"nothing can be written to {str(out)!r} ({error.strerror or error}); name another folder with --out"
        ) from None
    kind = network(folder)
    if kind:
        raise UsageError(
            f"{str(out)!r} is on a network file system ({kind}), where a journal is not safe; name a folder on a disk of this machine, "
            "and copy the scripts when they are done"
        )
    return folder


def network(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """Return the kind of network file system that a folder is on, "" for a local one and where that cannot be told."""
    if sys.platform == "win32":
        return "a share" if str(folder.resolve()).startswith("\\\\") else ""
    try:
        rows = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    here, best, kind = folder.resolve(), -1, ""
    for row in rows:
        left, _, right = row.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if here.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split()[0]
    return kind if kind in _NETWORK else ""


def is_full(error: BaseException) -> bool:
    """Return whether an error says that there is no room left."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return any(word in str(error) for word in ("disk is full", "disk I/O error"))


class Lock:
    """Held by the one process that works in a folder; the system lets go of it when the process ends, however that is."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raise UsageError where another process has it, or where the disk knows no locks."""
        self._file = (folder / "lock").open("a+b")
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise UsageError(
                    f"another scriptgen batch is at work in {str(folder.parent)!r}; wait for it, or name another folder with --out"
                ) from None
            raise UsageError(
                f"the disk of {str(folder.parent)!r} has no locks, so two runs could pay for the same topics; name a folder on a local disk"
            ) from None

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Ballast:
    """Room on the disk that is given up when it is needed."""

    def __init__(self, folder: Path) -> None:
        """Take the room; where there is not enough, raise UsageError before anything is paid for."""
        self._path = folder / "room"
        try:
            if not self._path.exists() or self._path.stat().st_size < ROOM:
                self._path.write_bytes(bytes(ROOM))
        except OSError as error:
            self._path.unlink(missing_ok=True)
            if not is_full(error):
                raise
            raise UsageError(
                f"the disk of {str(folder.parent)!r} has less than {ROOM // 1_000_000} MB free; free some of it, or name another folder with --out"
            ) from None

    def give(self) -> bool:
        """Give the room up; return whether there was any."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
