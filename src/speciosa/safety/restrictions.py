"""When a report shows help and warnings only."""

from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts
from speciosa.safety.jurisdiction_table import jurisdiction_of


def restrictions_of(facts: Facts) -> tuple[str, ...]:
    """`minor` and `jurisdiction`, as far as they apply.

    A year difference of 18 can still be an age of 17, so it counts as minor. Without a year of
    birth a finding asks for it; the report is not emptied.
    """
    oldest = max(row.get("age_to_y", 0) for row in read_toml("conditions")["row"])
    found = []
    if facts.age_years is not None and facts.age_years <= oldest:
        found.append("minor")
    law = jurisdiction_of(facts.diary.person.country)
    if law is not None and law.restricts and facts.kratom:
        found.append("jurisdiction")
    return tuple(found)
