"""When a report shows help and warnings only."""

from collections.abc import Iterable
from typing import Final

from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts
from speciosa.safety.jurisdiction_table import jurisdictions_of

MINOR: Final = "minor"
AGE_UNKNOWN: Final = "age unknown"
JURISDICTION: Final = "jurisdiction"


def restrictions_of(facts: Facts) -> tuple[str, ...]:
    """`minor` or `age unknown`, and `jurisdiction`, as far as they apply.

    A year difference of 18 can still be an age of 17, so it counts as minor. Without a year of
    birth the age is unknown until somebody enters it.
    """
    found = []
    if is_minor(facts):
        found.append(MINOR)
    if facts.age_years is None and facts.kratom:
        found.append(AGE_UNKNOWN)
    laws = jurisdictions_of(facts) if facts.kratom else ()
    if any(row.status_on(facts.end) == "controlled" for row in laws):
        found.append(JURISDICTION)
    return tuple(found)


def is_minor(facts: Facts) -> bool:
    """Whether the year of birth leaves open an age under 18."""
    oldest = max(row.get("age_to_y", 0) for row in read_toml("conditions")["row"])
    return facts.age_years is not None and facts.age_years <= oldest


def hides_benefit(restrictions: Iterable[str]) -> bool:
    """Whether nothing about amounts or benefit may be shown.

    >>> hides_benefit(("age unknown",)), hides_benefit(())
    (True, False)
    """
    return bool({MINOR, AGE_UNKNOWN, JURISDICTION} & set(restrictions))
