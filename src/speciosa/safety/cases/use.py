"""Use of kratom around an event: first and last use, a break, use after the break."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from speciosa.diary.entries import Kind
from speciosa.diary.parse_head import partial_day
from speciosa.safety.cases.case import Exposure
from speciosa.safety.cases.groups import use_limits
from speciosa.safety.facts import Facts

_FULL_DAY: Final = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class Break:
    """A break in use at or after an event; `certain` says that the diary really shows it."""

    stopped: date  # the last day of use before it
    resumed: date | None  # None: not resumed in the diary
    certain: bool
    least_d: int  # shorter ones are usual for this person

    def before(self, onset: date) -> bool:
        """Whether use had ended, by that measure, when the first sign came."""
        return (onset - self.stopped).days >= self.least_d


def exposure_of(facts: Facts, onset: date) -> Exposure:
    """Use up to the day of the first sign."""
    before = [day for day in _days(facts) if day <= onset]
    first, known = _first_use(facts)
    last = max(before, default=None)
    names = {key: facts.diary.products[key].name for key in facts.kratom_products}
    return Exposure(
        products=tuple(names.values()),
        first_use=first,
        first_use_known=known,
        last_use=last,
        doses_before=bisect_right(facts.doses, onset, key=facts.day),
        days_since_first=(onset - first).days if first else None,
        days_since_last=(onset - last).days if last else None,
    )


def break_after(facts: Facts, onset: date, last_sign: date) -> Break | None:
    """The first break in use that covers or soon follows the signs; None: use went on.

    Args:
        facts: the diary.
        onset: day of the first sign.
        last_sign: day of the last one; a break long after it says nothing about the event.
    """
    days = _days(facts)
    if not days or facts.end is None:
        return None
    least_d = _least_gap_d(days, onset)
    latest = max(onset, last_sign) + timedelta(days=use_limits().within_d)
    ends: list[date | None] = [*days[1:], None]
    for stopped, resumed in zip(days, ends, strict=True):
        until = resumed or facts.end
        covers = until > onset or (resumed is None and until == onset)
        if stopped <= latest and covers and (until - stopped).days >= least_d:
            return Break(stopped, resumed, _certain(facts, stopped, until), least_d)
    return None


def _days(facts: Facts) -> list[date]:
    return sorted(facts.dose_days)


def _first_use(facts: Facts) -> tuple[date | None, bool]:
    """The first use as far as it is remembered, otherwise the first recorded day."""
    products, said = facts.diary.products, facts.diary.use.first
    held = [products[key].before for key in facts.kratom_products]
    told = [before.since for before in held if before]
    day = partial_day(said) if len(said) == _FULL_DAY else None
    told += [day] if day else []
    if told:
        return min(told), True
    return min(facts.dose_days, default=None), False


def _least_gap_d(days: list[date], onset: date) -> int:
    """How long a break must be: longer than the person's own usual interval."""
    limits = use_limits()
    before = [day for day in days if day <= onset]
    gaps = [(later - day).days for day, later in pairwise(before)]
    usual = median(gaps) if gaps else 0
    return max(limits.gap_d, int(limits.usual_times * usual))


def _certain(facts: Facts, stopped: date, until: date) -> bool:
    """Whether the break has a dose of 0, or entries on enough of its days."""
    zeros = {
        facts.day(entry)
        for entry in facts.entries
        if entry.kind is Kind.DOSE and entry.value == 0 and entry.what in facts.kratom_products
    }
    if any(stopped <= day <= until for day in zeros):
        return True
    length_d = (until - stopped).days
    inside = [stopped + timedelta(days=n) for n in range(1, length_d + 1)]
    recorded = sum(day in facts.recorded for day in inside)
    return recorded >= use_limits().recorded_share * length_d
