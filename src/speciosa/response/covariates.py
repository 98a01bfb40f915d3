"""What else may move a symptom: other substances, the weekend, last night's sleep.

A column is there only where it was recorded and differs between the ratings. Each is scaled to
its usual spread, so that one prior fits all of them.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.ratings import Ratings
from speciosa.diary.view import current, hours_since, origin
from speciosa.exposure.curve import SubstanceExposure
from speciosa.sampling.quasirandom import Array
from speciosa.units import convert

_NIGHT_H: Final = 24.0  # a sleep entry is of the last night for this long
_FEWEST_NIGHTS: Final = 5
_SAME_SLEEP_H: Final = 0.25  # nights that differ by less are all alike
_FEWEST_SHARE: Final = 0.1  # of the ratings on weekends, or on other days
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Nights:
    """Sleep as recorded: when it was written down, and how long it was."""

    time_h: Array  # (nights,), rising
    slept_h: Array  # (nights,)

    @classmethod
    def of(cls, diary: Diary) -> Self:
        """All nights of a diary."""
        start = origin(diary)
        found = [
            (hours_since(start, e.at), convert(e.value, e.unit or "h", "h"))
            for e in current(diary)
            if e.kind is Kind.SLEEP and isinstance(e.value, float)
        ]
        at_h, slept_h = zip(*found, strict=True) if found else ((), ())
        return cls(np.array(at_h, dtype=np.float64), np.array(slept_h, dtype=np.float64))


def covariates_of(others: tuple[SubstanceExposure, ...], nights: Nights, ratings: Ratings) -> Array:
    """One column for each covariate, (n, covariates)."""
    columns = [
        *(_level(other, ratings.time_h) for other in others),
        *_weekend(ratings),
        *_sleep(nights, ratings.time_h),
    ]
    return np.column_stack(columns) if columns else np.zeros((len(ratings.time_h), 0))


def _level(other: SubstanceExposure, time_h: Array) -> Array:
    """Median summed concentration over its own typical level."""
    median = np.median(other.conc_ng_per_ml(time_h).sum(axis=1), axis=0)
    above = median[median > 0.0]
    return np.asarray(median / np.median(above) if len(above) else median)


def _weekend(ratings: Ratings) -> list[Array]:
    free = np.array([float(at.weekday() >= _SATURDAY) for at in ratings.rated_at])
    enough = len(free) and _FEWEST_SHARE <= free.mean() <= 1.0 - _FEWEST_SHARE
    return [free] if enough else []


def _sleep(nights: Nights, time_h: Array) -> list[Array]:
    """Hours slept in the last night, in units of their spread; the mean where none is recorded."""
    if len(nights.time_h) < _FEWEST_NIGHTS or nights.slept_h.std() < _SAME_SLEEP_H:
        return []
    last = np.searchsorted(nights.time_h, time_h, side="right") - 1
    known = (last >= 0) & (time_h - nights.time_h[np.maximum(last, 0)] <= _NIGHT_H)
    if known.sum() < _FEWEST_NIGHTS:
        return []
    scaled = (nights.slept_h - nights.slept_h.mean()) / nights.slept_h.std()
    return [np.where(known, scaled[np.maximum(last, 0)], 0.0)]
