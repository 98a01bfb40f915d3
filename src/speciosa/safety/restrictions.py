"""When a report shows help and warnings only."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts
from speciosa.safety.jurisdiction_table import JurisdictionRow, jurisdictions_of

MINOR: Final = "minor"
AGE_UNKNOWN: Final = "age unknown"
JURISDICTION: Final = "jurisdiction"
HIDING: Final = (MINOR, JURISDICTION, AGE_UNKNOWN)  # the last is the one a person can mend


def restrictions_of(facts: Facts) -> tuple[str, ...]:
    """`minor` or `age unknown`, and `jurisdiction`, as far as they apply.

    A year difference of 18 can still be an age of 17, so it counts as minor. Without a year of
    birth the age is unknown until somebody enters it; that matters only where kratom is followed.
    """
    found = []
    if is_minor(facts):
        found.append(MINOR)
    if facts.diary.person.birth_year is None and facts.kratom:
        found.append(AGE_UNKNOWN)
    if _controlled(facts):
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
    return hiding(restrictions) != ""


def hiding(restrictions: Iterable[str]) -> str:
    """The reason to give first; empty where nothing is hidden.

    A missing year of birth comes last: entering it would show nothing while another reason holds.

    >>> hiding(("age unknown", "jurisdiction"))
    'jurisdiction'
    """
    held = set(restrictions)
    return next((reason for reason in HIDING if reason in held), "")


def law_as_of(facts: Facts) -> date | None:
    """The day on which the law that restricts a report was checked; None without such a law."""
    return max((row.as_of for row in _controlled(facts)), default=None)


def _controlled(facts: Facts) -> tuple[JurisdictionRow, ...]:
    laws = jurisdictions_of(facts) if facts.kratom else ()
    return tuple(row for row in laws if row.status_on(facts.end) == "controlled")
