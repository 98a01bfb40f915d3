"""Which rows of the law concern a diary; the rows themselves are part of the knowledge."""

from speciosa.knowledge.jurisdictions import (
    JurisdictionRow,
    LegalFact,
    Status,
    jurisdiction_rows,
    legal_facts,
)
from speciosa.safety.facts import Facts

__all__ = [
    "JurisdictionRow", "LegalFact", "Status", "jurisdiction_rows", "jurisdictions_of",
    "legal_facts",
]  # fmt: skip


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
