"""The diary as it stands: voided entries taken out, in order of time, up to some moment."""

import weakref
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind

_SHORTEST_ID: Final = 6
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# A diary is frozen, so what was worked out for this very object stays true while it lives.
_known: dict[int, tuple[weakref.ref[Diary], tuple[Entry, ...]]] = {}


def current(diary: Diary) -> tuple[Entry, ...]:
    """Entries that count: voids applied and left out, one of each id, by time and id."""
    key = id(diary)
    held = _known.get(key)
    if held is not None and held[0]() is diary:
        return held[1]
    entries = standing(diary.entries)
    _known[key] = weakref.ref(diary, lambda _gone: _known.pop(key, None)), entries
    return entries


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """As `current`, for any entries."""
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=_order)
    voided = voided_ids(ordered)
    return tuple(e for e in ordered if e.kind is not Kind.VOID and e.id not in voided)


def _order(entry: Entry) -> tuple[datetime, str]:
    return entry.at, entry.id


def voided_ids(entries: Iterable[Entry]) -> set[str]:
    """Ids that a void cancels; a void that is itself cancelled cancels nothing."""
    all_ = list(entries)
    targets = _targets(all_)
    waiting = Counter(target for target in targets.values() if target in targets)
    ready = [void for void in targets if not waiting[void]]
    voided: set[str] = set()
    while ready:
        void = ready.pop()
        target = targets[void]
        if void not in voided:
            voided.add(target)
        if target in targets:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return voided


def _targets(entries: list[Entry]) -> dict[str, str]:
    """Id of each void -> full id of the entry it names, where there is one."""
    voids = {entry.id: entry.what for entry in entries if entry.kind is Kind.VOID}
    ids = [entry.id for entry in entries] if voids else []
    found = {void: full_id(typed, ids) for void, typed in voids.items()}
    return {void: target for void, target in found.items() if target}


def full_id(typed: str, ids: Iterable[str]) -> str:
    """The id that was typed in full or by its unique beginning of six or more signs, or ""."""
    all_ = list(ids)
    if typed in all_:
        return typed
    if len(typed) < _SHORTEST_ID:
        return ""
    found = [id_ for id_ in all_ if id_.startswith(typed)]
    return found[0] if len(found) == 1 else ""


def until(diary: Diary, at: datetime) -> Diary:
    """The diary as it was known for times up to and including `at`."""
    kept = tuple(entry for entry in diary.entries if entry.at <= at)
    return diary if len(kept) == len(diary.entries) else diary.model_copy(update={"entries": kept})


def origin(diary: Diary) -> datetime:
    """00:00 UTC of the first entry's day; every `time_h` counts from it."""
    entries = current(diary)
    first = entries[0].at.astimezone(UTC) if entries else _EPOCH
    return first.replace(hour=0, minute=0, second=0, microsecond=0)


def time_h(diary: Diary, at: datetime) -> float:
    """Hours from `origin` to a time."""
    return hours_since(origin(diary), at)


def hours_since(start: datetime, at: datetime) -> float:
    """Exact hours between two instants, also across a clock change."""
    return (at.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 3600.0
