"""The studies of kratom in people: what was done, what was found, and what weakens it."""

from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import placed_rows
from speciosa.record import Record


class Study(Record):
    """One study; `finding` is in our own words, `read` says what was read of it."""

    key: str = Field(pattern=r"^E-\d\d$")
    source: str = Field(min_length=1)
    place: str = Field(min_length=1)
    design: str = Field(min_length=1)
    people: str = Field(min_length=1)
    exposure: str = Field(min_length=1)
    finding: str = Field(min_length=1)
    weakness: str = Field(min_length=1)
    evidence: Literal["L1", "L2", "L3"]
    review: Literal["published", "expert proposal", "unverified"]


@cache
def studies() -> dict[str, Study]:
    """All studies by key, in file order."""
    found: dict[str, Study] = {}
    for placed in placed_rows("studies", "study", Study):
        row, file = placed.row, f"{placed.table}.toml"
        check_keys((row.source,), placed.table, placed.number)
        if row.key in found:
            raise TableError("a key stands twice", "key", row.key, "new", "", file, placed.number)
        found[row.key] = row
    return found
