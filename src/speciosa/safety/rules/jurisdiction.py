"""Rule: the law where the person lives; dated, and never legal advice."""

from speciosa.safety.draft import Draft, rules
from speciosa.safety.facts import Facts
from speciosa.safety.jurisdiction_table import jurisdiction_of
from speciosa.safety.words import day_text


@rules.add("jurisdiction")
def jurisdiction(facts: Facts) -> list[Draft]:
    """One draft where a row names the place, whether controlled or not known."""
    place = facts.diary.person.country
    row = jurisdiction_of(place)
    if row is None or not facts.kratom:
        return []
    title = f"The law in {row.place} was not confirmed"
    why = f"Checked on {day_text(row.as_of)} without a clear answer. This is not legal advice."
    if row.restricts:
        title = f"Kratom is on a list of controlled substances in {row.place}"
        why = f"As of {day_text(row.as_of)}; this is not legal advice. Only help is shown here."
    return [
        Draft(
            row_id=row.id,
            cause=row.id,
            severity=row.severity,
            rank="law",
            evidence=row.evidence,
            review=row.review,
            title=title,
            names=(),
            why=why,
            action="Ask a lawyer or an advice centre. Getting medical help comes first, always.",
            who="you",
            sources=row.sources,
            because=(f"country: {place}",),
        )
    ]
