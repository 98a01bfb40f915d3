"""What is due, when and why, from the diary's own dates and relative to its last entry."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Due
from speciosa.safety.lead_use import blood_lead_due
from speciosa.safety.rows import refs
from speciosa.safety.schedule_done import done_days
from speciosa.safety.schedule_start import start_day
from speciosa.safety.schedule_table import ScheduleRow, applies

_YEAR: Final = timedelta(days=365)


@cache
def schedule_rows() -> tuple[ScheduleRow, ...]:
    """All checks, in file order."""
    rows = load_table("schedule", "row", ScheduleRow)
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, "schedule", number)
    return rows


def schedule_of(facts: Facts) -> tuple[Due, ...]:
    """Checks that apply: overdue first, then a missing baseline, then by day.

    Of two rows about one check the first that applies counts.
    """
    if not facts.kratom or facts.end is None:
        return ()
    chosen: dict[str, ScheduleRow] = {}
    for row in schedule_rows():
        if row.id not in chosen and applies(row, facts):
            chosen[row.id] = row
    found = [due for row in chosen.values() for due in _dues(row, facts)]
    return tuple(sorted(found, key=_order))


def _order(due: Due) -> tuple[bool, int, date, str]:
    return due.done is not None, -due.overdue_days, due.due or date.min, due.what


def _dues(row: ScheduleRow, facts: Facts) -> Iterator[Due]:
    """What was done last, and what comes next."""
    why = " ".join(part for part in (row.why, blood_lead_due(facts) if row.lead else "") if part)
    start, done = start_day(row, facts), done_days(row, facts)
    last_done = done[-1] if done else None
    if "stop" in row.starts and (start is None or _is_over(row, start, facts)):
        return  # doses go on, or withdrawal is over
    if last_done is not None:
        yield _due(row, why, due=last_done, done=last_done)
    due = _next_due(row, start, last_done)
    if last_done is None and (due is None or (facts.start is not None and due < facts.start)):
        yield _due(row, why, due=None, done=None)  # what was done before the diary is not known
    elif due is not None:
        overdue_d = max(0, ((facts.end or due) - due).days)
        yield _due(row, why, due=due, done=None, overdue_d=overdue_d)


def _is_over(row: ScheduleRow, start: date, facts: Facts) -> bool:
    """Whether the last planned day of a row without an end of its own has passed."""
    last = start + timedelta(days=row.offsets_d[-1])
    return row.every_d is None and facts.end is not None and facts.end > last


def _next_due(row: ScheduleRow, start: date | None, last_done: date | None) -> date | None:
    """The first day on the plan that the last check does not cover.

    Without a known start the next one is counted from the last check; None: the baseline.
    """
    if start is None:
        if last_done is None or row.every_d is None:
            return None
        return last_done + timedelta(days=row.every_d)
    early = timedelta(days=row.early_d)
    days = (day for day in _plan(row, start) if last_done is None or day - early > last_done)
    return next(days, None)


def _plan(row: ScheduleRow, start: date) -> Iterator[date]:
    for offset_d in row.offsets_d:
        yield start + timedelta(days=offset_d)
    day = start + timedelta(days=row.offsets_d[-1])
    while row.every_d is not None:
        later = row.every_later_d is not None and day - start >= _YEAR
        day += timedelta(days=(row.every_later_d if later else row.every_d) or row.every_d)
        yield day


def _due(
    row: ScheduleRow, why: str, *, due: date | None, done: date | None, overdue_d: int = 0
) -> Due:
    return Due(
        what=row.what,
        due=due,
        done=done,
        overdue_days=overdue_d,
        why=why,
        sources=refs(row.sources),
        review=row.review,
    )
