"""Bringing a file into a diary, and what `convert` says about it."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from speciosa.cli.check_text import WIDTH, shown
from speciosa.cli.convert_diary import PACKED, rewritten_text
from speciosa.cli.phrases import counted
from speciosa.diary.entries import Entry
from speciosa.diary.imported import Export, LeftOut, Wishes
from speciosa.diary.importing import Prepared, prepare, write
from speciosa.diary.parse_head import Head
from speciosa.diary.readers import inspect
from speciosa.diary.source import HEAD_FILE
from speciosa.diary.text import listed, nearest
from speciosa.diary.wall_time import wall_text
from speciosa.diary.writers import csv_line, entry_cells
from speciosa.errors import DiaryError, InputError
from speciosa.texts import say

_SHOWN: Final = 10
_REASONS: Final = 20
_INDENT: Final = " " * 4
_MB: Final = 1_000_000
Tell = Callable[[int, int, str], None]


def _nobody(_done: int, _total: int, _what: str) -> None:
    """Told where nobody waits."""


def converted_text(
    file: Path,
    diary: Path,
    named: Sequence[str],
    columns: Path | None,
    *,
    preview: bool,
    tell: Tell = _nobody,
) -> str:
    """Add what the file holds, or only show it; returns the lines to print.

    Args:
        file: the other program's file, or a diary in any form.
        diary: an existing diary folder; from a diary also a new folder, `.zip` or `.json`.
        named: pairs `name in the file=product of the diary`.
        columns: says what the columns of a table mean, or None.
        preview: write nothing.
        tell: hears what is done, of how much, and what is being done.
    """
    try:
        return _converted(file, diary, named, columns, preview=preview, tell=tell)
    except OSError as fault:  # such as a name that is too long, or a folder that is not ours
        found, expected = f"{fault.filename}: {fault.strerror}", "names that can be opened"
        raise InputError("cannot be opened", "", found, expected) from None


def _converted(
    file: Path,
    diary: Path,
    named: Sequence[str],
    columns: Path | None,
    *,
    preview: bool,
    tell: Tell,
) -> str:
    if _is_rewritten(file, diary):
        if named or columns:
            what, expected = "not for a diary", "--product and --columns only for other files"
            raise InputError(what, "--product" if named else "--columns", "", expected)
        return rewritten_text(file, diary, preview=preview)
    head, present = _opened(diary)
    wishes = Wishes(head, _named(named, head), columns)
    prepared = _prepared(file, wishes, present, tell)
    if not preview:
        write(diary, prepared)
    lines = [_first_line(prepared, diary, preview=preview)]
    if preview:
        lines += _rows(prepared.new, head)
    lines += (part for line in prepared.says for part in textwrap.wrap(line, WIDTH))
    lines += _left(prepared.left)
    return "\n".join(lines) + "\n"


def _prepared(file: Path, wishes: Wishes, present: tuple[Entry, ...], tell: Tell) -> Prepared:
    """What the file holds, telling in megabytes how much of it is read, then how much checked."""
    reads, checks = say("cli.convert.reading"), say("cli.convert.checking")
    return prepare(
        file,
        wishes,
        present,
        reading=lambda done, total: tell(done // _MB, -(-total // _MB), reads),
        checking=lambda done, total: tell(done, total, checks),
    )


def _is_rewritten(file: Path, target: Path) -> bool:
    """Whether a whole diary is written anew; everything else is added to a diary folder."""
    if target.suffix.lower() in PACKED and not target.is_dir():
        if not Export(file).is_diary:
            expected = "a diary; other files go into a diary folder"
            raise InputError("not a diary", "", file, expected, "-o alex")
        return True
    return not (target / HEAD_FILE).is_file() and Export(file).is_diary


def _opened(folder: Path) -> tuple[Head, tuple[Entry, ...]]:
    """The head and the entries of a diary that can be used."""
    if not (folder / HEAD_FILE).is_file():
        expected = "a diary folder to add to"
        raise InputError("no diary here", "-o", str(folder), expected, f"speciosa new {folder}")
    found = inspect(folder)
    if found.head is None or found.problems:
        raise DiaryError(f"{folder} cannot be used yet", found.problems)
    return found.head, found.entries


def _named(named: Sequence[str], head: Head) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in named:
        name, equals, key = text.rpartition("=")
        if not equals or not name.strip():
            example = '--product "Red Bali=green"'
            raise InputError("not a pair", "--product", text, "a name, =, a product", example)
        if key.strip() not in head.products:
            what = "a product that diary.toml does not name"
            expected = listed(head.products) or "a product, but diary.toml names none"
            raise InputError(what, "--product", key, expected, nearest(key, head.products))
        pairs[name.strip()] = key.strip()
    return pairs


def _first_line(prepared: Prepared, diary: Path, *, preview: bool) -> str:
    entries = counted(len(prepared.new), "entry")
    folder, already = f"{str(diary).rstrip('/')}/", prepared.already
    told = {"name": prepared.name, "folder": folder, "entries": entries, "already": already}
    if preview:
        return say("cli.convert.would_be_added", **told)
    return say("cli.convert.added", **told)


def _rows(entries: Sequence[Entry], head: Head) -> Iterator[str]:
    """The first rows as they would be stored, each without its id."""
    for entry in entries[:_SHOWN]:
        cells = entry_cells(entry, head.zone)[:-1]
        yield _INDENT + shown(csv_line(cells).replace("\n", " "))
    if len(entries) > _SHOWN:
        last = wall_text(entries[-1].at, head.zone)
        yield _INDENT + say("cli.convert.more_rows", count=len(entries) - _SHOWN, last=last)


def _left(left: dict[str, LeftOut]) -> Iterator[str]:
    if not left:
        return
    yield say("cli.convert.left_out")
    most_first = sorted(left.items(), key=lambda item: (-item[1].count, item[0]))
    for reason, seen in most_first[:_REASONS]:
        text = _left_for(shown(reason), seen)
        yield from textwrap.wrap(text, WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
    if more := most_first[_REASONS:]:
        count = sum(seen.count for _reason, seen in more)
        yield _INDENT + say("cli.convert.more_reasons", count=count, reasons=len(more))


def _left_for(reason: str, seen: LeftOut) -> str:
    if not seen.first_line:
        return say("cli.convert.left_for", count=seen.count, reason=reason)
    line = seen.first_line
    return say("cli.convert.left_from_line", count=seen.count, reason=reason, line=line)
