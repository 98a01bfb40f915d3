"""Two periods and an earlier report, built by hand for the faces."""

from datetime import UTC, date, datetime

from speciosa.assessment.schema import (
    CheckChange,
    ComparedPeriod,
    Due,
    EarlierUse,
    Estimate,
    EventMark,
    FindingChange,
    Interval,
    OutcomeChange,
    PeriodEvents,
    PeriodLevel,
    PeriodOutcome,
    PeriodRatings,
    PeriodUse,
    Scale,
    Since,
    TakenChange,
    TwoPeriods,
)


def period(start: date, end: date, doses_per_day: float, *events: PeriodEvents) -> ComparedPeriod:
    """28 days, 26 of them recorded."""
    level = Interval(p05=20.0, p50=15.0 * doses_per_day, p95=150.0)
    return ComparedPeriod(
        start=start,
        end=end,
        days=28,
        days_with_entries=26,
        use=PeriodUse(
            substance="kratom",
            doses_per_day=doses_per_day,
            amount_per_day=3.0 * doses_per_day,
            amount_unit="g",
            longest_without_h=20.5,
            share_rated_before=0.64,
        ),
        levels=(
            PeriodLevel(
                substance="kratom",
                analyte="mitragynine",
                unit="ng/mL",
                days=24,
                peak=level,
                trough=level,
                mean=level,
            ),
        ),
        events=events,
    )


def outcome(key: str, label: str, difference: Estimate | None, *reasons: str) -> PeriodOutcome:
    """Ratings of both periods."""
    return PeriodOutcome(
        outcome=key,
        label=label,
        better="lower",
        scale=Scale(low=0, high=10),
        earlier=PeriodRatings(days=20, ratings=61, p25=4.0, p50=5.5, p75=6.0),
        later=PeriodRatings(days=0, ratings=0)
        if reasons
        else PeriodRatings(days=21, ratings=63, p25=3.0, p50=4.0, p75=5.25),
        difference=difference,
        reasons=reasons,
    )


NAUSEA = PeriodEvents(term="nausea", count=3, worst_grade=2)
FALL = PeriodEvents(term="fall", count=1, worst_grade=None)
LOWER = Estimate(mean=-1.2, sd=0.3, low=-1.8, high=-0.6, learned=None)
UNCLEAR = Estimate(mean=0.2, sd=0.4, low=-0.6, high=1.0, learned=None)
NO_RATING = "The later period: 0 days with 0 ratings; at least 7 days and 15 ratings are needed."
TWO_PERIODS = TwoPeriods(
    earlier=period(date(2026, 4, 5), date(2026, 5, 2), 3.0, NAUSEA, FALL),
    later=period(date(2026, 5, 3), date(2026, 5, 30), 2.0),
    outcomes=(
        outcome("pain", "Pain", LOWER),
        outcome("focus", "Focus", UNCLEAR),
        outcome("sleep", "Sleep", None, NO_RATING),
    ),
    confounders=("How much was taken may have followed the symptom.",),
)


def due(what: str, *, done: date | None = None, overdue_days: int = 0) -> Due:
    """A check."""
    return Due(
        what=what,
        due=date(2026, 5, 20),
        done=done,
        overdue_days=overdue_days,
        why="Invented.",
        sources=(),
        review="expert proposal",
    )


SINCE = Since(
    at=datetime(2026, 4, 30, 20, 15, tzinfo=UTC),
    diary_digest="0" * 64,
    version="0.0.9",
    same_rules=False,
    was_hidden=False,
    end=date(2026, 4, 30),
    days_with_entries=55,
    findings=(
        FindingChange(id="I-001", title="A new pair", severity="S3", was=None),
        FindingChange(id="T-DOSES", title="Doses a day rose", severity="S3", was="S2"),
        FindingChange(
            id="M-start", title="New: one", title_was="New: other", severity="S1", was="S1"
        ),
        FindingChange(id="I-040", title="An old pair", severity=None, was="S2"),
    ),
    outcomes=(
        OutcomeChange(
            outcome="pain",
            label="Pain",
            substance="kratom",
            grade="B",
            grade_was="D",
            told="better",
            told_was="cannot tell",
        ),
        OutcomeChange(
            outcome="mood",
            label="Mood",
            substance="kratom",
            grade=None,
            grade_was="C",
            told=None,
            told_was="no clear difference",
        ),
    ),
    events=(EventMark(entry="e9", at=datetime(2026, 5, 9, 9, tzinfo=UTC), term="rash", grade=2),),
    events_gone=(
        EventMark(entry="e1", at=datetime(2026, 4, 9, 9, tzinfo=UTC), term="fever", grade=None),
    ),
    checks=(
        CheckChange(change="done", check=due("Liver test", done=date(2026, 5, 21))),
        CheckChange(change="new", check=due("Lead in blood")),
        CheckChange(change="overdue", check=due("Blood pressure", overdue_days=10)),
        CheckChange(change="gone", check=due("Old check")),
    ),
    taken=(
        TakenChange(kind="medicine", change="began", what="drug 5 mg", day=date(2026, 5, 5)),
        TakenChange(kind="medicine", change="ended", what="pill 1 mg", day=date(2026, 5, 6)),
        TakenChange(kind="product", change="began", what="Red leaf", day=date(2026, 5, 7)),
    ),
    use=EarlierUse(doses_per_day=2.6, compared_days=28, amount_median=3.5, amount_unit="g"),
)
