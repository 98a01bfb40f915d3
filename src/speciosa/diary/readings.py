"""Laboratory values and vital signs, in the unit of the table `readings`."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from pydantic import Field

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.units import convert, tidy_unit

_ULN: Final = re.compile(r"\buln\s*[=:]?\s*(\d+(?:\.\d+)?)", re.IGNORECASE)


class ReadingKind(Record):
    """One row of the table: what is measured, in which unit, and what can be meant."""

    name: str
    other_names: tuple[str, ...] = ()
    label: str
    unit: str
    accepts: tuple[str, ...]
    molar_mass_g_per_mol: float | None = Field(default=None, gt=0)
    charge: int = 1
    low: float
    high: float
    upper_limit: float | None = None
    review: str = ""
    source: str = ""

    def value(self, typed: float, unit: str) -> float | None:
        """The number in this row's unit; None for a unit that does not measure it."""
        if unit not in self.accepts:
            return None
        return convert(typed, unit, self.unit, self.molar_mass_g_per_mol, self.charge)


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured value; `value` and `upper_limit` are in `unit`."""

    entry_id: str
    taken_at: datetime
    name: str
    value: float
    unit: str
    typed_value: float
    typed_unit: str
    upper_limit: float | None


@cache
def reading_kinds() -> dict[str, ReadingKind]:
    """Every known reading by its name and its other names."""
    kinds = load_table("readings", "reading", ReadingKind)
    return {name: kind for kind in kinds for name in (kind.name, *kind.other_names)}


def readings_of(diary: Diary) -> tuple[Reading, ...]:
    """All readings by time; a name that no table knows keeps its own unit and has no limit."""
    found = (_reading(entry) for entry in current(diary) if entry.kind is Kind.READING)
    return tuple(reading for reading in found if reading is not None)


def _reading(entry: Entry) -> Reading | None:
    typed = entry.value
    if not isinstance(typed, float):
        return None
    kind = reading_kinds().get(entry.what.lower())
    if kind is None:
        own = typed_limit(entry.note)
        return Reading(entry.id, entry.at, entry.what, typed, entry.unit, typed, entry.unit, own)
    unit = tidy_unit(entry.unit)
    value = kind.value(typed, unit)
    if value is None:
        return None
    own = typed_limit(entry.note)
    limit = kind.upper_limit if own is None else kind.value(own, unit)
    return Reading(entry.id, entry.at, kind.name, value, kind.unit, typed, unit, limit)


def typed_limit(note: str) -> float | None:
    """The laboratory's upper limit as the note gives it, in the row's own unit.

    >>> typed_limit("fasting, uln=40")
    40.0
    """
    found = _ULN.search(note)
    return float(found.group(1)) if found else None
