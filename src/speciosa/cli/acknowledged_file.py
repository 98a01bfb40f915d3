"""`acknowledged.csv` beside a diary folder: who has seen which finding. Lines are only added."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from speciosa.diary.source import read_bytes
from speciosa.diary.whole_lines import alone, sync_folder, write_whole
from speciosa.errors import InputError
from speciosa.safety.acknowledge import Acknowledgement
from speciosa.safety.acknowledge_text import ACKNOWLEDGED_FILE, HEADER, line_of, read_lines

_MOST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Stored:
    """What the file holds: records in order, and one problem for each line that is none."""

    acknowledgements: tuple[Acknowledgement, ...] = ()
    problems: tuple[InputError, ...] = ()


def refuse_packed(diary: Path) -> None:
    """Raise InputError for a diary in one file: there is no place beside it."""
    if diary.is_file():
        expected = "a diary folder; a .zip or .json is only read"
        raise InputError("what was seen is kept in the diary's folder", "", str(diary), expected)


def read_acknowledged(folder: Path) -> Stored:
    """Everything that can be read of the file; what cannot be read leaves its finding loud."""
    path = folder / ACKNOWLEDGED_FILE
    if not path.exists():
        return Stored()
    try:
        data = read_bytes(path, _MOST_BYTES)
    except InputError as problem:
        return Stored(problems=(problem,))
    return Stored(*read_lines(data.decode("utf-8-sig", errors="replace")))


def tell_problems(stored: Stored) -> None:
    """One sentence beside the answer for each stored line that cannot be used."""
    for problem in stored.problems:
        print(f"speciosa: {problem}", file=sys.stderr)


def append_acknowledged(folder: Path, new: Iterable[Acknowledgement]) -> None:
    """Add records and wait until they are on the disk: all of them or none.

    Raises:
        InputError: when the file cannot be written; it is then as it was.
    """
    path = folder / ACKNOWLEDGED_FILE
    created = not path.exists()
    lines = "".join(f"{line_of(one)}\n" for one in new)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            with alone(handle, path):
                write_whole(handle, f"{_start(handle)}{lines}")
        finally:
            os.close(handle)
        if created:
            sync_folder(folder)
    except OSError as fault:
        expected = "a folder that can be written to"
        file = ACKNOWLEDGED_FILE
        raise InputError("cannot be written", "", fault.strerror, expected, file=file) from None


def _start(handle: int) -> str:
    """What goes before new lines: the header of an empty file, or the end of a torn line."""
    size = os.fstat(handle).st_size
    if not size:
        return f"{HEADER}\n"
    os.lseek(handle, size - 1, os.SEEK_SET)
    return "" if os.read(handle, 1) == b"\n" else "\n"
