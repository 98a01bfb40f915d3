"""Where the law controls kratom, with the day it was checked; never legal advice."""

from datetime import date
from typing import Literal

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.safety.finding import Evidence, Review, Severity


class JurisdictionRow(Record):
    """One place; only a controlled and published row restricts a report."""

    id: str
    place: str
    status: Literal["controlled", "unknown"]
    as_of: date
    severity: Severity
    evidence: Evidence
    review: Review
    sources: tuple[str, ...]

    @property
    def restricts(self) -> bool:
        """Whether a report leaves out benefit here."""
        return self.status == "controlled" and self.review == "published"


def jurisdiction_of(country: str) -> JurisdictionRow | None:
    """The row of a place, e.g. "IT" or "US-LA", if there is one."""
    rows = load_table("jurisdictions", "row", JurisdictionRow)
    for number, row in enumerate(rows, start=1):
        check_keys(row.sources, "jurisdictions", number)
    return next((row for row in rows if row.place == country.strip().upper()), None)
