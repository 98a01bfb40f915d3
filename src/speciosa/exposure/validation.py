"""The kratom model beside what was measured in people, number by number."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np

from speciosa.exposure.draws import Normals, figure_values
from speciosa.exposure.forms import form_of
from speciosa.exposure.kinetics import Array, Exponentials
from speciosa.exposure.library import load_substance, typical_curve
from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.published import (
    Measured,
    MeasuredSpread,
    Summarised,
    measured,
    measured_spreads,
)
from speciosa.exposure.superpose import History, concentration_ng_per_ml

HOW: Final[dict[Summarised, str]] = {
    "peak": "highest level in the 24 h after the dose (the last of daily doses)",
    "peak time": "hours from that dose to the peak",
    "area": "area under the curve of one dose to infinity, closed form",
    "area to 24 h": "area under the curve from 0 to 24 h, trapezoids",
    "half-life": "ln 2 / the smallest rate of mitragynine",
    "early half-life": "slope between the levels at 4 and 12 h, as an assay with a limit sees it",
    "ratio": "area to 24 h of the metabolite / that of mitragynine, by mass",
    "volume": "1 / (area x smallest rate), Vz/F",
}
PEOPLE: Final = 2048
SEED: Final = 11
_DOSED: Final = frozenset({"peak", "area", "area to 24 h"})  # these grow with the dose
_EARLY_H: Final = (4.0, 12.0)
_STEPS: Final = 9600  # of 24 h, for the median person
_COARSE: Final = 480  # the same for many people
_DAY_H: Final = 24.0

Summaries = Mapping[Summarised, Array]


@dataclass(frozen=True, slots=True)
class Reproduced:
    """One published summary with the model's."""

    published: Measured
    computed: float

    @property
    def ratio(self) -> float:
        """Computed over published."""
        return self.computed / self.published.value

    @property
    def fold(self) -> float:
        """How many times one is the other, 1 or more."""
        return exp(abs(log(self.ratio)))


@dataclass(frozen=True, slots=True)
class ReproducedSpread:
    """How far people differ, published and in the model; log standard deviations."""

    published: MeasuredSpread
    computed_log_sd: float

    @property
    def off(self) -> float:
        """Relative difference, e.g. 0.04 for 4 % more."""
        return self.computed_log_sd / self.published.log_sd - 1.0


def reproduced() -> tuple[Reproduced, ...]:
    """Every published summary beside the median person's."""
    kratom = load_substance("substances/kratom")
    curve = typical_curve(kratom, kratom.release[0].key)
    names = [analyte.key for analyte in kratom.analyte]
    found = {days: _summaries(curve, days, _STEPS) for days in {row.days for row in measured()}}
    return tuple(
        Reproduced(row, _of_dose(row, found[row.days][names.index(row.analyte)]))
        for row in measured()
    )


def reproduced_spreads() -> tuple[tuple[ReproducedSpread, ...], float]:
    """Every published spread beside that of the drawn people, and how far both peaks go together.

    The second value is the correlation of the logarithms of the peaks of both analytes.
    """
    kratom = load_substance("substances/kratom")
    normals = Normals(PEOPLE, len(kratom.spread), np.random.default_rng(SEED))
    curve = one_mg_curve(kratom, kratom.release[0], figure_values(kratom, normals, None))
    names = [analyte.key for analyte in kratom.analyte]
    found = _summaries(curve, 1, _COARSE)
    rows = tuple(
        ReproducedSpread(row, float(np.log(found[names.index(row.analyte)][row.statistic]).std()))
        for row in measured_spreads()
    )
    peaks = [np.log(of_analyte["peak"]) for of_analyte in found]
    return rows, float(np.corrcoef(np.array(peaks))[0, 1])


def _of_dose(row: Measured, one_mg: Summaries) -> float:
    reaching_mg = 1.0
    if row.statistic in _DOSED and row.dose_mg is not None:
        available = form_of(row.form).availability
        reaching_mg = row.dose_mg * (available.median if available else 1.0)
    return float(one_mg[row.statistic][0]) * reaching_mg


def _summaries(curve: Exponentials, days: int, steps: int) -> tuple[Summaries, ...]:
    """Summaries of each analyte after the last of daily doses of 1 mg, (draws,) each."""
    after_h = np.linspace(0.0, _DAY_H, steps + 1)
    doses = History(
        np.arange(0.0, _DAY_H * days, _DAY_H), np.ones((days, curve.coefficient.shape[0]))
    )
    conc = concentration_ng_per_ml(curve, doses, _DAY_H * (days - 1) + after_h)
    areas = np.asarray(np.trapezoid(conc, after_h, axis=-1))
    whole = curve.area_ng_h_per_ml()
    slow_per_h = curve.slowest_per_h[:, 0]
    early = np.searchsorted(after_h, _EARLY_H)
    return tuple(
        {
            "peak": level.max(axis=-1),
            "peak time": after_h[level.argmax(axis=-1)],
            "area": whole[:, i],
            "area to 24 h": areas[:, i],
            "half-life": log(2.0) / slow_per_h,
            "early half-life": _slope_half_life_h(level[:, early]),
            "ratio": areas[:, i] / areas[:, 0],
            "volume": 1.0 / (whole[:, i] * slow_per_h),
        }
        for i, level in enumerate(conc.transpose(1, 0, 2))
    )


def _slope_half_life_h(level: Array) -> Array:
    """From the levels at the two early moments, (draws, 2)."""
    return (_EARLY_H[1] - _EARLY_H[0]) * log(2.0) / np.log(level[:, 0] / level[:, 1])
