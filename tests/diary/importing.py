"""Bringing one file into a diary folder, for tests."""

from pathlib import Path

from speciosa.diary.imported import Wishes
from speciosa.diary.importing import Prepared, prepare, write
from speciosa.diary.readers import inspect


def file(place: Path, name: str, text: str | bytes) -> Path:
    """A file with this text."""
    path = place / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def look(path: Path, folder: Path, **wishes: object) -> Prepared:
    """What an import would do; writes nothing."""
    found = inspect(folder)
    assert found.head is not None
    return prepare(path, Wishes(found.head, **wishes), found.entries)


def bring(path: Path, folder: Path, **wishes: object) -> Prepared:
    """The same, written."""
    prepared = look(path, folder, **wishes)
    assert write(folder, prepared) == len(prepared.new)
    return prepared


def rows(prepared: Prepared) -> list[tuple[object, ...]]:
    """Wall time, kind, what, value, unit and note of each new entry."""
    return [
        (f"{e.at:%m-%dT%H:%M}", e.kind.value, e.what, e.value, e.unit, e.note) for e in prepared.new
    ]


def left(prepared: Prepared) -> dict[str, tuple[int, int]]:
    """Count and first line by reason."""
    return {reason: (seen.count, seen.first_line) for reason, seen in prepared.left.items()}
