"""What the law of a place says of kratom, with the day it was checked; never legal advice."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record

Status = Literal["controlled", "regulated", "unknown"]
Review = Literal["published", "expert proposal", "unverified"]
_TABLE: Final = "jurisdictions"


class JurisdictionRow(Record):
    """One place; only a controlled and published row restricts a report."""

    id: str = Field(min_length=1)
    place: str = Field(min_length=2)
    status: Status
    products: tuple[Literal["leaf", "extract", "7-oh"], ...] = ()  # empty: kratom as such
    since: date | None = None
    unknown_after: date | None = None  # the rule ran out then and what followed was not found
    as_of: date
    fact: str = Field(default="", pattern=r"^(.+\.)?$")  # printed only where published
    severity: Literal["S1", "S2", "S3", "S4", "P", "no information"]
    evidence: Literal["L1", "L2", "L3", "L4", "L5", "diary", "none"]
    review: Review
    sources: tuple[str, ...]

    @property
    def key(self) -> str:
        """The place, and the kinds of product where the row is about some only."""
        return ":".join((self.place, *("+".join(self.products),) * bool(self.products)))

    def status_on(self, day: date | None) -> Status:
        """The status on a day; what nobody confirmed, or ran out, is unknown."""
        over = self.unknown_after is not None and (day is None or day > self.unknown_after)
        early = self.since is not None and day is not None and day < self.since
        return "unknown" if over or early or self.review != "published" else self.status


class LegalFact(Record):
    """One dated fact about the law or an authority, for the page that lists them."""

    id: str = Field(pattern=r"^LF-\d\d$")
    day: str = Field(pattern=r"^\d{4}(-\d\d){0,2}$")  # a year, a month or a day
    place: str = Field(min_length=2)
    text: str = Field(min_length=1)
    as_of: date
    review: Review
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def _known_when_checked(self) -> Self:
        if self.day > self.as_of.isoformat():
            msg = "a fact is not younger than the day it was checked"
            raise ValueError(msg)
        return self


@cache
def jurisdiction_rows() -> tuple[JurisdictionRow, ...]:
    """All places, in file order; a place has one row, or one for each kind of product."""
    rows = load_table(_TABLE, "row", JurisdictionRow)
    _check(rows, "row")
    _once([row.key for row in rows], "place")
    return rows


@cache
def legal_facts() -> tuple[LegalFact, ...]:
    """All dated facts, the oldest first."""
    facts = load_table(_TABLE, "fact", LegalFact)
    _check(facts, "fact")
    _once([fact.id for fact in facts], "id")
    return tuple(sorted(facts, key=lambda fact: (fact.day, fact.id)))


def place_name(code: str) -> str:
    """The name of a place that the tables know.

    >>> place_name("US-LA")
    'Louisiana, United States'
    """
    return str(read_toml(_TABLE)["places"][code])


def _check(rows: Iterable[JurisdictionRow | LegalFact], field: str) -> None:
    """Sources exist, and every place has a name."""
    named = read_toml(_TABLE)["places"]
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, _TABLE, number)
        if row.place not in named:
            what, file = f"a {field} about a place without a name", f"{_TABLE}.toml"
            raise TableError(what, "place", row.place, "a name in [places]", "", file, number)


def _once(keys: list[str], field: str) -> None:
    for number, key in enumerate(keys, start=1):
        if key in keys[: number - 1]:
            what, file = "an entry stands twice", f"{_TABLE}.toml"
            raise TableError(what, field, key, "one row of each", "", file, number)
