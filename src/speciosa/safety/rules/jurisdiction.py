"""Rule: the law where the person lives; dated, and never legal advice."""

from typing import Final

from speciosa.safety.draft import Draft, rules
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Severity
from speciosa.safety.jurisdiction_table import JurisdictionRow, Status, jurisdictions_of
from speciosa.safety.words import day_text

_TITLES: Final[dict[Status, str]] = {
    "controlled": "{what} on a list of controlled substances in {place}",
    "regulated": "The law in {place} has rules for kratom",
    "unknown": "The law in {place} was not confirmed",
}
_NOT_ADVICE: Final = "this is not legal advice."
_NOT_KNOWN: Final[Severity] = "no information"


@rules.add("jurisdiction")
def jurisdiction(facts: Facts) -> list[Draft]:
    """One draft per row about the place that says something, or else that nothing is known."""
    rows = jurisdictions_of(facts) if facts.kratom else ()
    telling = [row for row in rows if row.status_on(facts.end) != "unknown"]
    return [_draft(row, facts) for row in telling or rows]


def _draft(row: JurisdictionRow, facts: Facts) -> Draft:
    status = row.status_on(facts.end)
    what = "Products like this are" if row.products else "Kratom is"
    return Draft(
        row_id=row.id,
        cause=row.id,
        severity=_NOT_KNOWN if status == "unknown" else row.severity,
        rank="law",
        evidence=row.evidence,
        review=row.review,
        title=_TITLES[status].format(what=what, place=row.place),
        names=(),
        why=_why(row, status),
        action="Ask a lawyer or an advice centre. Getting medical help comes first, always.",
        who="you",
        sources=row.sources,
        because=(f"country: {facts.diary.person.country}",),
    )


def _why(row: JurisdictionRow, status: Status) -> str:
    """What the law says, dated; nothing about it where it was not confirmed."""
    checked = day_text(row.as_of)
    if status == "unknown":
        return f"Checked on {checked} without a clear answer. This is not legal advice."
    shown = " Only help is shown here." if status == "controlled" else ""
    return f"{row.fact} As of {checked}; {_NOT_ADVICE}{shown}".strip()
