"""Limits on readings: one condition of a table row, tried on readings of one day."""

from pydantic import model_validator

from speciosa.diary.readings import Reading, reading_kinds
from speciosa.record import Record

ULN = "xULN"


class Limit(Record):
    """One limit, in times the upper limit of normal or in the reading's own unit."""

    reading: str
    unit: str
    at_least: float | None = None
    above: float | None = None
    below: float | None = None
    change_at_least: float | None = None  # from the first reading of that name

    @model_validator(mode="after")
    def _complete(self) -> "Limit":
        given = (self.at_least, self.above, self.below, self.change_at_least)
        if sum(limit is not None for limit in given) != 1:
            msg = "exactly one of at_least, above, below, change_at_least"
            raise ValueError(msg)
        kind = reading_kinds().get(self.reading)
        if kind is None or self.unit not in (ULN, kind.unit):
            msg = f"{self.reading} is not a reading in {self.unit!r}"
            raise ValueError(msg)
        return self

    def met_by(self, reading: Reading, first: Reading) -> bool:
        """Whether one reading meets the limit.

        Args:
            reading: the reading to judge.
            first: the first reading of that name in the diary.
        """
        value = in_unit(reading, self.unit)
        if value is None:
            return False
        if self.change_at_least is not None:
            return reading.value - first.value >= self.change_at_least
        if self.at_least is not None:
            return value >= self.at_least
        if self.above is not None:
            return value > self.above
        return self.below is not None and value < self.below


def in_unit(reading: Reading, unit: str) -> float | None:
    """The value in times its upper limit, or in its own unit; None without a limit."""
    if unit != ULN:
        return reading.value if reading.unit == unit else None
    return reading.value / reading.upper_limit if reading.upper_limit else None


def hits(
    group: tuple[Limit, ...], day: list[Reading], first: dict[str, Reading]
) -> tuple[Reading, ...]:
    """The readings of a day that meet all limits of a group; empty when one is not met.

    A `below` limit whose reading was not taken that day counts as met: what is not known takes
    the stricter row.
    """
    found: list[Reading] = []
    for limit in group:
        same = [reading for reading in day if reading.name == limit.reading]
        met = [reading for reading in same if limit.met_by(reading, first[reading.name])]
        if not met and (same or limit.below is None):
            return ()
        found += met
    return tuple(found)
