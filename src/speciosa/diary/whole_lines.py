"""Lines at the end of a file: whole or not at all, one program at a time, and lasting."""

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


def sync_folder(folder: Path) -> None:
    """Make a new file's name last, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
