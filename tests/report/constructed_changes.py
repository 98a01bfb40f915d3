"""What a constructed assessment compares with: laboratory limits, an earlier report, two periods."""

from datetime import timedelta
from itertools import groupby

from speciosa.assessment.schema import (
    CheckChange,
    CheckMark,
    ComparedPeriod,
    Due,
    EarlierUse,
    EventMark,
    EventReport,
    Finding,
    FindingChange,
    LabSeries,
    LabValue,
    OutcomeChange,
    PeriodEvents,
    PeriodLevel,
    PeriodOutcome,
    PeriodRatings,
    PeriodUse,
    RatingSeries,
    Since,
    TakenChange,
    TwoPeriods,
    hides_benefit,
)
from tests.report.constructed_draws import Draws
from tests.report.constructed_use import LABS

TOLD = ("better", "worse", "no clear difference", "cannot tell")


def labs(draws: Draws, checks: tuple[CheckMark, ...]) -> tuple[LabSeries, ...]:
    """Each thing measured with the limit that applies, and one that is the person's own."""
    limits = {name: limit for name, limit, _ in LABS}
    found = []
    for name, group in groupby(sorted(checks, key=lambda mark: mark.what), key=lambda m: m.what):
        marks = sorted(group, key=lambda mark: mark.at)
        known = draws.some()
        values = tuple(
            LabValue(at=m.at, value=m.value, limit=limits[name] if known else None, own=known)
            for m in marks
        )
        review = draws.review() if known else ""
        label = draws.one((draws.typed(name), name))
        found.append(
            LabSeries(name=name, label=label, unit=marks[0].unit, review=review, values=values)
        )
    return tuple(found)


def since(
    draws: Draws,
    findings: tuple[Finding, ...],
    events: tuple[EventReport, ...],
    schedule: tuple[Due, ...],
    series: tuple[RatingSeries, ...],
) -> Since | None:
    """What changed since an earlier report."""
    if not draws.some():
        return None
    shown = not hides_benefit(draws.mix.restrictions)
    marks = tuple(EventMark(entry=e.entry, at=e.at, term=e.term, grade=e.grade) for e in events)
    return Since(
        at=draws.moment(0, 12.0),
        diary_digest="b4" * 32,
        version="0.0.9",
        same_rules=draws.some(),
        was_hidden=not shown,
        end=draws.day(0),
        days_with_entries=draws.whole(0, 90),
        findings=draws.few(_finding_change(draws, one) for one in findings if draws.some()),
        outcomes=draws.few(_outcome_change(draws, one) for one in series) if shown else (),
        events=draws.few(marks),
        events_gone=draws.few(marks[:1]),
        checks=draws.few(
            CheckChange(change=draws.one(("new", "overdue", "done", "gone")), check=due)
            for due in schedule
        ),
        taken=draws.few(_taken(draws, kind) for kind in ("medicine", "product")[: 1 + shown]),
        use=_earlier_use(draws) if shown and draws.some() else None,
    )


def _finding_change(draws: Draws, one: Finding) -> FindingChange:
    kind = draws.one(("new", "gone", "other"))
    return FindingChange(
        id=one.id,
        title=one.title,
        title_was=f"{one.title} for long" if kind == "other" else "",
        severity=None if kind == "gone" else one.severity,
        was=None if kind == "new" else one.severity,
    )


def _outcome_change(draws: Draws, series: RatingSeries) -> OutcomeChange:
    new, old = draws.one(((True, True), (True, False), (False, True)))
    told = draws.one(TOLD)
    return OutcomeChange(
        outcome=series.outcome,
        label=series.label,
        substance="kratom",
        grade="B" if new else None,
        grade_was="C" if old else None,
        told=told if new else None,
        told_was=draws.one(TOLD) if old else None,
    )


def _taken(draws: Draws, kind: str) -> TakenChange:
    change = draws.one(("began", "ended")) if kind == "medicine" else "began"
    what = draws.typed("sertraline 50 mg" if kind == "medicine" else "Green leaf, batch 8")
    return TakenChange(kind=kind, change=change, what=what, day=draws.any_day())


def _earlier_use(draws: Draws) -> EarlierUse:
    known = draws.some()
    return EarlierUse(
        doses_per_day=draws.maybe(lambda: draws.number(0.5, 4.0)),
        compared_days=draws.whole(0, 28),
        amount_median=draws.number(1.0, 4.0) if known else None,
        amount_unit="g" if known else "",
    )


def two_periods(draws: Draws, series: tuple[RatingSeries, ...]) -> TwoPeriods | None:
    """Two periods of the diary side by side."""
    if not (draws.mix.periods and draws.some()):
        return None
    shown, half = not hides_benefit(draws.mix.restrictions), draws.mix.days // 2
    return TwoPeriods(
        earlier=_period(draws, 0, half, shown=shown),
        later=_period(draws, half, draws.mix.days - half, shown=shown),
        outcomes=tuple(_outcome(draws, one) for one in series) if shown else (),
        confounders=draws.few((f"A medicine changed in between: {draws.typed('sertraline')}.",)),
    )


def _period(draws: Draws, first: int, days: int, *, shown: bool) -> ComparedPeriod:
    days = max(days, 1)
    return ComparedPeriod(
        start=draws.day(first),
        end=draws.day(first) + timedelta(days=days - 1),
        days=days,
        days_with_entries=draws.whole(0, days),
        use=_use(draws) if shown and draws.some() else None,
        levels=draws.few((_level(draws, days),)) if shown else (),
        events=draws.few(
            PeriodEvents(
                term=draws.typed(term),
                count=draws.whole(1, 5),
                worst_grade=draws.maybe(lambda: draws.whole(1, 5)),
            )
            for term in ("nausea", "dizziness")
        ),
    )


def _use(draws: Draws) -> PeriodUse:
    return PeriodUse(
        substance="kratom",
        doses_per_day=draws.maybe(lambda: draws.number(0.5, 4.0)),
        amount_per_day=draws.maybe(lambda: draws.number(2.0, 12.0)),
        amount_unit="g",
        longest_without_h=draws.maybe(lambda: draws.number(5.0, 90.0)),
        share_rated_before=draws.maybe(draws.share),
    )


def _level(draws: Draws, days: int) -> PeriodLevel:
    return PeriodLevel(
        substance="kratom",
        analyte="mitragynine",
        unit="ng/mL",
        days=days,
        peak=draws.interval(draws.number(60, 90)),
        trough=draws.interval(draws.number(0, 20)),
        mean=draws.interval(draws.number(20, 60)),
    )


def _outcome(draws: Draws, series: RatingSeries) -> PeriodOutcome:
    difference = draws.estimate(series.scale) if draws.some() else None
    return PeriodOutcome(
        outcome=series.outcome,
        label=series.label,
        better=series.better,
        scale=series.scale,
        earlier=_ratings(draws, series),
        later=_ratings(draws, series),
        difference=difference,
        reasons=() if difference else ("Too few days in the first period",),
    )


def _ratings(draws: Draws, series: RatingSeries) -> PeriodRatings:
    if not draws.some():
        return PeriodRatings(days=0, ratings=0)
    low, high = series.scale.low, series.scale.high
    quarter = (high - low) / 4
    return PeriodRatings(
        days=draws.whole(1, 9),
        ratings=draws.whole(9, 30),
        p25=low + quarter,
        p50=low + 2 * quarter,
        p75=high,
    )
