"""Whether a typed blood level can be meant in its unit."""

from functools import cache
from typing import Final

from pydantic import Field

from speciosa.diary.entries import Entry
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.units import convert

TABLE: Final = "highest_levels"
UNIT: Final = "ng/mL"


class Highest(Record):
    """A row of the table; without names it is for every other substance."""

    names: tuple[str, ...]
    ng_per_ml: float = Field(gt=0)
    source: str
    place: str
    confidence: str = "published"


@cache
def _rows() -> tuple[Highest, ...]:
    return load_table(TABLE, "highest", Highest)


def too_high_ng_per_ml(entry: Entry) -> float | None:
    """The level in ng/mL where it is beyond everything known, else None."""
    if not isinstance(entry.value, float):
        return None
    level_ng_per_ml = convert(entry.value, entry.unit, UNIT)
    what = entry.what.casefold().strip()
    row = next(row for row in _rows() if what in row.names or not row.names)
    if level_ng_per_ml is None or level_ng_per_ml <= row.ng_per_ml:
        return None
    return level_ng_per_ml
