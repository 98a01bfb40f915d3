"""Ratings by outcome, as arrays in order of time."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current, hours_since, origin
from speciosa.knowledge.tables import read_toml

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings of one outcome; the arrays are read-only.

    `time_h` is hours since 00:00 UTC of the first entry's UTC day, `value_pts` the rating in
    points of the outcome's own scale.
    """

    outcome: str
    entry_id: tuple[str, ...]
    rated_at: tuple[datetime, ...]
    time_h: Array
    value_pts: Array


def ratings_of(diary: Diary) -> dict[str, Ratings]:
    """Ratings and totals of declared or known scales, by outcome in alphabetical order.

    The same value at the same instant counts once; items of a scale are left out.
    """
    start = origin(diary)
    return {name: _ratings(name, entries, start) for name, entries in _grouped(diary).items()}


def rating_counts(diary: Diary) -> dict[str, int]:
    """Number of ratings by outcome."""
    return {name: len(entries) for name, entries in _grouped(diary).items()}


def rating_times(diary: Diary) -> dict[str, list[datetime]]:
    """When each outcome was rated, in order."""
    return {name: [entry.at for entry in all_] for name, all_ in _grouped(diary).items()}


def _grouped(diary: Diary) -> dict[str, list[Entry]]:
    groups: dict[str, dict[tuple[datetime, float], Entry]] = {}
    scales = _scales(diary)
    for entry in current(diary):
        rated = entry.kind is Kind.RATING or (entry.kind is Kind.SCALE and entry.what in scales)
        if rated and isinstance(entry.value, float):
            groups.setdefault(entry.what, {}).setdefault((entry.at, entry.value), entry)
    return {name: list(groups[name].values()) for name in sorted(groups)}


def _scales(diary: Diary) -> set[str]:
    return {row["key"] for row in read_toml("outcomes")["outcome"]} | set(diary.outcomes)


def _ratings(name: str, entries: list[Entry], start: datetime) -> Ratings:
    time_h = np.array([hours_since(start, entry.at) for entry in entries])
    value_pts = np.array([entry.value for entry in entries], dtype=np.float64)
    for array in (time_h, value_pts):
        array.flags.writeable = False
    return Ratings(
        name, tuple(e.id for e in entries), tuple(e.at for e in entries), time_h, value_pts
    )


def moments(diary: Diary) -> int:
    """Number of different instants at which anything was rated."""
    return len(Counter(at for times in rating_times(diary).values() for at in times))
