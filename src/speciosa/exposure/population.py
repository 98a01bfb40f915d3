"""What the assessment publishes: percentiles over the population draws, and daily use."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from math import ceil
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.view import current, time_h
from speciosa.exposure.compare import compared
from speciosa.exposure.days import levels_of_days, spans_of
from speciosa.exposure.levels import levels_of
from speciosa.exposure.notes import notes_of
from speciosa.exposure.percentiles import percentiles
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.product import KRATOM
from speciosa.exposure.summary import (
    AnalyteCurve,
    Content,
    DailyUse,
    ExposureSummary,
    MeasuredLevel,
)

_MOST_TIMES: Final = 2000
_MOST_DRAWS: Final = 512  # enough for percentiles; more would only cost time
_BANDS: Final = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


def summarise(diary: Diary, exposures: Mapping[str, SubstanceExposure]) -> ExposureSummary:
    """Curves over the recorded time, daily use and the assumptions behind them.

    Args:
        diary: the diary the exposures were made from.
        exposures: what `expose` returned.
    """
    times, step_h = _times(diary)
    found = [exposure for _, exposure in sorted(exposures.items())]
    before = [exposure.before_levels for exposure in found if exposure.before_levels]
    spans = spans_of(diary)
    days = [levels_of_days(spans, exposure) for exposure in found]
    days_before = [levels_of_days(spans, exposure) for exposure in before]
    return ExposureSummary(
        analytes=tuple(curve for exposure in found for curve in _curves(diary, exposure, times)),
        daily=tuple(_daily(diary, exposures)),
        notes=notes_of(diary, exposures, step_h),
        levels=tuple(row for rows, _ in days for row in rows),
        typical=tuple(typical for _, typical in days if typical),
        compared=tuple(row for exposure in found for row in compared(diary, exposure)),
        measured=tuple(_measured(diary, exposures)),
        population=tuple(curve for exposure in before for curve in _curves(diary, exposure, times)),
        population_typical=tuple(typical for _, typical in days_before if typical),
    )


def _times(diary: Diary) -> tuple[tuple[datetime, ...], int]:
    """Local times from the first midnight to the last entry, and the hours between them.

    The steps are hours of real time, so a day with a clock change has 23 or 25 of them.
    """
    entries = current(diary)
    if not entries:
        return (), 1
    zone = ZoneInfo(diary.timezone)
    start = datetime.combine(entries[0].at.astimezone(zone).date(), time(), zone)
    hours = ceil(time_h(diary, entries[-1].at) - time_h(diary, start))
    step_h = max(1, ceil(hours / _MOST_TIMES))
    first = start.astimezone(ZoneInfo("UTC"))
    count = hours // step_h + 1
    steps = (first + timedelta(hours=step_h * i) for i in range(count))
    return tuple(at.astimezone(zone) for at in steps), step_h


def _curves(
    diary: Diary, exposure: SubstanceExposure, times: tuple[datetime, ...]
) -> list[AnalyteCurve]:
    if exposure.draws > _MOST_DRAWS:
        exposure = exposure.subset(np.arange(_MOST_DRAWS))
    start_h = time_h(diary, times[0])
    step_h = (times[1] - times[0]).total_seconds() / 3600.0 if len(times) > 1 else 1.0
    at_h = start_h + step_h * np.arange(len(times), dtype=np.float64)
    bands = percentiles(exposure.conc_ng_per_ml(at_h), tuple(_BANDS.values()))
    return [
        AnalyteCurve(
            name=analyte.key,
            label=analyte.label,
            substance=exposure.substance.key,
            unit="ng/mL",
            times=times,
            **{name: tuple(bands[i, a].tolist()) for i, name in enumerate(_BANDS)},
        )
        for a, analyte in enumerate(exposure.substance.analyte)
    ]


def _daily(diary: Diary, exposures: Mapping[str, SubstanceExposure]) -> list[DailyUse]:
    """One row a local day and substance with an entry about it, also where it says "none"."""
    zone = ZoneInfo(diary.timezone)

    def day_and_substance(dose: Dose) -> tuple[date, str]:
        product = diary.products.get(dose.product)
        substance = product.substance if product else dose.product
        return dose.taken_at.astimezone(zone).date(), substance

    doses = sorted(doses_of(diary), key=day_and_substance)
    kratom = exposures.get(KRATOM)
    place = {dose.entry_id: i for i, dose in enumerate(kratom.doses)} if kratom else {}
    return [
        _day(day, substance, list(of_day), kratom if substance == KRATOM else None, place)
        for (day, substance), of_day in groupby(doses, key=day_and_substance)
    ]


def _day(
    day: date,
    substance: str,
    doses: list[Dose],
    kratom: SubstanceExposure | None,
    place: Mapping[str, int],
) -> DailyUse:
    taken = [dose for dose in doses if dose.amount > 0]
    units = {dose.unit for dose in taken} or {dose.unit for dose in doses}
    alike = len(units) == 1
    weights_g = [dose.product_g for dose in taken]
    return DailyUse(
        day=day,
        substance=substance,
        doses=len(taken),
        amount=sum(dose.amount for dose in taken) if alike else None,
        unit=units.pop() if alike else "",
        content=_content(taken, kratom, place),
        product_g=sum(g for g in weights_g if g is not None) if None not in weights_g else None,
    )


def _content(
    taken: list[Dose], kratom: SubstanceExposure | None, place: Mapping[str, int]
) -> Content | None:
    """Mitragynine of one day's doses; None where one of them is not modelled.

    Args:
        taken: the doses.
        kratom: its exposure, for doses of kratom only.
        place: position of each modelled dose by its entry.
    """
    if kratom is None or any(dose.entry_id not in place for dose in taken):
        return None
    rows = kratom.content_mg[[place[dose.entry_id] for dose in taken]]
    low, middle, high = percentiles(rows.sum(axis=0), (0.05, 0.5, 0.95)).tolist()
    return Content(analyte=kratom.analytes[0], unit="mg", p05=low, p50=middle, p95=high)


def _measured(diary: Diary, exposures: Mapping[str, SubstanceExposure]) -> list[MeasuredLevel]:
    """All measured levels by time, with what became of each."""
    told = {}
    for key, exposure in sorted(exposures.items()):
        used = exposure.levels
        for level in (*used.levels, *used.unused) if used else ():
            told[level.entry_id] = key, level, bool(used and used.updated and not level.reason)
    rows = [told.get(level.entry_id, ("", level, False)) for level in levels_of(diary)]
    return [
        MeasuredLevel(
            at=level.taken_at,
            substance=key,
            analyte=level.analyte,
            matrix=level.matrix,
            value=level.value_ng_per_ml,
            unit="ng/mL",
            below=level.below,
            used=used,
            reason=level.reason,
        )
        for key, level, used in rows
    ]
