"""What every row of every rule table holds, and the one way to read such a table."""

from functools import cache
from typing import Final, TypeVar

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys, sources
from speciosa.knowledge.tables import placed_rows
from speciosa.record import Record
from speciosa.safety.finding import Evidence, Review, Severity, SourceRef

RANKS: Final = (
    "breathing",
    "suicide",
    "seizure",
    "heart rhythm",
    "liver",
    "pregnancy",
    "serotonin",
    "blood pressure",
    "mind",
    "metals",
    "drug levels",
    "dependence",
    "age",
    "law",
    "information",
)
SEVERITIES: Final[tuple[Severity, ...]] = ("S4", "S3", "S2", "S1", "no information", "P")


class Row(Record):
    """One rule as a clinician reads it; each shape adds what triggers it."""

    id: str = Field(min_length=1)
    cause: str = ""  # findings of one cause are merged; default: the id
    severity: Severity
    rank: str
    evidence: Evidence
    review: Review
    who: str = Field(min_length=1)
    why: str = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)

    @property
    def merges_as(self) -> str:
        """The cause under which this row's findings are merged."""
        return self.cause or self.id


class KratomRow(Row):
    """A rule about using kratom: `severity` for leaf, `tags` decide what other forms make of it."""

    tags: tuple[str, ...]
    action_if_new: str = Field(min_length=1)
    action_if_already: str = Field(min_length=1)


R = TypeVar("R", bound=Row)


@cache
def load_rows(table: str, kind: type[R]) -> tuple[R, ...]:
    """All rows of one rule table; raises TableError for an unknown rank or source."""
    placed = placed_rows(table, "row", kind)
    for one in placed:
        check_keys(one.row.sources, one.table, one.number)
        if one.row.rank not in RANKS:
            expected, file = ", ".join(RANKS), f"{one.table}.toml"
            raise TableError("no such rank", "rank", one.row.rank, expected, "", file, one.number)
    return tuple(one.row for one in placed)


def refs(keys: tuple[str, ...]) -> tuple[SourceRef, ...]:
    """The sources of a row as findings publish them."""
    found = (sources()[key] for key in keys)
    return tuple(SourceRef(key=s.key, cite=s.cite, doi=s.doi) for s in found)


def step(severity: Severity) -> int:
    """How severe, as a number: P 0, no information 1, S1 2 ... S4 5.

    >>> step("S4") > step("S1") > step("P")
    True
    """
    return len(SEVERITIES) - 1 - SEVERITIES.index(severity)
