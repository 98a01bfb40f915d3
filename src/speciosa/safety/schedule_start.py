"""From which day a check is counted: use, a rise, a product, a medicine, a stop, a high test."""

from collections.abc import Callable
from datetime import date
from typing import Final

from speciosa.diary.parse_head import partial_day
from speciosa.diary.readings import Reading
from speciosa.knowledge.tables import read_toml
from speciosa.safety.dependence.signs import breaks_of
from speciosa.safety.dependence.table import break_rule
from speciosa.safety.facts import Facts
from speciosa.safety.schedule_table import ScheduleRow, Start
from speciosa.safety.use import Period, use_change

_WHOLE_DAY: Final = len("2026-01-01")


def start_day(row: ScheduleRow, facts: Facts) -> date | None:
    """The newest of the row's starts that the diary knows to the day; None: not known."""
    known = (_STARTS[start](row, facts) for start in row.starts)
    return max((day for day in known if day is not None), default=None)


def _use(_: ScheduleRow, facts: Facts) -> date | None:
    before = [facts.diary.products[key].before for key in facts.kratom_products]
    starts = [held.since for held in before if held is not None]
    said = facts.diary.use.daily_since
    day = partial_day(said) if len(said) == _WHOLE_DAY else None
    return max([*starts, *([day] if day else [])], default=None)


def _new_class(_: ScheduleRow, facts: Facts) -> date | None:
    """The newest first day of a class of product that was not used before in the diary."""
    first: dict[str, date] = {}
    for dose in facts.doses:
        first.setdefault(facts.kratom_products[dose.product], facts.day(dose))
    return max(list(first.values())[1:], default=None)


def _rise(row: ScheduleRow, facts: Facts) -> date | None:
    """The beginning of the days with so much more, in grams, or in doses where unweighed."""
    limits = next(r for r in read_toml("trends")["row"] if r["measure"] == "amount_g_per_day")
    change = use_change(facts, limits["compare_d"], limits["least_d"])
    if change is None or row.rise_ratio is None:
        return None
    first, last = _amount(change.first, change.last)
    return change.last.start if first and last >= row.rise_ratio * first else None


def _amount(first: Period, last: Period) -> tuple[float, float]:
    if first.amount_g_per_day is None or last.amount_g_per_day is None:
        return first.doses_per_day, last.doses_per_day
    return first.amount_g_per_day, last.amount_g_per_day


def _medicine(row: ScheduleRow, facts: Facts) -> date | None:
    return max((m.start for m in facts.taking(row.medicines) if m.start), default=None)


def _medicines(_: ScheduleRow, facts: Facts) -> date | None:
    end = facts.end or date.max
    days = [day for m in facts.medicines for day in (m.start, m.end) if day and day <= end]
    return max(days, default=None)


def _stop(_: ScheduleRow, facts: Facts) -> date | None:
    still = [one for one in breaks_of(facts, break_rule().least_h) if one.end is None and one.known]
    return facts.day(facts.doses[-1]) if still else None


def _high(row: ScheduleRow, facts: Facts) -> date | None:
    """The last day on which one of the readings that show it done was above its limit."""
    high = (r for r in facts.readings if r.name in row.done_by and _is_high(r))
    return max((facts.day(reading) for reading in high), default=None)


def _is_high(reading: Reading) -> bool:
    return reading.upper_limit is not None and reading.value > reading.upper_limit


_STARTS: Final[dict[Start, Callable[[ScheduleRow, Facts], date | None]]] = {
    "use": _use,
    "new class": _new_class,
    "rise": _rise,
    "medicine": _medicine,
    "medicines": _medicines,
    "stop": _stop,
    "high": _high,
}
