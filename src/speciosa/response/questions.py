"""From a diary to the arrays of one question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.diary.person import Outcome
from speciosa.diary.ratings import Ratings
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.question import HIGH_SHARE, LOW_SHARE, Exposed, Question
from speciosa.response.strength import Evidence
from speciosa.sampling.quasirandom import Array

_GRID: Final = 240  # times at which the typical level is taken
_DOSES: Final = 32  # doses over which the effect of one dose is averaged
_HORIZON_STEPS: Final = 8
_FEWEST_FOR_RAMP: Final = 3
_BEFORE_H: Final = 0.5  # a rating counts as taken before the dose
_CLOCK_TOLERANCE_H: Final = 1.0 / 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One substance of the diary, with what all its outcomes share."""

    substance: str
    exposure: SubstanceExposure
    others: tuple[SubstanceExposure, ...]
    doses: tuple[Dose, ...]  # above zero
    fixed: bool
    typical_ng_per_ml: Array  # (draws, analytes, grid)
    after_ng_per_ml: Array  # (draws, analytes, doses * horizon)
    one_dose_ng_per_ml: Array
    at_ratings: dict[tuple[float, ...], Array]  # concentrations by rating times, filled as asked

    @classmethod
    def of(cls, diary: Diary, substance: str, exposures: dict[str, SubstanceExposure]) -> Self:
        """Evaluate the curves that all outcomes of this substance share."""
        exposure = exposures[substance]
        given = tuple(d for d in exposure.doses if d.amount > 0.0)
        after, one_dose = _after_doses(exposure)
        return cls(
            substance=substance,
            exposure=exposure,
            others=tuple(e for key, e in sorted(exposures.items()) if key != substance),
            doses=given,
            fixed=_is_fixed(diary, substance),
            typical_ng_per_ml=exposure.conc_ng_per_ml(_grid(exposure)),
            after_ng_per_ml=after,
            one_dose_ng_per_ml=one_dose,
            at_ratings={},
        )

    def conc_at(self, time_h: Array) -> Array:
        """Concentrations at rating times; outcomes rated together share one evaluation."""
        key = tuple(time_h.tolist())
        if key not in self.at_ratings:
            self.at_ratings[key] = self.exposure.conc_ng_per_ml(time_h)
        return self.at_ratings[key]


def ask(asked: Asked, ratings: Ratings, outcome: Outcome) -> Question:
    """The question of one outcome and one substance."""
    sign = 1.0 if outcome.better == "lower" else -1.0
    middle = 0.5 * (outcome.low + outcome.high)
    weights = [asked.exposure.substance.effect_weights[a] for a in asked.exposure.analytes]
    doses_h = [] if asked.fixed else [d.time_h for d in asked.doses]
    return Question(
        rating_pts=sign * (ratings.value_pts - middle),
        time_h=ratings.time_h,
        clock_h=np.array([_clock_h(at) for at in ratings.rated_at]),
        dose_time_h=np.array(doses_h, dtype=np.float64),
        exposed=Exposed(
            conc_ng_per_ml=asked.conc_at(ratings.time_h),
            typical_ng_per_ml=asked.typical_ng_per_ml,
            after_ng_per_ml=asked.after_ng_per_ml,
            one_dose_ng_per_ml=asked.one_dose_ng_per_ml,
            weight_median=np.array([w.fixed if w.median is None else w.median for w in weights]),
            weight_log_sd=np.array([w.log_sd or 0.0 for w in weights]),
        ),
        others=_other_levels(asked, ratings.time_h),
        range_pts=outcome.high - outcome.low,
    )


def evidence_of(diary: Diary, asked: Asked, ratings: Ratings) -> Evidence:
    """What the grade rests on."""
    when = [e.at for e in diary.entries]
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


def _is_fixed(diary: Diary, substance: str) -> bool:
    """As needed as soon as one product of the substance is; kratom is unless it says fixed."""
    usual = "as needed" if substance == "kratom" else "fixed"
    taken = [p.taken or usual for p in diary.products.values() if p.substance == substance]
    return "as needed" not in taken


def _grid(exposure: SubstanceExposure) -> Array:
    times = [d.time_h for d in exposure.doses] or [0.0]
    end_h = max(times) + exposure.substance.horizon_h
    return np.linspace(min(times), end_h, _GRID)


def _after_doses(exposure: SubstanceExposure) -> tuple[Array, Array]:
    """Concentrations in the hours after some doses, and what each of them contributes."""
    given = [i for i, d in enumerate(exposure.doses) if d.amount > 0.0]
    if not given:
        none = np.zeros((exposure.draws, len(exposure.analytes), 0))
        return none, none
    some = [given[i] for i in np.unique(np.linspace(0, len(given) - 1, _DOSES).astype(int))]
    middle = (np.arange(_HORIZON_STEPS) + 0.5) / _HORIZON_STEPS
    after_h = middle * exposure.substance.horizon_h
    at_h = np.concatenate([exposure.doses[i].time_h + after_h for i in some])
    alone = [exposure.one_dose_ng_per_ml(i, after_h) for i in some]
    return exposure.conc_ng_per_ml(at_h), np.concatenate(alone, axis=2)


def _other_levels(asked: Asked, time_h: Array) -> Array:
    """Median summed concentration of each other substance over its own typical level."""
    levels = []
    for other in asked.others:
        median = np.median(other.conc_ng_per_ml(time_h).sum(axis=1), axis=0)
        above = median[median > 0.0]
        levels.append(median / np.median(above) if len(above) else median)
    return np.column_stack(levels) if levels else np.zeros((len(time_h), 0))


def _clock_h(at: datetime) -> float:
    return at.hour + at.minute / 60.0
