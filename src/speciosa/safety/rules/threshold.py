"""Rule: a limit on laboratory values or vital signs."""

from datetime import date

from pydantic import Field

from speciosa.diary.readings import Reading, reading_kinds
from speciosa.safety.calculators.qtc import computed_words
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.limits import ULN, Limit, hits, in_unit
from speciosa.safety.liver import first_pattern, liver_days
from speciosa.safety.rows import Row, load_rows, step
from speciosa.safety.words import day_text, number_text

LIVER = "liver tests"
_PRESSURES = {"systolic", "diastolic"}


class ThresholdRow(Row):
    """Limits on readings; one group must hold, within a group all on one day."""

    label: str = Field(min_length=1)
    any_of: tuple[tuple[Limit, ...], ...] = Field(min_length=1)
    recent_d: int | None = None
    sex: tuple[str, ...] = ()
    needs_medicines: tuple[str, ...] = ()
    without_medicines: tuple[str, ...] = ()
    action: str = Field(min_length=1)


@rules.add("threshold")
def threshold(facts: Facts) -> list[Draft]:
    """Of the rows of one cause that hold, the strictest."""
    best: dict[str, Draft] = {}
    for row in load_rows("thresholds", ThresholdRow):
        found = _draft(row, facts) if _is_about(row, facts) else None
        held = best.get(row.merges_as)
        if found and (held is None or step(found.severity) > step(held.severity)):
            best[row.merges_as] = found
    return list(best.values())


def _is_about(row: ThresholdRow, facts: Facts) -> bool:
    """Whether a row is meant for this person and what they take."""
    if row.sex and facts.diary.person.sex not in row.sex:
        return False
    if row.needs_medicines and not facts.taking(row.needs_medicines):
        return False
    return not facts.taking(row.without_medicines)


def _draft(row: ThresholdRow, facts: Facts) -> Draft | None:
    days, first = _by_day(row, facts), _firsts(facts)
    met = [(day, _met(row, days[day], first)) for day in sorted(days)]
    met = [(day, readings) for day, readings in met if readings]
    if not met:
        return None
    day, readings = met[-1]
    return draft_of(
        row,
        title=f"{row.label} on {day_text(day)}: {_values(readings, row)}",
        action=row.action,
        because=tuple(dict.fromkeys(r.entry_id for _, found in met for r in found)),
        since=met[0][0],
        why=row.why + _added(row, readings, facts),
    )


def _added(row: ThresholdRow, readings: list[Reading], facts: Facts) -> str:
    """What is said besides the row: the liver pattern, how a QTc was computed."""
    if row.merges_as == LIVER:
        return _pattern(facts)
    computed = [computed_words(reading, facts.readings) for reading in readings]
    return "".join(f" {words}" for words in computed if words)


def _met(row: ThresholdRow, day: list[Reading], first: dict[str, Reading]) -> list[Reading]:
    found = [reading for group in row.any_of for reading in hits(group, day, first)]
    return [reading for reading in day if reading in found]


def _by_day(row: ThresholdRow, facts: Facts) -> dict[date, list[Reading]]:
    days: dict[date, list[Reading]] = {}
    for reading in facts.readings:
        day = facts.day(reading)
        if facts.recent(day, row.recent_d):
            days.setdefault(day, []).append(reading)
    return days


def _firsts(facts: Facts) -> dict[str, Reading]:
    first: dict[str, Reading] = {}
    for reading in facts.readings:
        first.setdefault(reading.name, reading)
    return first


def _values(readings: list[Reading], row: ThresholdRow) -> str:
    order = list(dict.fromkeys(limit.reading for group in row.any_of for limit in group))
    times = {limit.reading for group in row.any_of for limit in group if limit.unit == ULN}
    last = {reading.name: reading for reading in readings}
    shown = [last[name] for name in order if name in last]
    if last.keys() >= _PRESSURES:
        pressure = "/".join(number_text(last[name].value) for name in order if name in _PRESSURES)
        rest = [_value(r, ratio=False) for r in shown if r.name not in _PRESSURES]
        return "; ".join([f"{pressure} mmHg", *rest])
    return "; ".join(_value(reading, ratio=reading.name in times) for reading in shown)


def _value(reading: Reading, *, ratio: bool) -> str:
    label = reading_kinds()[reading.name].label
    text = f"{label} {number_text(reading.value)} {reading.unit}".strip()
    times = in_unit(reading, ULN) if ratio else None
    return text if times is None else f"{text}, {number_text(times)} times the upper limit"


def _pattern(facts: Facts) -> str:
    found = first_pattern(liver_days((facts.day(r), r) for r in facts.readings))
    if found is None:
        return ""
    day, ratio, pattern = found
    return f" First abnormal on {day_text(day.day)}: R {ratio:.2f}, {pattern} pattern."
