"""One typed row as an entry; everything wrong with the row is found, not only the first."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.parse_head import Head
from speciosa.diary.parse_kinds import Typed, read_content
from speciosa.diary.source import Row
from speciosa.diary.text import clean, listed, nearest
from speciosa.diary.wall_time import read_time
from speciosa.errors import DiaryError, InputError

T = TypeVar("T")
_KINDS: Final = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with the row it came from; `jump` is `gap` or `twice` at a clock change."""

    row: int
    entry: Entry
    own_id: bool
    jump: str
    typed_at: str


def read_entry(row: Row, head: Head) -> ReadEntry:
    """The entry of a row, its id empty when it has none; raises DiaryError with all faults."""
    faults: list[InputError] = []
    time = _try(faults, _time, row, head)
    kind = _try(faults, _kind, row)
    note = _try(faults, clean, row.note, "note")
    own_id = (_try(faults, clean, row.id, "id") or "").strip()
    typed = _try(faults, _typed, row)
    content = None
    if kind is not None and typed is not None:
        content, wrong = read_content(kind, typed, head)
        faults.extend(wrong)
    if faults or time is None or kind is None or content is None:
        raise DiaryError("row", faults)
    at, jump = time
    entry = Entry(
        at=at,
        kind=kind,
        what=content.what,
        value=content.value,
        unit=content.unit,
        note=note or "",
        id=own_id,
    )
    return ReadEntry(row.number, entry, bool(own_id), jump, str(row.at).strip())


def _try(faults: list[InputError], read: Callable[..., T], *args: object) -> T | None:
    try:
        return read(*args)
    except InputError as fault:
        faults.append(fault)
        return None


def _time(row: Row, head: Head) -> tuple[datetime, str]:
    return read_time(clean(row.at, "at"), head.zone)


def _kind(row: Row) -> Kind:
    typed = clean(row.kind, "kind").strip().lower()
    if typed in _KINDS:
        return _KINDS[typed]
    what = "a kind of entry that is not known" if typed else "the kind is missing"
    raise InputError(what, "kind", typed, listed(_KINDS, 20), nearest(typed, _KINDS))


def _typed(row: Row) -> Typed:
    value = row.value
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise InputError("not a value", "value", value, "a number or a text")
    what = clean(row.what, "what").strip()
    return Typed(what, _value(value), clean(row.unit, "unit").strip())


def _value(value: str | float | None) -> str | float | None:
    if isinstance(value, str):
        return clean(value, "value") or None
    return value


def with_id(read: ReadEntry, taken: set[str]) -> ReadEntry:
    """The entry with its own id, or with one derived from its content.

    Equal hand-written rows are as many entries: the first free occurrence number is used.

    Args:
        read: from `read_entry`.
        taken: every id in use; the derived one is added.
    """
    if read.own_id:
        return read
    content = content_text(read.entry)
    occurrence = 0
    while (id_ := _digest(content, occurrence)) in taken:
        occurrence += 1
    taken.add(id_)
    old = read.entry
    entry = Entry(
        at=old.at,
        kind=old.kind,
        what=old.what,
        value=old.value,
        unit=old.unit,
        note=old.note,
        id=id_,
    )
    return ReadEntry(read.row, entry, read.own_id, read.jump, read.typed_at)


def content_text(entry: Entry) -> str:
    """What an entry says, without its id: equal content is equal text."""
    at = entry.at.astimezone(UTC).isoformat()
    value = f"={entry.value!r}" if isinstance(entry.value, float) else entry.value or ""
    return f"{at}\0{entry.kind.value}\0{entry.what}\0{value}\0{entry.unit}\0{entry.note}"


def _digest(content: str, occurrence: int) -> str:
    return hashlib.sha256(f"{content}#{occurrence}".encode()).hexdigest()[:32]
