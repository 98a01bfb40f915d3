"""Graded statements: what may be said about people in general, and how certain it is."""

from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record


class Statement(Record):
    """One statement, in the only wording a report may use."""

    id: str = Field(pattern=r"^G\d+$")
    text: str = Field(min_length=1)
    certainty: Literal["high", "moderate", "low", "very low"]
    topics: tuple[str, ...] = Field(min_length=1)
    evidence: Literal["L1", "L2", "L3", "L4", "L5"]
    review: Literal["published", "expert proposal", "unverified"]
    sources: tuple[str, ...] = Field(min_length=1)


@cache
def statements() -> tuple[Statement, ...]:
    """All statements, in file order."""
    rows = load_table("statements", "statement", Statement)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, "statements", number)
        if row.id in seen:
            raise TableError(
                "an id stands twice", "id", row.id, "a new id", "", "statements.toml", number
            )
        seen.add(row.id)
    return rows
