"""All rules on a diary of one year, against the same rules that read their tables each time."""

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

from benchmarks.response_people import diary_of
from benchmarks.row import Row
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Medicine, Use
from speciosa.diary.view import current
from speciosa.safety.check import check_safety

DAYS, ALLOWED_S = 365, 0.050
TYPED = (
    *("elvanse 50", "sertraline", "ibu 400", "quetiapine", "zopiclone", "pregabalin"),
    *("amlodipine", "atorvastatin", "levothyroxine", "a name nobody knows"),
)
CONDITIONS = ("fibromyalgia", "adhd", "anxiety", "hypertension", "sleep apnoea", "ckd")
READINGS = (("systolic", 152.0, "mmHg"), ("alt", 44.0, "U/L"), ("qtc", 455.0, "ms"))


def monthly(at: datetime) -> list[Entry]:
    """Readings and questionnaires of one month, one event."""
    read = [
        Entry(at=at, kind=Kind.READING, what=name, value=value, unit=unit, id=f"{name}-{at:%m}")
        for name, value, unit in READINGS
    ]
    scales = [
        Entry(at=at, kind=Kind.SCALE, what=name, value=9.0, id=f"{name}-{at:%m}")
        for name in ("phq9", "gad7", "isi", "peg", "sows")
    ]
    return [*read, *scales, Entry(at=at, kind=Kind.EVENT, what="nausea", id=f"nausea-{at:%m}")]


@cache
def a_year() -> Diary:
    """Four ratings and three doses a day, ten medicines, six conditions, monthly checks."""
    plain = diary_of(DAYS, ratings_a_day=4)
    start = plain.entries[0].at.astimezone(UTC)
    months = [start + timedelta(days=30 * number + 1) for number in range(12)]
    more = [entry for at in months for entry in monthly(at)]
    person = plain.person.model_copy(update={"conditions": CONDITIONS, "birth_year": 1958})
    return plain.model_copy(
        update={
            "person": person,
            "use": Use(first="2019"),
            "medicines": {name: Medicine() for name in TYPED},
            "entries": (*plain.entries, *more),
        }
    )


def with_tables_read_each_time(run: Callable[[], object]) -> object:
    """As `run`, after everything that was read or worked out from the tables is forgotten."""
    for item in gc.get_objects():
        forget = getattr(type(item), "cache_clear", None)
        if forget and str(getattr(item, "__module__", "")).startswith("speciosa."):
            item.cache_clear()
    return run()


def quickest(run: Callable[[], object], times: int) -> float:
    """The shortest of several times on the processor, s: other work on the machine is left out."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def rows() -> list[Row]:
    """One row, in time on the processor."""
    year = a_year()
    current(year)  # what every part of an assessment shares: the entries in order
    check_safety(year)

    def run() -> object:
        return check_safety(year)

    ours_s = quickest(run, 15)
    anew_s = quickest(lambda: with_tables_read_each_time(run), 3)
    result = check_safety(year)
    note = (
        f"{len(year.entries)} entries, {len(TYPED)} medicines, {len(result.findings)} findings; "
        f"processor time; asked for: {ALLOWED_S:g} s"
    )
    return [Row("all rules on a year's diary", ours_s, "tables read anew", anew_s, note)]
