"""A diary as it lies in a file: pieces of text, nothing checked yet. Readers give this."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from speciosa.errors import InputError
from speciosa.registry import Registry

HEAD_FILE: Final = "diary.toml"
ENTRIES_FILE: Final = "entries.csv"
CUT_OFF_FILE: Final = "entries-cut-off.txt"  # what was never finished, for a person to look at
MOST_BYTES: Final = {HEAD_FILE: 1_000_000, ENTRIES_FILE: 20_000_000}
MOST_JSON_BYTES: Final = 40_000_000  # the same entries take about twice the room as JSON


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as typed; `number` is its line in the CSV or its position in the JSON."""

    number: int
    at: object
    kind: object
    what: object
    value: object
    unit: object
    note: object
    id: object


def _no_line(_path: tuple[str, ...]) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Source:
    """Everything a reader found, and what already went wrong."""

    head: dict[str, Any]
    head_file: str
    rows: tuple[Row, ...]
    rows_file: str
    problems: tuple[InputError, ...] = ()
    line_of: Callable[[tuple[str, ...]], int] = _no_line  # where a key of the head stands
    cut_off: bool = False  # the end of the file was never finished


# Key: how the path ends, `/` for a folder.
readers: Registry[Callable[[Path], Source]] = Registry("speciosa.diary.readers")


def read_bytes(path: Path, most_bytes: int) -> bytes:
    """The file's bytes; raises InputError when it is missing or too large, before reading it."""
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise too_large(path.name, size, most_bytes)
        return path.read_bytes()
    except OSError as fault:
        raise InputError(
            "cannot be opened", "", fault.strerror, "a file that can be read", file=path.name
        ) from None


def too_large(file: str, size: int, most_bytes: int) -> InputError:
    """The problem of a file that no diary can fill."""
    return InputError(
        "too large for a diary",
        "",
        f"{size / 1e6:.0f} MB",
        f"at most {most_bytes / 1e6:.0f} MB",
        file=file,
    )


def decode(data: bytes, file: str) -> str:
    """The text of a file; raises InputError when it is not text in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(
            "not text in UTF-8",
            "",
            f"byte {fault.start + 1}",
            "a text file saved as UTF-8",
            "",
            file,
        ) from None
    if "\0" in text:
        raise InputError("not a text file", "", "binary data", "text saved as UTF-8", "", file)
    return text


def first_of(problems: Iterable[InputError | ExceptionGroup[InputError]]) -> list[InputError]:
    """Single problems and groups of them as one flat list."""
    flat: list[InputError] = []
    for problem in problems:
        if isinstance(problem, ExceptionGroup):
            flat.extend(first_of(problem.exceptions))
        else:
            flat.append(problem)
    return flat
