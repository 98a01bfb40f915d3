"""What the grade of an answer rests on, counted in the diary."""

from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.diary.ratings import Ratings
from speciosa.diary.view import current
from speciosa.response.questions import Asked
from speciosa.response.signal import HIGH_SHARE, LOW_SHARE
from speciosa.response.strength import Evidence
from speciosa.sampling.quasirandom import Array

_FEWEST_FOR_RAMP: Final = 3
_BEFORE_H: Final = 0.5  # a rating counts as taken before the dose
_CLOCK_TOLERANCE_H: Final = 1.0 / 60.0


def evidence_of(diary: Diary, asked: Asked, ratings: Ratings) -> Evidence:
    """What the grade rests on."""
    when = [e.at for e in current(diary)]
    amounts = np.array([d.amount for d in asked.doses])
    _, counts = np.unique(ratings.value_pts, return_counts=True)
    return Evidence(
        days=(max(when).date() - min(when).date()).days + 1,
        doses=len(asked.doses),
        ratings=len(ratings.time_h),
        modal_share=float(counts.max() / counts.sum()) if len(counts) else 1.0,
        fixed_schedule=asked.fixed,
        amount_variation=float(amounts.std() / amounts.mean()) if len(amounts) else 0.0,
        calendar_share=_calendar_share(asked.doses, amounts),
        stretches=_stretches(asked, ratings.time_h),
        rated_before_share=_rated_before(asked.doses, ratings.time_h),
    )


def _calendar_share(doses: tuple[Dose, ...], amounts: Array) -> float:
    if len(doses) < _FEWEST_FOR_RAMP or amounts.std() == 0.0:
        return 0.0
    return float(np.corrcoef([d.time_h for d in doses], amounts)[0, 1] ** 2)


def _stretches(asked: Asked, time_h: Array) -> int:
    """Stretches of ratings at the upper or lower third of the level, one after the other."""
    if not len(time_h):
        return 0
    level = np.median(asked.conc_at(time_h).sum(axis=1), axis=0)
    low, high = np.quantile(level, [LOW_SHARE, HIGH_SHARE])
    third = (high - low) / 3.0
    side = np.where(level >= high - third, 1, np.where(level <= low + third, -1, 0))
    side = side[side != 0]
    return 1 + int(np.sum(side[1:] != side[:-1])) if high > low else 1


def _rated_before(doses: tuple[Dose, ...], time_h: Array) -> float:
    if not doses:
        return 0.0
    dose_h = np.array([d.time_h for d in doses])
    first = np.searchsorted(time_h, dose_h - _BEFORE_H - _CLOCK_TOLERANCE_H)
    after = np.searchsorted(time_h, dose_h, side="right")
    return float(np.mean(after > first))
