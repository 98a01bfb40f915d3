"""What was looked for and not found, so that nobody takes a silence for an answer."""

from datetime import date
from functools import cache
from typing import Final

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.tables import load_table
from speciosa.record import Record

_TABLE: Final = "not_found"


class NotFound(Record):
    """One thing that is missing.

    Attributes:
        id: NF with a number that it keeps.
        subject: what it is about.
        looked_for: what was wanted.
        where: where it was looked for.
        instead: what is used or said for want of it.
        rows: ids of rows that wait for it.
        as_of: the day of the last look.
    """

    id: str = Field(pattern=r"^NF-\d\d$")
    subject: str = Field(min_length=1)
    looked_for: str = Field(pattern=r"^.+\.$")
    where: str = Field(pattern=r"^.+\.$")
    instead: str = Field(pattern=r"^.+\.$")
    rows: tuple[str, ...] = ()
    as_of: date


@cache
def not_found() -> tuple[NotFound, ...]:
    """All of them, in file order."""
    rows = load_table(_TABLE, "missing", NotFound)
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if row.id in seen:
            what, file = "an id stands twice", f"{_TABLE}.toml"
            raise TableError(what, "id", row.id, "a new id", "", file, number)
        seen.add(row.id)
    return rows
