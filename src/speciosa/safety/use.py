"""How much and how often: two periods of a diary compared."""

from dataclasses import dataclass
from datetime import date, timedelta

from speciosa.safety.facts import Facts


@dataclass(frozen=True, slots=True)
class Period:
    """Use in one period, per recorded day; grams None where a weight is not known."""

    start: date
    end: date
    recorded_d: int
    doses_per_day: float
    amount_g_per_day: float | None


@dataclass(frozen=True, slots=True)
class UseChange:
    """The first and the last period of a diary, of equal length."""

    first: Period
    last: Period
    compared_d: int


def use_change(facts: Facts, compare_d: int, least_d: int) -> UseChange | None:
    """Compare the last days with the first, or the halves of a shorter diary.

    Args:
        facts: the diary.
        compare_d: length of each period in days.
        least_d: recorded days that each period needs.
    """
    if facts.start is None or facts.end is None or not facts.doses:
        return None
    length_d = min(compare_d, facts.days // 2)
    span = timedelta(days=length_d - 1)
    first = period(facts, facts.start, facts.start + span)
    last = period(facts, facts.end - span, facts.end)
    enough = min(first.recorded_d, last.recorded_d) >= least_d
    return UseChange(first, last, length_d) if enough else None


def period(facts: Facts, start: date, end: date) -> Period:
    """Use from one day to another, both counted."""
    recorded = [day for day in facts.recorded if start <= day <= end]
    doses = [dose for dose in facts.doses if start <= facts.day(dose) <= end]
    grams = [dose.product_g for dose in doses if dose.product_g is not None]
    days = len(recorded) or 1
    known = bool(doses) and len(grams) == len(doses)
    return Period(
        start=start,
        end=end,
        recorded_d=len(recorded),
        doses_per_day=len(doses) / days,
        amount_g_per_day=sum(grams) / days if known else None,
    )
