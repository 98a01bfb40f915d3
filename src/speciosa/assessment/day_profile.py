"""The clock day as this person lives it: percentiles of exposure and of the first two outcomes."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.assessment.schema import DayPanel, DayProfile, Scale, Window
from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.instruments import ordered_outcomes, outcome_of
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.diary.view import current, time_h
from speciosa.exposure.curve import SubstanceExposure
from speciosa.sampling.quasirandom import Array

_HOURS: Final = np.linspace(0.0, 24.0, 49)
_DRAWS: Final = 96
_MOST_DAYS: Final = 180
_NEAR_H: Final = 1.0  # ratings within an hour of a bin's middle belong to it
_FEWEST_DAYS: Final = 5
_PERCENTILES: Final = (5.0, 25.0, 50.0, 75.0, 95.0)
_OUTCOMES: Final = 2


def day_profile_of(
    diary: Diary, window: Window, substance: str, exposures: dict[str, SubstanceExposure]
) -> DayProfile:
    """Panels for the main substance's first analyte and the outcomes named first."""
    ratings = ratings_of(diary)
    keys = [k for k in ordered_outcomes(diary) if k in ratings][:_OUTCOMES]
    panels = [_outcome_panel(diary, ratings[k]) for k in keys]
    if substance in exposures:
        panels.insert(0, _exposure_panel(diary, window, exposures[substance]))
    return DayProfile(
        hours=tuple(_HOURS.tolist()),
        panels=tuple(panels),
        dose_hours=tuple(
            _clock_h(d.taken_at)
            for d in doses_of(diary)
            if d.amount > 0.0 and diary.products[d.product].substance == substance
        ),
    )


def _exposure_panel(diary: Diary, window: Window, exposure: SubstanceExposure) -> DayPanel:
    """Percentiles over days and over people in general together."""
    zone = ZoneInfo(diary.timezone)
    offsets = np.unique(np.linspace(0, window.days - 1, _MOST_DAYS).astype(int))  # spread evenly
    midnights = [
        datetime.combine(window.start + timedelta(days=int(i)), time(), tzinfo=zone)
        for i in offsets
    ]
    at_h = np.concatenate([time_h(diary, m) + _HOURS for m in midnights])
    entries = current(diary)
    first_h, last_h = time_h(diary, entries[0].at), time_h(diary, entries[-1].at)
    some = np.unique(np.linspace(0, exposure.draws - 1, _DRAWS).astype(int))
    conc = exposure.subset(some).conc_ng_per_ml(at_h)[:, 0]
    conc[:, (at_h < first_h) | (at_h > last_h)] = np.nan  # nothing is known outside the diary
    pooled = conc.reshape(-1, len(_HOURS))
    analyte = exposure.analytes[0]
    columns = [_percentiles(column[np.isfinite(column)]) for column in pooled.T]
    return _panel(
        ("exposure", analyte, f"{analyte.capitalize()} in blood, predicted", "ng/mL"),
        None,
        window.days,
        [list(row) for row in zip(*columns, strict=True)],
    )


def _outcome_panel(diary: Diary, ratings: Ratings) -> DayPanel:
    outcome = outcome_of(diary, ratings.outcome)
    clock_h = np.array([_clock_h(at) for at in ratings.rated_at])
    day = np.array([at.toordinal() for at in ratings.rated_at])
    columns = [_bin(h, clock_h, day, ratings.value_pts) for h in _HOURS]
    rows = [list(row) for row in zip(*columns, strict=True)]
    unit = f"{outcome.low:g} to {outcome.high:g}, {outcome.better} is better"
    return _panel(
        ("outcome", ratings.outcome, outcome.label or ratings.outcome, unit),
        Scale(low=outcome.low, high=outcome.high),
        len(np.unique(day)),
        rows,
    )


def _bin(hour: float, clock_h: Array, day: Array, value_pts: Array) -> list[float | None]:
    apart_h = np.abs((clock_h - hour + 12.0) % 24.0 - 12.0)
    near = apart_h <= _NEAR_H
    enough = len(np.unique(day[near])) >= _FEWEST_DAYS
    return _percentiles(value_pts[near] if enough else value_pts[:0])


def _percentiles(values: Array) -> list[float | None]:
    if not len(values):
        return [None] * len(_PERCENTILES)
    return [float(p) for p in np.percentile(values, _PERCENTILES)]


def _panel(
    name: tuple[str, str, str, str], scale: Scale | None, days: int, rows: list[list[float | None]]
) -> DayPanel:
    kind, key, label, unit = name
    return DayPanel.model_validate(
        {
            "kind": kind,
            "key": key,
            "label": label,
            "unit": unit,
            "scale": scale,
            "days": days,
            **dict(zip(("p05", "p25", "p50", "p75", "p95"), rows, strict=True)),
        }
    )


def _clock_h(at: datetime) -> float:
    return at.hour + at.minute / 60.0
