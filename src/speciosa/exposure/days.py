"""Levels of each recorded day, and of the middle day, as percentiles over the population draws."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.view import current, time_h
from speciosa.exposure.kinetics import Array
from speciosa.exposure.percentiles import interval, intervals
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.repeat_gain import repeat_gain
from speciosa.exposure.summary import DayLevel, Interval, TypicalLevel

_AFTER_DOSE_H: Final = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0])  # finds peaks between the hours
_MOST_HOURS: Final = 20_000
_CELLS: Final = 4_000_000  # numbers of one curve; a long diary is read with fewer draws
_MOST_DRAWS, _FEWEST_DRAWS = 256, 64
_TWO_WEEKS_H: Final = 14 * 24.0
_GAIN_STEP_H: Final = 6.0  # the gain follows the mean of a week
_GAIN_SEED: Final = 0
_NOTHING_NG_PER_ML: Final = 1e-9
_SAME_H: Final = 1e-6
_ONE_DAY: Final = timedelta(days=1)
_UNIT: Final = "ng/mL"


@dataclass(frozen=True, slots=True)
class Span:
    """The part of one recorded day that lies inside the diary, h since its origin."""

    day: date
    start_h: float
    end_h: float
    whole: bool  # from midnight to midnight

    @property
    def covered_h(self) -> float:
        """How long it is."""
        return self.end_h - self.start_h


def spans_of(diary: Diary) -> list[Span]:
    """Every day with an entry that has a length."""
    zone = ZoneInfo(diary.timezone)
    entries = current(diary)
    if not entries:
        return []
    first_h, last_h = time_h(diary, entries[0].at), time_h(diary, entries[-1].at)
    spans = []
    for day in sorted({entry.at.astimezone(zone).date() for entry in entries}):
        start_h = time_h(diary, datetime.combine(day, time(), zone))
        end_h = time_h(diary, datetime.combine(day + _ONE_DAY, time(), zone))
        inside = max(start_h, first_h), min(end_h, last_h)
        spans.append(Span(day, *inside, whole=inside == (start_h, end_h)))
    return [span for span in spans if span.covered_h > _SAME_H]


def levels_of_days(
    spans: list[Span], exposure: SubstanceExposure
) -> tuple[list[DayLevel], TypicalLevel | None]:
    """One row a recorded day, and the middle day of them.

    Args:
        spans: the recorded days.
        exposure: of one substance.
    """
    if not spans:
        return [], None
    hours_h, at_h = _moments(spans, exposure)
    draws = int(np.clip(_CELLS // len(at_h), _FEWEST_DRAWS, _MOST_DRAWS))
    exposure = exposure.subset(np.arange(min(draws, exposure.draws)))
    level = exposure.conc_ng_per_ml(at_h)[:, 0]
    median = np.median(level[:, np.isin(at_h, hours_h)], axis=1)
    found = np.array([_of_day(span, at_h, level, median) for span in spans])
    rows = _rows(spans, exposure, found)
    return rows, _typical(spans, exposure, found[:, :3], rows[-1].since_dose_h)


def _moments(spans: list[Span], exposure: SubstanceExposure) -> tuple[Array, Array]:
    """Even moments of the recorded days, and the same with those around doses and midnights."""
    step_h = max(1.0, ceil(sum(span.covered_h for span in spans) / _MOST_HOURS))
    hours_h = np.concatenate([np.arange(span.start_h, span.end_h, step_h) for span in spans])
    taken_h = np.array([dose.time_h for dose in exposure.doses if dose.amount > 0])
    ends_h = np.array([end_h for span in spans for end_h in (span.start_h, span.end_h)])
    around_h = (taken_h[:, None] + _AFTER_DOSE_H).ravel()
    kept_h = around_h[(around_h >= spans[0].start_h) & (around_h <= spans[-1].end_h)]
    return hours_h, np.unique(np.concatenate([hours_h, ends_h, kept_h]))


def _of_day(span: Span, at_h: Array, level: Array, median: Array) -> Array:
    """Peak, trough, mean and hours above the own median, (4, draws)."""
    inside = slice(np.searchsorted(at_h, span.start_h), np.searchsorted(at_h, span.end_h, "right"))
    here, when_h = level[:, inside], at_h[inside]
    above = (here > median[:, None]).astype(np.float64)
    mean = np.trapezoid(here, when_h, axis=1) / span.covered_h
    return np.array([here.max(1), here.min(1), mean, np.trapezoid(above, when_h, axis=1)])


def _rows(spans: list[Span], exposure: SubstanceExposure, found: Array) -> list[DayLevel]:
    """Rows of the days from (days, 4, draws)."""
    peak, trough, mean, above_h = (intervals(found[:, i].T) for i in range(4))
    taken_h = np.array([dose.time_h for dose in exposure.doses if dose.amount > 0])
    return [
        DayLevel(
            day=span.day,
            substance=exposure.substance.key,
            analyte=exposure.analytes[0],
            unit=_UNIT,
            covered_h=span.covered_h,
            peak=peak[i],
            trough=trough[i],
            mean=mean[i],
            above_median_h=above_h[i],
            since_dose_h=_since(taken_h, span.end_h),
        )
        for i, span in enumerate(spans)
    ]


def _since(taken_h: Array, at_h: float) -> float | None:
    """Hours since the last dose up to a moment."""
    before_h = taken_h[taken_h <= at_h]
    return at_h - float(before_h[-1]) if before_h.size else None


def _typical(
    spans: list[Span], exposure: SubstanceExposure, found: Array, since_dose_h: float | None
) -> TypicalLevel:
    """The middle day from peak, trough and mean of every day, (days, 3, draws)."""
    whole = np.array([span.whole for span in spans])
    chosen = found[whole] if whole.any() else found
    peak, trough, mean = intervals(np.median(chosen, axis=0).T)
    return TypicalLevel(
        substance=exposure.substance.key,
        analyte=exposure.analytes[0],
        unit=_UNIT,
        days=len(chosen),
        peak=peak,
        trough=trough,
        mean=mean,
        accumulation=_accumulation(spans, exposure, found[:, 2]),
        since_dose_h=since_dose_h,
        **_repeat_gain(spans[-1].end_h, exposure),
    )


def _repeat_gain(end_h: float, exposure: SubstanceExposure) -> dict[str, Any]:
    """The largest gain of the last two weeks over the curve, see `TypicalLevel`."""
    at_h = np.arange(end_h - _TWO_WEEKS_H, end_h, _GAIN_STEP_H)
    gain = repeat_gain(exposure, at_h, np.random.default_rng(_GAIN_SEED))
    if gain is None:
        return {}
    plain = np.maximum(exposure.conc_ng_per_ml(at_h)[:, 0], _NOTHING_NG_PER_ML)
    times = interval(np.maximum(gain.ng_per_ml / plain, 1.0).max(axis=1))
    return {"repeat_gain": times, "repeat_gain_studied": not gain.extrapolated}


def _accumulation(spans: list[Span], exposure: SubstanceExposure, mean: Array) -> Interval | None:
    """How the last whole day with a dose compares with its doses alone, see `TypicalLevel`."""
    doses = [(i, dose) for i, dose in enumerate(exposure.doses) if dose.amount > 0]
    for place in reversed(range(len(spans))):
        span = spans[place]
        own = [(i, d.time_h) for i, d in doses if span.start_h <= d.time_h < span.end_h]
        if span.whole and own:
            at_h = np.linspace(span.start_h, span.end_h, 97)
            parts = [exposure.one_dose_ng_per_ml(i, at_h - taken_h)[:, 0] for i, taken_h in own]
            alone = np.trapezoid(np.sum(parts, axis=0), at_h, axis=1) / span.covered_h
            return interval(mean[place] / alone) if (alone > 0).all() else None
    return None
