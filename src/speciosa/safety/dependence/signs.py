"""Patterns in the doses themselves: breaks, doses at night, doses sooner than usual."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from speciosa.diary.doses import Dose
from speciosa.diary.view import hours_since
from speciosa.knowledge.tables import read_toml
from speciosa.record import Number, Record
from speciosa.safety.facts import Facts
from speciosa.safety.predicates import daily_use


class Break(Record):
    """A long time without a dose; `known` only where entries show that none was left out."""

    start: AwareDatetime  # the last dose before it
    end: AwareDatetime | None  # the next dose; None: open at the diary's last entry
    hours: Number
    known: bool


def breaks_of(facts: Facts, least_h: float) -> tuple[Break, ...]:
    """All times without kratom of at least `least_h` hours, by time, the open one last."""
    pairs: list[tuple[datetime, datetime | None]] = [
        (before.taken_at, after.taken_at) for before, after in pairwise(facts.doses)
    ]
    last = facts.entries[-1].at if facts.entries else None
    if facts.doses and last is not None:
        pairs.append((facts.doses[-1].taken_at, None))
    found = list[Break]()
    for start, end in pairs:
        until = end or last or start
        hours = hours_since(start, until)
        if hours >= least_h:
            known = was_recorded(facts, start, until, also_last=end is None)
            found.append(Break(start=start, end=end, hours=hours, known=known))
    return tuple(found)


def was_recorded(facts: Facts, start: datetime, end: datetime, *, also_last: bool = False) -> bool:
    """Whether no day between two instants is without an entry, so that no dose is missing.

    Where no full day lies between them, some entry must.

    Args:
        facts: the diary.
        start: a dose.
        end: the next dose, or another entry.
        also_last: an entry at `end` counts; it is not a dose.
    """
    first, last = local_day(facts, start), local_day(facts, end)
    between = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    if between:
        return all(day in facts.recorded for day in between)
    return entry_between(facts, start, end) or (also_last and start < end)


def entry_between(facts: Facts, start: datetime, end: datetime) -> bool:
    """Whether anything was written down between two instants, the ends left out."""
    place = bisect_right(facts.entries, start, key=lambda entry: entry.at)
    return place < len(facts.entries) and facts.entries[place].at < end


def was_daily(facts: Facts) -> bool:
    """Whether kratom was used daily, seen from the last dose: also for somebody who stopped."""
    if daily_use(facts):
        return True
    if not facts.doses:
        return False
    limits = read_toml("timing")["daily"]
    last = facts.day(facts.doses[-1])
    first = last - timedelta(days=limits["recent_d"] - 1)
    recorded = [day for day in facts.recorded if first <= day <= last]
    taken = sum(day in facts.dose_days for day in recorded)
    return taken >= limits["share"] * len(recorded)


def longest_break(breaks: Sequence[Break]) -> Break | None:
    """The longest one that is known."""
    return max((one for one in breaks if one.known), key=lambda one: one.hours, default=None)


def night_doses(facts: Facts, from_hour: int, to_hour: int) -> tuple[Dose, ...]:
    """Doses at night by the diary's own clock; the end does not count."""
    zone = ZoneInfo(facts.diary.timezone)
    return tuple(
        dose for dose in facts.doses if from_hour <= dose.taken_at.astimezone(zone).hour < to_hour
    )


def early_doses(facts: Facts, share_of_median: float) -> tuple[Dose, ...]:
    """Doses sooner than a share of the person's own median interval."""
    pairs = list(pairwise(facts.doses))
    if not pairs:
        return ()
    usual_h = median(after.time_h - before.time_h for before, after in pairs)
    return tuple(
        after for before, after in pairs if after.time_h - before.time_h < share_of_median * usual_h
    )


def local_day(facts: Facts, at: datetime) -> date:
    """The day of an instant by the diary's own clock."""
    return at.astimezone(ZoneInfo(facts.diary.timezone)).date()
