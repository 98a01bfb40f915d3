"""Taking another program's file into a diary: all of it that fits, once, or nothing."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from speciosa.diary.append import append_entries
from speciosa.diary.doubts import doubts_of
from speciosa.diary.entries import Entry
from speciosa.diary.imported import (
    Export,
    Harvest,
    LeftOut,
    Piece,
    Tell,
    Wishes,
    importers,
    nobody,
)
from speciosa.diary.parse_entry import ReadEntry, content_text, read_entry
from speciosa.diary.parse_head import Head
from speciosa.diary.source import Row
from speciosa.diary.text import listed
from speciosa.errors import DiaryError, InputError, StoreError

_KNOWN: Final = "a file of KratomTracker, Daylio, Apple Health, or a diary of speciosa"
_TABLE: Final = f"{_KNOWN}; for another table say what its columns mean with --columns"
_JUMPS: Final = (
    "{} x a time at which clocks change: one that does not exist moves forward, "
    "one that exists twice is the first."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an import would do to a diary; nothing is written yet."""

    name: str
    new: tuple[Entry, ...]
    already: int
    left: dict[str, LeftOut]
    says: tuple[str, ...]


def prepare(
    path: Path,
    wishes: Wishes,
    present: tuple[Entry, ...],
    *,
    reading: Tell = nobody,
    checking: Tell = nobody,
) -> Prepared:
    """Everything in a file that the diary does not hold yet, and what is left out and why.

    Args:
        path: the other program's file.
        wishes: the diary's head and what the person said about names and columns.
        present: the entries the diary holds.
        reading: told how much of the file has been read, and its size, in bytes.
        checking: told how many entries found in it have been checked, and all of them.
    """
    harvest = _harvest(Export(path, reading), wishes)
    held = {entry.id: entry for entry in present}
    new: dict[str, ReadEntry] = {}
    already = 0
    for read in _entries(harvest, wishes.head, checking):
        id_ = read.entry.id
        known = held.get(id_) or (new[id_].entry if id_ in new else None)
        if known is None:
            new[id_] = read
        elif content_text(known) == content_text(read.entry) or not read.own_id:
            already += 1
        else:
            harvest.leave("an id that an entry with other content has", read.row)
    for id_, row in list(_doubtful(new, present, wishes.head)):
        harvest.leave("an amount that can hardly be meant", row)
        del new[id_]
    if jumps := harvest.jumps + sum(bool(read.jump) for read in new.values()):
        harvest.says.append(_JUMPS.format(jumps))
    entries = sorted((read.entry for read in new.values()), key=lambda entry: entry.at)
    return Prepared(harvest.name, tuple(entries), already, harvest.left, tuple(harvest.says))


def write(folder: Path, prepared: Prepared) -> int:
    """Add what was prepared in one piece; returns how many entries that were.

    Raises:
        StoreError: when the diary could not be written; it is as it was.
    """
    if not prepared.new:
        return 0
    try:
        return len(append_entries(folder, prepared.new))
    except OSError as fault:
        what = f"{folder}: nothing was added, the diary could not be written: {fault.strerror}"
        raise StoreError(f"{what}. The file can be brought in again.") from fault


def _harvest(export: Export, wishes: Wishes) -> Harvest:
    known = importers.load()
    if export.path.is_dir():
        if (harvest := known["speciosa"](export, wishes)) is not None:
            return harvest
        raise InputError("a folder without a diary", "", export.path, _KNOWN)
    if not export.sample.strip():
        raise InputError("an empty file", "", export.name, _KNOWN)
    told = [known["any table"]] if wishes.columns else known.values()
    for read in told:
        harvest = read(export, wishes)
        if harvest is not None:
            return harvest
    if export.header:
        found = listed(export.header, 6)
        raise InputError("a table that is not known", "", found, _TABLE, "", export.name)
    raise InputError("a file that is not known", "", export.name, _KNOWN)


def _entries(harvest: Harvest, head: Head, tell: Tell) -> Iterator[ReadEntry]:
    """Each piece as a checked entry; what does not pass is left out with the reason."""
    seen: Counter[str] = Counter()
    for number, piece in enumerate(harvest.pieces):
        tell(number, len(harvest.pieces))
        id_ = str(piece.row.id) or _id(harvest.source, piece, seen)
        try:
            read = read_entry(_with_id(piece.row, id_), head)
        except DiaryError as faults:
            first = faults.exceptions[0]
            reason = first.what if isinstance(first, InputError) else str(first)
            harvest.leave(reason, piece.row.number)
            continue
        yield ReadEntry(read.row, read.entry, bool(piece.row.id), read.jump, read.typed_at)


def _id(source: str, piece: Piece, seen: Counter[str]) -> str:
    """From the record's own content, so that it is the same in every later export.

    Equal records of one file are told apart by their number.
    """
    key = f"{source}\0{piece.row.kind}\0{piece.key}"
    seen[key] += 1
    content = f"{key}\0{seen[key]}".encode(errors="backslashreplace")  # JSON: half a sign
    return hashlib.sha256(content).hexdigest()[:32]


def _with_id(row: Row, id_: str) -> Row:
    return Row(row.number, row.at, row.kind, row.what, row.value, row.unit, row.note, id_)


def _doubtful(
    new: dict[str, ReadEntry], present: tuple[Entry, ...], head: Head
) -> Iterator[tuple[str, int]]:
    """New doses that would have to be asked about: a file cannot answer."""
    old = [ReadEntry(0, entry, True, "", "") for entry in present]
    for read, _problem in doubts_of([*old, *new.values()], head, ""):
        if read.entry.id in new:
            yield read.entry.id, read.row
