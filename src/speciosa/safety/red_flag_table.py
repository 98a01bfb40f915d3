"""The twelve red flags, as their table holds them."""

from functools import cache

from pydantic import Field

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record


class RedFlagRow(Record):
    """One sign: what to look for, what to do, and the events that are this sign."""

    number: int
    signs: str = Field(min_length=1)
    do: str = Field(min_length=1)
    rank: str
    terms: tuple[str, ...] = Field(min_length=1)


@cache
def red_flag_rows() -> tuple[RedFlagRow, ...]:
    """All signs, by number."""
    check_keys(read_toml("red_flags")["sources"], "red_flags", 0)
    rows = load_table("red_flags", "flag", RedFlagRow)
    return tuple(sorted(rows, key=lambda row: row.number))
