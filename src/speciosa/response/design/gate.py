"""Who a test is not offered to: the same gate as for everything about benefit."""

from collections.abc import Iterable
from typing import Final, Protocol

from speciosa.diary.conditions import Conditions
from speciosa.errors import InputError

ADULT_YEARS: Final = 19  # a year difference of 18 can still be an age of 17
_REFUSED: Final = {
    "pregnancy": "no test in pregnancy or while breastfeeding",
    "kratom liver injury": "no test after a liver injury from kratom",
}
_POSTPONED: Final = {
    "liver disease": "postponed: a liver disease needs a talk with your doctor first",
}
_FIRST: Final = "what is most urgent dealt with first, then a new start"


class Concern(Protocol):
    """What a finding must tell: published findings fit."""

    @property
    def id(self) -> str:
        """Which rule spoke."""

    @property
    def severity(self) -> str:
        """S1 to S4."""

    @property
    def title(self) -> str:
        """What it is about."""


def refusals(
    age_years: int | None,
    restrictions: Iterable[str],
    conditions: Conditions,
    concerns: Iterable[Concern],
) -> tuple[InputError, ...]:
    """Every reason why no test is planned, each one sentence; empty when one may be.

    Args:
        age_years: difference of calendar years at the diary's end, or None where not known.
        restrictions: of the assessment, such as `minor`.
        conditions: what the diary says about conditions.
        concerns: findings of the assessment.
    """
    found = [*_of_age(age_years, set(restrictions))]
    for name, what in _REFUSED.items():
        if conditions.has(name):
            found.append(_refused(what, "a person without it"))
    for name, what in _POSTPONED.items():
        if conditions.has(name):
            found.append(_refused(what, "that talk, then a new start"))
    said = {"pregnancy", "kratom liver injury"} & set(conditions.known)
    urgent = [] if said else [c.title for c in concerns if c.severity == "S4"]
    found += [_refused(f"postponed because of: {title}", _FIRST) for title in urgent]
    return tuple(found)


def _of_age(age_years: int | None, restrictions: set[str]) -> list[InputError]:
    found = []
    if age_years is None:
        what = "no test without the year of birth"
        found.append(InputError(what, "design", None, "birth_year in diary.toml"))
    elif age_years < ADULT_YEARS or "minor" in restrictions:
        found.append(_refused("no test under 18", "an adult"))
    if "jurisdiction" in restrictions:
        found.append(_refused("no test where the product is controlled by law", "another country"))
    return found


def _refused(what: str, expected: str) -> InputError:
    return InputError(what, "design", None, expected)
