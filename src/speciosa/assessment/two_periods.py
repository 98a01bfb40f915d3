"""Two periods of one diary side by side: days, use, predicted levels, outcomes and events."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.assessment.compared_periods import (
    ComparedPeriod,
    PeriodEvents,
    PeriodLevel,
    PeriodOutcome,
    PeriodRatings,
    PeriodUse,
    TwoPeriods,
)
from speciosa.assessment.use import main_substance
from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.diary.instruments import ordered_outcomes
from speciosa.diary.quality import share_rated_before
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.diary.view import current, hours_since
from speciosa.exposure.curve import SubstanceExposure
from speciosa.exposure.days import levels_of_days, spans_of
from speciosa.response.compare.arms import Arm, Arms, PeriodArm, arms_of
from speciosa.response.compare.build import compare_arms
from speciosa.response.compare.confounders import confounders_of
from speciosa.safety.finding import EventReport

_QUARTILES: Final = (25, 50, 75)


@dataclass(frozen=True, slots=True)
class Side:
    """One period with its recorded days and the doses on them."""

    period: PeriodArm
    arm: Arm


@dataclass(frozen=True, slots=True)
class Asked:
    """Two periods of one diary."""

    earlier: Side
    later: Side

    @property
    def arms(self) -> Arms:
        """As a comparison takes them: later minus earlier."""
        return Arms("periods", self.later.arm, self.earlier.arm, frozenset())


def asked_of(diary: Diary, earlier: PeriodArm, later: PeriodArm) -> Asked:
    """Both periods with their days.

    Raises:
        InputError: when they overlap.
    """
    found = arms_of(diary, later, earlier)
    return Asked(
        Side(earlier, replace(found.b, label="The earlier period", named="the earlier period")),
        Side(later, replace(found.a, label="The later period", named="the later period")),
    )


def two_periods_of(
    diary: Diary,
    asked: Asked,
    exposures: Mapping[str, SubstanceExposure],
    events: tuple[EventReport, ...],
    *,
    hidden: bool,
) -> TwoPeriods:
    """Both periods; where benefit and amounts are hidden only their days and events.

    Args:
        diary: the record.
        asked: the periods.
        exposures: of each substance, as `expose` gives them.
        events: of the whole diary.
        hidden: whether amounts and outcomes must not be compared.
    """
    sides = asked.earlier, asked.later
    earlier, later = (_bare(side, events) for side in sides)
    if hidden:
        return TwoPeriods(earlier=earlier, later=later)
    substance, doses = main_substance(diary), [d for side in sides for d in side.arm.doses]
    unit = _unit(_of(diary, doses, substance))
    return TwoPeriods(
        earlier=_whole(earlier, diary, asked.earlier, exposures, (substance, unit)),
        later=_whole(later, diary, asked.later, exposures, (substance, unit)),
        outcomes=tuple(_outcomes(diary, asked.arms)),
        confounders=confounders_of(diary, asked.arms),
    )


def _bare(side: Side, events: tuple[EventReport, ...]) -> ComparedPeriod:
    period = side.period
    return ComparedPeriod(
        start=period.start,
        end=period.end,
        days=(period.end - period.start).days + 1,
        days_with_entries=len(side.arm.days),
        events=_events(events, period),
    )


def _whole(
    bare: ComparedPeriod,
    diary: Diary,
    side: Side,
    exposures: Mapping[str, SubstanceExposure],
    counted: tuple[str, str],
) -> ComparedPeriod:
    more = {
        "use": _use(diary, side, *counted),
        "levels": _levels(diary, exposures, side.arm.days),
    }
    return bare.model_copy(update=more)


def _use(diary: Diary, side: Side, substance: str, unit: str) -> PeriodUse:
    days, doses = len(side.arm.days), _of(diary, side.arm.doses, substance)
    return PeriodUse(
        substance=substance,
        doses_per_day=len(doses) / days if days else None,
        amount_per_day=_amount(doses, unit) / days if days and unit else None,
        amount_unit=unit,
        longest_without_h=_longest_without_h(diary, side.period, doses),
        share_rated_before=share_rated_before(diary, doses),
    )


def _of(diary: Diary, doses: Iterable[Dose], substance: str) -> list[Dose]:
    return [dose for dose in doses if diary.products[dose.product].substance == substance]


def _unit(doses: list[Dose]) -> str:
    """Grams where every weight is known, else the one unit that all were typed in, else none."""
    if doses and all(dose.product_g is not None for dose in doses):
        return "g"
    units = {dose.unit for dose in doses}
    return units.pop() if len(units) == 1 else ""


def _amount(doses: list[Dose], unit: str) -> float:
    weights = (dose.product_g if unit == "g" else dose.amount for dose in doses)
    return sum(weight or 0.0 for weight in weights)


def _longest_without_h(diary: Diary, one: PeriodArm, doses: list[Dose]) -> float:
    """The longest time without a recorded dose inside a period and the recorded time."""
    zone, entries = ZoneInfo(diary.timezone), current(diary)
    start = max(datetime.combine(one.start, time(), zone), entries[0].at)
    end = min(datetime.combine(one.end + timedelta(days=1), time(), zone), entries[-1].at)
    moments = [start, *(dose.taken_at for dose in doses), end]
    return max(hours_since(first, then) for first, then in pairwise(moments))


def _levels(
    diary: Diary, exposures: Mapping[str, SubstanceExposure], days: frozenset[date]
) -> tuple[PeriodLevel, ...]:
    spans = [span for span in spans_of(diary) if span.day in days]
    typical = [levels_of_days(spans, exposure)[1] for _, exposure in sorted(exposures.items())]
    return tuple(
        PeriodLevel(
            substance=one.substance,
            analyte=one.analyte,
            unit=one.unit,
            days=one.days,
            peak=one.peak,
            trough=one.trough,
            mean=one.mean,
        )
        for one in typical
        if one is not None
    )


def _outcomes(diary: Diary, arms: Arms) -> Iterator[PeriodOutcome]:
    """Every outcome that was rated in one of the periods, aims first."""
    rated = ratings_of(diary)
    for key in (key for key in ordered_outcomes(diary) if key in rated):
        earlier, later = (_ratings(rated[key], arm) for arm in (arms.b, arms.a))
        if not earlier.ratings + later.ratings:
            continue
        found = compare_arms(diary, key, arms)
        yield PeriodOutcome(
            outcome=key,
            label=found.label,
            better=found.better,
            scale=found.scale,
            earlier=earlier,
            later=later,
            difference=found.difference,
            reasons=found.reasons,
        )


def _ratings(ratings: Ratings, arm: Arm) -> PeriodRatings:
    inside = [at.date() in arm.days for at in ratings.rated_at]
    days = {at.date() for at, held in zip(ratings.rated_at, inside, strict=True) if held}
    value_pts = ratings.value_pts[np.array(inside, dtype=bool)]
    if not len(value_pts):
        return PeriodRatings(days=0, ratings=0)
    p25, p50, p75 = np.percentile(value_pts, _QUARTILES).tolist()
    return PeriodRatings(days=len(days), ratings=len(value_pts), p25=p25, p50=p50, p75=p75)


def _events(events: tuple[EventReport, ...], one: PeriodArm) -> tuple[PeriodEvents, ...]:
    """By kind, the worst first."""
    kinds: dict[str, list[EventReport]] = {}
    for event in events:
        if one.start <= event.at.date() <= one.end:
            kinds.setdefault(event.term.casefold(), []).append(event)
    found = [
        PeriodEvents(
            term=group[0].term,
            count=len(group),
            worst_grade=max((e.grade for e in group if e.grade is not None), default=None),
        )
        for group in kinds.values()
    ]
    return tuple(sorted(found, key=lambda kind: (-(kind.worst_grade or 0), kind.term)))
