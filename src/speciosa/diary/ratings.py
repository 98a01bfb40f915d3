"""Ratings by outcome, as arrays in order of time."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry
from speciosa.diary.rated import rated_entries
from speciosa.diary.view import hours_since, origin

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
    return {name: _ratings(name, entries, start) for name, entries in rated_entries(diary).items()}


def _ratings(name: str, entries: list[Entry], start: datetime) -> Ratings:
    time_h = np.array([hours_since(start, entry.at) for entry in entries])
    value_pts = np.array([entry.value for entry in entries], dtype=np.float64)
    for array in (time_h, value_pts):
        array.flags.writeable = False
    return Ratings(
        name, tuple(e.id for e in entries), tuple(e.at for e in entries), time_h, value_pts
    )
