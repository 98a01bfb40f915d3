"""The two texts of a diary as a source; shared by the folder and the zip."""

from collections.abc import Callable, Collection

from speciosa.diary.parse_csv import read_rows
from speciosa.diary.parse_toml import line_finder, read_toml_text
from speciosa.diary.source import ENTRIES_FILE, HEAD_FILE, Source, decode
from speciosa.diary.whole_lines import finished
from speciosa.errors import DiaryError, InputError


def missing_files(present: Collection[str], where: str) -> None:
    """Raise InputError when one or both files are missing."""
    if not present:
        expected = f"{HEAD_FILE} and {ENTRIES_FILE}"
        raise InputError("no diary here", "", where, expected, f"speciosa new {where}")
    for name in (HEAD_FILE, ENTRIES_FILE):
        if name not in present:
            raise InputError(
                f"{name} is missing", "", "", f"{name} beside the other file", "", where
            )


def source_of_texts(head: bytes, entries: bytes) -> Source:
    """A source from the bytes of both files; raises DiaryError when either is no text."""
    problems: list[InputError] = []

    def attempt(read: Callable[[], str]) -> str:
        try:
            return read()
        except InputError as problem:
            problems.append(problem)
            return ""

    head_text = attempt(lambda: decode(head, HEAD_FILE))
    whole = finished(entries)
    entries_text = attempt(lambda: decode(whole, ENTRIES_FILE))
    if problems:
        raise DiaryError("not text", problems)
    data = read_toml_text(head_text, HEAD_FILE)
    rows, wrong = read_rows(entries_text, ENTRIES_FILE)
    return Source(
        head=data,
        head_file=HEAD_FILE,
        rows=tuple(rows),
        rows_file=ENTRIES_FILE,
        problems=tuple(wrong),
        line_of=line_finder(head_text),
        cut_off=len(whole) < len(entries),
    )
