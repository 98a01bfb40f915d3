"""What is published of two periods of one diary, side by side."""

from datetime import date
from typing import Literal

from speciosa.exposure.summary import Interval
from speciosa.record import Number, Record
from speciosa.response.result import Estimate, Scale


class PeriodUse(Record):
    """Doses of the main substance, per day with an entry."""

    substance: str
    doses_per_day: Number | None  # None without a day with entries
    amount_per_day: Number | None  # None where the units do not add up
    amount_unit: str
    longest_without_h: Number | None  # inside the period, between the diary's first and last entry
    share_rated_before: Number | None  # in the 30 min before; None without doses


class PeriodLevel(Record):
    """The middle day of a period: predicted, the median over its whole days, for each draw."""

    substance: str
    analyte: str
    unit: str  # ng/mL
    days: int
    peak: Interval
    trough: Interval
    mean: Interval


class PeriodEvents(Record):
    """Adverse events of one kind."""

    term: str
    count: int
    worst_grade: int | None  # None where no grade is recorded


class ComparedPeriod(Record):
    """One of two periods, both of its ends counted. `use` is None where amounts are hidden."""

    start: date
    end: date
    days: int
    days_with_entries: int
    use: PeriodUse | None = None
    levels: tuple[PeriodLevel, ...] = ()
    events: tuple[PeriodEvents, ...] = ()


class PeriodRatings(Record):
    """Ratings of one outcome in one period; quartiles are None without a rating."""

    days: int
    ratings: int
    p25: Number | None = None
    p50: Number | None = None
    p75: Number | None = None


class PeriodOutcome(Record):
    """One outcome in both periods.

    `difference` is later minus earlier in the outcome's own points, a difference between days and
    not the effect of anything; None where this diary cannot tell, with the reasons.
    """

    outcome: str
    label: str
    better: Literal["lower", "higher"]
    scale: Scale
    earlier: PeriodRatings
    later: PeriodRatings
    difference: Estimate | None
    reasons: tuple[str, ...]


class TwoPeriods(Record):
    """Two periods side by side. Where amounts are hidden only days and events are told."""

    earlier: ComparedPeriod
    later: ComparedPeriod
    outcomes: tuple[PeriodOutcome, ...] = ()
    confounders: tuple[str, ...] = ()  # what else differs, the weightiest first
