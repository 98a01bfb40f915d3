"""A person's usual dose beside published ones: only like with like."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.exposure.kinetics import Array
from speciosa.exposure.percentiles import interval
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.product import KRATOM
from speciosa.exposure.published import measured, measured_sources
from speciosa.exposure.summary import Compared

STATISTIC: Final = "peak after one dose alone"
_ALIKE: Final = 1.25  # amounts within this factor of each other are called the same
_KNOWN: Final = 4.0  # 5th to 95th percentile of a content that still counts as known
_AFTER_H: Final = np.concatenate([np.arange(0.0, 6.0, 0.25), np.arange(6.0, 25.0, 1.0)])
_MOST_DRAWS: Final = 256
_UNIT: Final = "ng/mL"


@dataclass(frozen=True, slots=True)
class _Row:
    """One published peak after one dose."""

    analyte: str
    dose_mg: float
    value: float
    low: float | None
    high: float | None
    like: str
    source: str
    place: str
    confidence: str


def compared(diary: Diary, exposure: SubstanceExposure) -> Iterator[Compared]:
    """The usual dose of the product taken most often, beside published peaks of one dose.

    Without any of this form and amount, one row says so.

    Args:
        diary: names the product's form.
        exposure: of one substance.
    """
    place = _usual(exposure)
    if place is None:
        return
    dose = exposure.doses[place]
    exposure = exposure.subset(np.arange(min(_MOST_DRAWS, exposure.draws)))
    dose_mg = _known_mg(exposure.content_mg[place])
    peaks = exposure.one_dose_ng_per_ml(place, _AFTER_H).max(axis=2)
    form = diary.products[dose.product].form
    found = [row for row in _rows(exposure, form) if _alike(row.dose_mg, dose_mg)]
    for a, analyte in enumerate(exposure.analytes):
        of_analyte = [row for row in found if row.analyte == analyte]
        nearest = min(of_analyte, key=lambda row: abs(log(row.dose_mg / dose_mg)), default=None)
        if nearest or a == 0:
            yield _compared(exposure, dose, analyte, peaks[:, a], nearest)


def _usual(exposure: SubstanceExposure) -> int | None:
    """Position of a dose of middle size of the product taken most often."""
    taken = [(i, dose) for i, dose in enumerate(exposure.doses) if dose.amount > 0]
    if not taken:
        return None
    kinds = Counter((dose.product, dose.unit) for _, dose in taken)
    most = max(sorted(kinds), key=kinds.__getitem__)
    alike = [(i, dose.amount) for i, dose in taken if (dose.product, dose.unit) == most]
    middle = median(amount for _, amount in alike)
    return min(alike, key=lambda item: (abs(item[1] - middle), item[0]))[0]


def _known_mg(content_mg: Array) -> float:
    """The median content of a dose; 0 where it is too uncertain to be like any other."""
    of_mg = interval(content_mg)
    return of_mg.p50 if of_mg.p05 > 0 and of_mg.p95 <= _KNOWN * of_mg.p05 else 0.0


def _alike(one_mg: float, other_mg: float) -> bool:
    return one_mg > 0 and other_mg > 0 and abs(log(one_mg / other_mg)) <= log(_ALIKE)


def _rows(exposure: SubstanceExposure, form: str) -> Iterator[_Row]:
    """Published peaks after one dose of this form."""
    if exposure.substance.key == KRATOM:
        yield from _of_kratom(form.strip().lower())
        return
    release = exposure.substance.release_of(form)
    cites = {source.key: source.cite for source in exposure.substance.source}
    for row in exposure.substance.published:
        if row.statistic == "peak" and row.dose_mg and row.release == release.key:
            like = f"{row.dose_mg:g} mg, {release.label}, one dose"
            cited = (like, cites[row.source], row.place, row.confidence)
            yield _Row(row.analyte, row.dose_mg, row.value, None, None, *cited)


def _of_kratom(form: str) -> Iterator[_Row]:
    for row in measured():
        single = row.statistic == "peak" and row.days == 1 and row.form == form
        if single and row.dose_mg is not None:
            like = f"{row.dose_mg:g} mg mitragynine as {row.form}, one dose"
            cited = (like, measured_sources()[row.source].cite, row.place, row.confidence)
            yield _Row(row.analyte, row.dose_mg, row.value, row.low, row.high, *cited)


def _compared(
    exposure: SubstanceExposure, dose: Dose, analyte: str, peaks: Array, row: _Row | None
) -> Compared:
    return Compared(
        substance=exposure.substance.key,
        product=dose.product,
        analyte=analyte,
        statistic=STATISTIC,
        unit=_UNIT,
        predicted=interval(peaks),
        published=row.value if row else None,
        low=row.low if row else None,
        high=row.high if row else None,
        like=row.like if row else "",
        source=row.source if row else "",
        place=row.place if row else "",
        confidence=row.confidence if row else "",
    )
