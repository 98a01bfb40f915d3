"""Where the law controls kratom, with the day it was checked; never legal advice."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Evidence, Review, Severity
from speciosa.safety.product_class import ProductClass

Status = Literal["controlled", "regulated", "unknown"]


class JurisdictionRow(Record):
    """One place; only a controlled and published row restricts a report."""

    id: str
    place: str
    status: Status
    products: tuple[ProductClass, ...] = ()  # only these classes; empty: kratom as such
    since: date | None = None
    unknown_after: date | None = None  # the rule ran out then and what followed was not found
    as_of: date
    fact: str = Field(default="", pattern=r"^(.+\.)?$")  # printed only where published
    severity: Severity
    evidence: Evidence
    review: Review
    sources: tuple[str, ...]

    def status_on(self, day: date | None) -> Status:
        """The status on a day; what nobody confirmed, or ran out, is unknown."""
        over = self.unknown_after is not None and (day is None or day > self.unknown_after)
        early = self.since is not None and day is not None and day < self.since
        return "unknown" if over or early or self.review != "published" else self.status


class LegalFact(Record):
    """One dated fact about the law or an authority, for the page that lists them."""

    day: str = Field(min_length=4)  # a year, a month or a day
    place: str
    text: str = Field(min_length=1)
    as_of: date
    review: Review
    sources: tuple[str, ...]


@cache
def jurisdiction_rows() -> tuple[JurisdictionRow, ...]:
    """All places, in file order."""
    rows = load_table("jurisdictions", "row", JurisdictionRow)
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, "jurisdictions", number)
    return rows


@cache
def legal_facts() -> tuple[LegalFact, ...]:
    """All dated facts, the oldest first."""
    found = load_table("jurisdictions", "fact", LegalFact)
    for number, row in enumerate(found, start=1):
        check_keys(row.sources, "jurisdictions", number)
    return tuple(sorted(found, key=lambda fact: fact.day))


def jurisdictions_of(facts: Facts) -> tuple[JurisdictionRow, ...]:
    """The rows about the person's place, and about the country it is a part of.

    A place such as "US-LA" also has the rows of "US". Rows about some products only count
    where the strictest product of the diary is one of them.
    """
    place = facts.diary.person.country.strip().upper()
    places = {place, place.partition("-")[0]} - {""}
    kind = facts.product_class
    return tuple(
        row
        for row in jurisdiction_rows()
        if row.place in places and (not row.products or kind in row.products)
    )
