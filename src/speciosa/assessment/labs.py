"""Laboratory values and vital signs as series, each value with the upper limit that applies."""

from pydantic import AwareDatetime

from speciosa.diary.diary import Diary
from speciosa.diary.readings import Reading, reading_kinds, readings_of, typed_limit
from speciosa.diary.view import current
from speciosa.record import Number, Record


class LabValue(Record):
    """One value and its upper limit, both in the unit of the series."""

    at: AwareDatetime
    value: Number
    limit: Number | None  # None: there is no upper limit for this
    own: bool  # the limit is the laboratory's own, typed with the value


class LabSeries(Record):
    """Everything entered of one thing that is measured, by time."""

    name: str
    label: str
    unit: str
    review: str  # of the usual limit, empty where there is none
    values: tuple[LabValue, ...]


def labs_of(diary: Diary) -> tuple[LabSeries, ...]:
    """One series for each thing measured: known ones in the table's order, then the person's own.

    A value without a limit of its own laboratory is compared with the table's usual one.
    """
    own = {entry.id for entry in current(diary) if typed_limit(entry.note) is not None}
    found: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings_of(diary):
        found.setdefault((reading.name, reading.unit), []).append(reading)
    order = {name: place for place, name in enumerate(reading_kinds())}
    keys = sorted(found, key=lambda key: (order.get(key[0], len(order)), key))
    return tuple(_series(name, found[name, unit], own) for name, unit in keys)


def _series(name: str, readings: list[Reading], own: set[str]) -> LabSeries:
    kind = reading_kinds().get(name)
    return LabSeries(
        name=name,
        label=kind.label if kind else name,
        unit=readings[0].unit,
        review=kind.review if kind else "",
        values=tuple(
            LabValue(
                at=reading.taken_at,
                value=reading.value,
                limit=reading.upper_limit,
                own=reading.entry_id in own,
            )
            for reading in readings
        ),
    )
