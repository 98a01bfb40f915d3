"""Adding the entry that was typed, and saying what was understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from speciosa.cli.log_names import Names
from speciosa.cli.log_text import saved_text
from speciosa.cli.log_time import moment_of, split_time
from speciosa.cli.log_words import Words, read_words
from speciosa.diary.append import append_entries
from speciosa.diary.doubts import doubt_about
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.inspection import Inspection
from speciosa.diary.parse_entry import read_entry
from speciosa.diary.parse_head import Head
from speciosa.diary.readers import inspect
from speciosa.diary.source import Row
from speciosa.diary.view import full_id, voided_ids
from speciosa.diary.wall_time import wall_text
from speciosa.errors import DiaryError, InputError, StoreError

_SOON: Final = timedelta(minutes=5)
_MAY_BE_PLANNED: Final = {Kind.ALLOCATION, Kind.NOTE}
_OWN_WORDS: Final = {Kind.NOTE, Kind.PROFILE}  # their last words may be a time that is no time


def log_entry(
    folder: Path, words: list[str], at: str, note: str, now: datetime, *, new: bool = False
) -> str:
    """Check and add what was typed; returns the lines to print.

    Args:
        folder: a diary folder.
        words: kind and the rest, as the shell split them; a time may stand at the end.
        at: as typed with `--at`, may be empty.
        note: as typed with `--note`, may be empty.
        now: this moment.
        new: whether a name that is not known is meant as typed.
    """
    found, head = open_diary(folder)
    names = Names(head, found.entries)
    words, at = _with_time(words, at)
    moment = moment_of(at, head.zone, now)
    typed = read_words(words, names)
    for one in typed:
        if not new:
            names.refuse_unknown(one.kind, one.what)
    entries = [checked(replace(t, note=t.note or note), moment, head, found) for t in typed]
    _not_in_the_future(entries, moment, now, at)
    for entry in entries:
        if doubt := doubt_about(entry, found.entries, head):
            raise doubt
    saved = save(folder, entries)
    return saved_text(saved, found, head, folder=str(folder), now=now)


def save(folder: Path, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Add checked entries; raises StoreError where the disk does not take them."""
    try:
        return append_entries(folder, entries)
    except OSError as fault:
        what = f"{folder}: nothing was saved, the diary could not be written: {fault.strerror}"
        raise StoreError(f"{what}. It is as it was.") from fault


def _with_time(words: list[str], at: str) -> tuple[list[str], str]:
    """The words without a time at their end, and the one time that was said."""
    if words[0].lower() in _OWN_WORDS:
        return words, at
    words, said = split_time(words)
    if said and at:
        raise InputError("two times", "", f"{said}, --at {at}", "one of them")
    return words, said or at


def open_diary(folder: Path) -> tuple[Inspection, Head]:
    """A diary that can be written to; problems of its rows are no hindrance, of its head they are.

    Raises:
        InputError: for a file.
        DiaryError: for a folder whose head cannot be used.
    """
    if folder.is_file():
        expected = "a diary folder; a .zip or .json is only read"
        raise InputError("only a folder can be written to", "", str(folder), expected)
    found = inspect(folder)
    if found.head is None:
        raise DiaryError(f"{folder} cannot be used yet", found.problems)
    return found, found.head


def _not_in_the_future(entries: list[Entry], moment: datetime, now: datetime, at: str) -> None:
    planned = all(entry.kind in _MAY_BE_PLANNED for entry in entries)
    if planned or moment <= now + _SOON:
        return
    day_before = moment - timedelta(days=1)
    example = f"--at {day_before:%Y-%m-%dT%H:%M}"
    raise InputError("a time that is still to come", "--at", at, "a time up to now", example)


def checked(typed: Words, moment: datetime, head: Head, found: Inspection) -> Entry:
    """The entry of one row; raises DiaryError with every fault of it."""
    if typed.kind == Kind.VOID:
        typed = replace(typed, what=target_of(typed.what, found))
    at = wall_text(moment, head.zone)
    row = Row(0, at, typed.kind, typed.what, typed.value, typed.unit, typed.note, "")
    return read_entry(row, head).entry


def target_of(typed: str, found: Inspection, field: str = "void") -> str:
    """The full id of the entry to cancel; raises InputError, naming the field, where none fits."""
    ids = [entry.id for entry in found.entries]
    target = full_id(typed, ids)
    if not target:
        alike = sum(id_.startswith(typed) for id_ in ids) if typed else 0
        what = "an id that fits several entries" if alike > 1 else "an id that no entry has"
        raise InputError(what, field, typed, "the first 8 signs of an entry's id")
    if target in voided_ids(found.entries):
        raise InputError("an entry that is cancelled already", field, typed, "an entry that counts")
    return target
