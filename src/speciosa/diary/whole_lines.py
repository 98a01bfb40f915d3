"""Lines at the end of a file: whole or not at all, one program at a time, and lasting.

A program may be killed and a computer may lose power between any two steps. So the first byte of
new lines is written last: until then a NUL stands in its place, and whoever reads the file leaves
out everything from there (`finished`).
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from speciosa.errors import InputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_WAIT_S: Final = 0.02
_MOST_WAIT_S: Final = 30.0


@contextmanager
def alone(handle: int, path: Path) -> Iterator[None]:
    """Hold the file for this program alone; the system lets go when the program dies."""
    if fcntl is None:
        with _lock_file(path.with_suffix(".lock")):
            yield
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def _lock_file(lock: Path) -> Iterator[None]:
    """For systems without `flock`: whoever creates the lock file may write."""
    end = time.monotonic() + _MOST_WAIT_S
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > end:
                what, expected = "another program holds the diary", "no other program writing"
                raise InputError(what, "", lock.name, expected, f"delete {lock.name}") from None
            time.sleep(_WAIT_S)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def write_whole(handle: int, text: str) -> None:
    """Write at the end and wait until it is on the disk; after a failure the file is as it was."""
    size = os.fstat(handle).st_size
    try:
        _write_all(handle, text.encode())
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)  # half a line is worse than none
        raise


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def commit_lines(handle: int, text: str) -> None:
    """Write lines at the end, all of them or none, and wait until they are on the disk.

    Args:
        handle: open for writing, not for appending: appending would put the first byte last.
        text: whole lines; a line break at its start ends a last line that has none.
    """
    size = os.fstat(handle).st_size
    lead, first, rest = _split(text.encode())
    start = size + len(lead)
    try:
        os.lseek(handle, size, os.SEEK_SET)
        _write_all(handle, lead)
        os.lseek(handle, start + 1, os.SEEK_SET)
        _write_all(handle, rest)
        os.fsync(handle)
        os.lseek(handle, start, os.SEEK_SET)
        _write_all(handle, first)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _split(data: bytes) -> tuple[bytes, bytes, bytes]:
    """A line break at the start, the byte that makes the lines count, and all others."""
    lead = b"\n" if data.startswith(b"\n") else b""
    data = data.removeprefix(b"\n")
    return lead, data[:1], data[1:]


def finished(data: bytes) -> bytes:
    r"""What was written to the end: all before a line that begins with a NUL.

    >>> finished(b"a,1\n\0,2\n"), finished(b"a\0,1\n")
    (b'a,1\n', b'a\x00,1\n')
    """
    place = data.find(b"\0")
    at_start_of_line = place == 0 or data[place - 1 : place] == b"\n"
    return data[:place] if place >= 0 and at_start_of_line else data


def set_aside(handle: int, whole: int, path: Path) -> None:
    """Move what was never finished, all after the first `whole` bytes, to the end of a file."""
    os.lseek(handle, whole, os.SEEK_SET)
    with os.fdopen(os.dup(handle), "rb") as rest:
        left = rest.read().replace(b"\0", b"").strip()
    if left:
        with path.open("ab") as aside:
            aside.write(left + b"\n")
            aside.flush()
            os.fsync(aside.fileno())
        sync_folder(path.parent)
    os.ftruncate(handle, whole)


def sync_folder(folder: Path) -> None:
    """Make a new file's name last, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
