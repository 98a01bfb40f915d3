"""From a diary to the arrays of one question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.diary.instruments import may_turn_over
from speciosa.diary.person import Outcome
from speciosa.diary.ratings import Ratings
from speciosa.diary.view import current, hours_since, origin
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.amounts import Amounts, amounts_of
from speciosa.response.covariates import Nights, covariates_of
from speciosa.response.joint.assemble import DRAWS as JOINT_DRAWS
from speciosa.response.joint.slots import Slots, slots_of
from speciosa.response.question import AfterDoses, Cells, Exposed, Question
from speciosa.sampling.quasirandom import Array

_GRID: Final = 240  # times at which the typical level is taken
_GOLDEN: Final = 0.6180339887498949  # shifts them, so that they do not fall on the same clock hours
_CELL_H: Final = 6.0  # adaptation follows the level over days
_DOSES: Final = 32  # doses over which the effect of one dose is averaged
_HORIZON_STEPS: Final = 8
_DRAWS: Final = 512  # kinetic draws of the plain family; its sampler visits each several times
_OTHER_DRAWS: Final = 128  # enough for the median level of another substance


@dataclass(frozen=True, slots=True)
class Asked:
    """One substance of the diary, with what all its outcomes share."""

    substance: str
    exposure: SubstanceExposure
    others: tuple[SubstanceExposure, ...]
    nights: Nights
    doses: tuple[Dose, ...]  # above zero
    fixed: bool
    typical_h: Array  # (grid,)
    typical_ng_per_ml: Array  # (draws, analytes, grid)
    after: AfterDoses
    cells: Cells
    amounts: Amounts
    slots: Slots | None  # when a dose was possible; None for a schedule, or with too few doses
    at_ratings: dict[tuple[float, ...], Array]  # concentrations by rating times, filled as asked

    @classmethod
    def of(cls, diary: Diary, substance: str, exposures: dict[str, SubstanceExposure]) -> Self:
        """Evaluate the curves that all outcomes of this substance share."""
        fixed = is_fixed(diary, substance)
        slots = None if fixed else slots_of(diary, substance)
        exposure = _first(exposures[substance], _DRAWS if slots is None else JOINT_DRAWS)
        given = tuple(d for d in exposure.doses if d.amount > 0.0)
        window_h = _window_h(diary, exposure)
        typical_h = _spread_h(window_h)
        amounts = amounts_of(given)
        return cls(
            substance=substance,
            exposure=exposure,
            others=tuple(
                _first(e, _OTHER_DRAWS) for key, e in sorted(exposures.items()) if key != substance
            ),
            nights=Nights.of(diary),
            doses=given,
            fixed=fixed,
            typical_h=typical_h,
            typical_ng_per_ml=exposure.conc_ng_per_ml(typical_h),
            after=_after_doses(exposure, amounts),
            cells=_cells(exposure, window_h),
            amounts=amounts,
            slots=slots,
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
        clock_h=np.array([clock_h(at) for at in ratings.rated_at]),
        dose_time_h=np.array(doses_h, dtype=np.float64),
        exposed=Exposed(
            conc_ng_per_ml=asked.conc_at(ratings.time_h),
            typical_h=asked.typical_h,
            typical_ng_per_ml=asked.typical_ng_per_ml,
            after=asked.after,
            cells=asked.cells,
            weight_median=np.array([w.fixed if w.median is None else w.median for w in weights]),
            weight_log_sd=np.array([w.log_sd or 0.0 for w in weights]),
        ),
        others=covariates_of(asked.others, asked.nights, ratings),
        range_pts=outcome.high - outcome.low,
        may_turn_over=may_turn_over(ratings.outcome),
    )


def _first(exposure: SubstanceExposure, draws: int) -> SubstanceExposure:
    """The first draws: those of an even sequence are even themselves."""
    return exposure if exposure.draws <= draws else exposure.subset(np.arange(draws))


def is_fixed(diary: Diary, substance: str) -> bool:
    """Whether all products of a substance follow a schedule; kratom does only where it says so."""
    usual = "as needed" if substance == "kratom" else "fixed"
    taken = [p.taken or usual for p in diary.products.values() if p.substance == substance]
    return "as needed" not in taken


def _window_h(diary: Diary, exposure: SubstanceExposure) -> tuple[float, float]:
    """From the first entry or dose to the last, with what the last dose still does."""
    start = origin(diary)
    recorded_h = [hours_since(start, entry.at) for entry in current(diary)]
    dose_h = [d.time_h for d in exposure.doses]
    end_h = max([*recorded_h, *(h + exposure.substance.horizon_h for h in dose_h)])
    return min(recorded_h + dose_h), end_h


def _spread_h(window_h: tuple[float, float]) -> Array:
    """Times over the diary, one in each even piece, never always at the same clock hour."""
    start_h, end_h = window_h
    piece = np.arange(_GRID)
    return start_h + (end_h - start_h) * (piece + (piece * _GOLDEN) % 1.0) / _GRID


def _cells(exposure: SubstanceExposure, window_h: tuple[float, float]) -> Cells:
    start_h, end_h = window_h
    count = max(int(np.ceil((end_h - start_h) / _CELL_H)), 1)
    edge_h = np.linspace(start_h, end_h, count + 1)
    return Cells(edge_h, exposure.mean_ng_per_ml(edge_h), exposure.steady_ng_per_ml())


def _after_doses(exposure: SubstanceExposure, amounts: Amounts) -> AfterDoses:
    """Concentrations in the hours after some doses, and what each of them contributes."""
    given = [i for i, d in enumerate(exposure.doses) if d.amount > 0.0]
    spread = np.linspace(0, len(given) - 1, _DOSES if given else 0)
    place: Array = np.unique(spread.astype(int))
    some = [given[i] for i in place]
    step_h = exposure.substance.horizon_h / _HORIZON_STEPS
    after_h = (np.arange(_HORIZON_STEPS) + 0.5) * step_h
    at_h = np.concatenate([np.zeros(0), *(exposure.doses[i].time_h + after_h for i in some)])
    return AfterDoses(
        time_h=at_h,
        conc_ng_per_ml=exposure.conc_ng_per_ml(at_h),
        one_dose_ng_per_ml=_alone(exposure, some, after_h),
        step_h=step_h,
        steps=_HORIZON_STEPS,
        amount_ratio=amounts.grid[:, None] / amounts.taken[list(place)],
    )


def _alone(exposure: SubstanceExposure, some: list[int], after_h: Array) -> Array:
    """What each of some doses contributes, one after the other; one curve for each release."""
    parts = [np.zeros((exposure.draws, len(exposure.analytes), 0))]
    one_mg = dict[int, Array]()
    for i in some:
        stream = next(k for k, s in enumerate(exposure.streams) if i in s.dose)
        reaching_mg = exposure.reaching_mg[i][:, None, None]
        if stream not in one_mg:
            one_mg[stream] = exposure.one_dose_ng_per_ml(i, after_h) / reaching_mg
        parts.append(one_mg[stream] * reaching_mg)
    return np.concatenate(parts, axis=2)


def clock_h(at: datetime) -> float:
    """The local wall clock of a time, h."""
    return at.hour + at.minute / 60.0
