"""What is due, when and why, from the diary's own dates and relative to its last entry."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from pydantic import Field

from speciosa.diary.entries import Kind
from speciosa.diary.parse_head import partial_day
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Due, Evidence, Review
from speciosa.safety.product_class import CLASSES
from speciosa.safety.rows import refs
from speciosa.safety.use import use_change

_YEAR: Final = timedelta(days=365)
_COMPARE_D: Final = 28
_LEAST_D: Final = 7
_DOUBLED: Final = 2


class ScheduleRow(Record):
    """One check: from which start, after how many days, then how often."""

    id: str
    what: str
    start: Literal["use", "medicine"]
    medicines: tuple[str, ...] = ()
    offsets_d: tuple[int, ...] = Field(min_length=1)
    every_d: int = Field(gt=0)
    every_later_d: int = Field(gt=0)  # after the first year
    early_d: int = Field(ge=0)  # done so many days before counts
    done_by: tuple[str, ...] = Field(min_length=1)
    evidence: Evidence
    review: Review
    why: str
    sources: tuple[str, ...]


def schedule_of(facts: Facts) -> tuple[Due, ...]:
    """Checks that apply: overdue first, then a missing baseline, then by day."""
    if not facts.kratom or facts.end is None:
        return ()
    rows = load_table("schedule", "row", ScheduleRow)
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, "schedule", number)
    found = [due for row in rows if _applies(row, facts) for due in _dues(row, facts)]
    return tuple(sorted(found, key=_order))


def _order(due: Due) -> tuple[bool, int, date, str]:
    return due.done is not None, -due.overdue_days, due.due or date.min, due.what


def _applies(row: ScheduleRow, facts: Facts) -> bool:
    return row.start == "use" or bool(facts.taking(row.medicines))


def _dues(row: ScheduleRow, facts: Facts) -> Iterator[Due]:
    """What was done last, and what comes next."""
    end, start, done = facts.end or date.min, _start(row, facts), _done(row, facts)
    if done:
        yield _due(row, due=done[-1], done=done[-1])
    if start is None:
        if not done:
            yield _due(row, due=None, done=None)
        return
    last_done = done[-1] if done else None
    due = _next_due(row, start, last_done)
    if last_done is None and facts.start is not None and due < facts.start:
        yield _due(row, due=None, done=None)  # what was done before the diary is not known
        return
    yield _due(row, due=due, done=None, overdue_d=max(0, (end - due).days))


def _next_due(row: ScheduleRow, start: date, last_done: date | None) -> date:
    """The first day on the plan that the last check does not cover."""
    early = timedelta(days=row.early_d)
    for day in _plan(row, start):
        if last_done is None or day - early > last_done:
            return day
    msg = "the plan has no end"
    raise AssertionError(msg)


def _plan(row: ScheduleRow, start: date) -> Iterator[date]:
    for offset_d in row.offsets_d:
        yield start + timedelta(days=offset_d)
    day = start + timedelta(days=row.offsets_d[-1])
    while True:
        later = day - start >= _YEAR
        day += timedelta(days=row.every_later_d if later else row.every_d)
        yield day


def _start(row: ScheduleRow, facts: Facts) -> date | None:
    """The day from which a check is counted; None when it is not known."""
    if row.start == "medicine":
        return max((m.start for m in facts.taking(row.medicines) if m.start), default=None)
    known = [_use_start(facts), _new_class(facts), _doubled(facts)]
    return max((day for day in known if day is not None), default=None)


def _use_start(facts: Facts) -> date | None:
    before = [facts.diary.products[key].before for key in facts.kratom_products]
    starts = [held.since for held in before if held is not None]
    said = facts.diary.use.daily_since
    day = partial_day(said) if len(said) == len("2026-01-01") else None
    return max([*starts, *([day] if day else [])], default=None)


def _new_class(facts: Facts) -> date | None:
    """The first day of a stricter product class than all before it in the diary."""
    held, found = -1, None
    for dose in facts.doses:
        grade = CLASSES.index(facts.kratom_products[dose.product])
        if held >= 0 and grade > held:
            found = facts.day(dose)
        held = max(held, grade)
    return found


def _doubled(facts: Facts) -> date | None:
    change = use_change(facts, _COMPARE_D, _LEAST_D)
    if change is None or not change.first.amount_g_per_day:
        return None
    last_g = change.last.amount_g_per_day or 0
    return change.last.start if last_g >= _DOUBLED * change.first.amount_g_per_day else None


def _done(row: ScheduleRow, facts: Facts) -> list[date]:
    readings = [facts.day(r) for r in facts.readings if r.name in row.done_by]
    scales = [
        facts.day(entry)
        for entry in facts.entries
        if entry.kind is Kind.SCALE and entry.what.casefold().replace("-", "") in row.done_by
    ]
    return sorted(readings + scales)


def _due(row: ScheduleRow, *, due: date | None, done: date | None, overdue_d: int = 0) -> Due:
    return Due(
        what=row.what,
        due=due,
        done=done,
        overdue_days=overdue_d,
        why=row.why,
        sources=refs(row.sources),
        review=row.review,
    )
