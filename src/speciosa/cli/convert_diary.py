"""A whole diary in another form: folder, zip or JSON."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from speciosa.cli.phrases import counted
from speciosa.diary.diary import Diary
from speciosa.diary.readers import read_diary
from speciosa.diary.source import ENTRIES_FILE, HEAD_FILE
from speciosa.diary.writers import write_folder, write_json, write_zip
from speciosa.errors import InputError, StoreError
from speciosa.texts import say

PACKED: Final = (".json", ".zip")
_OURS: Final = frozenset({HEAD_FILE, ENTRIES_FILE})
_OWNER_ONLY: Final = 0o600


def rewritten_text(source: Path, target: Path, *, preview: bool) -> str:
    """Write a diary in the form that the target's name says; returns the lines to print.

    Args:
        source: a diary in any form; it stays as it is.
        target: a new `.json`, `.zip` or folder; nothing is ever replaced.
        preview: write nothing.
    """
    _refuse_taken(target)
    diary = read_diary(source)
    if not preview:
        _write(diary, target)
    entries = counted(len(diary.entries), "entry")
    if preview:
        first = say("cli.convert.would_be_written", source=source, target=target, entries=entries)
    else:
        first = say("cli.convert.written", source=source, target=target, entries=entries)
    lines = [first]
    if source.suffix.lower() != ".json":
        lines.append(say("cli.convert.remarks_left_out", file=HEAD_FILE))
    lines += _others(source)
    return "\n".join(lines) + "\n"


def _refuse_taken(target: Path) -> None:
    taken = any(target.iterdir()) if target.is_dir() else target.exists()
    if taken:
        expected = "a new name, or a diary folder to add to; nothing is replaced"
        raise InputError("there is something already", "-o", target, expected)


def _others(source: Path) -> Iterator[str]:
    """Files beside the diary that no other form has a place for."""
    if source.is_dir():
        for name in sorted(path.name for path in source.iterdir() if path.name not in _OURS):
            yield say("cli.convert.file_left_out", file=name)


def _write(diary: Diary, target: Path) -> None:
    """The whole file or folder under its name, or nothing."""
    write = _writer(target)
    try:
        held = Path(tempfile.mkdtemp(dir=target.parent, prefix=".speciosa-"))
        try:
            new = held / target.name
            write(diary, new)
            for path in (new, *new.rglob("*")):
                if path.is_file():
                    path.chmod(_OWNER_ONLY)  # nobody else's business
            new.rename(target)
        finally:
            shutil.rmtree(held, ignore_errors=True)
    except OSError as fault:
        raise StoreError(f"{target}: nothing was written: {fault.strerror}.") from fault


def _writer(target: Path) -> Callable[[Diary, Path], None]:
    by_ending = {".json": _write_json, ".zip": write_zip}
    return by_ending.get(target.suffix.lower(), write_folder)


def _write_json(diary: Diary, path: Path) -> None:
    path.write_bytes(write_json(diary).encode())
