"""Why effects and amounts are not shown: under 18, age not known, controlled by law."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from speciosa.assessment.schema import (
    AGE_UNKNOWN,
    JURISDICTION,
    MINOR,
    Assessment,
    DayProfile,
    hides_benefit,
    hiding,
)
from speciosa.report.words.times import date_words

NOT_UNDER_18: Final = "Not shown for people under 18."
NOT_WITHOUT_AGE: Final = (
    "Not shown until your year of birth is known: write it under [person] in diary.toml, "
    "such as birth_year = 1984."
)
_ONLY: Final = "only what to check, what is known, and where help is."
UNDER_18: Final = f"Under 18, this report shows no effects and no amounts: {_ONLY}"
AGE_NOT_KNOWN: Final = (
    "Your year of birth is not known, so this report shows no effects and no amounts: "
    f"{_ONLY} To see the rest, write your year of birth under [person] in diary.toml, such as "
    "birth_year = 1984. Or enter it: speciosa log FOLDER profile person.birth_year 1984."
)
_NOT_ADVICE: Final = "This is not legal advice."


def without_hidden(assessment: Assessment) -> Assessment:
    """The assessment without answers and levels where they are hidden.

    `assess` leaves them out; a face does not trust that every stored assessment came from there.
    """
    if not hides_benefit(assessment.restrictions):
        return assessment
    nothing = DayProfile(hours=(), panels=(), dose_hours=())
    return assessment.model_copy(update={"responses": (), "day_profile": nothing})


def hidden_words(assessment: Assessment) -> str:
    """The reason in full; empty where nothing is hidden."""
    reason = hiding(assessment.restrictions)
    if reason == JURISDICTION:
        return (
            f"A product of this diary is controlled by law where you live{_as_of(assessment)}. So "
            f"this report shows no effects and no amounts: {_ONLY} {_NOT_ADVICE}"
        )
    return {MINOR: UNDER_18, AGE_UNKNOWN: AGE_NOT_KNOWN}.get(reason, "")


def hidden_note(assessment: Assessment) -> str:
    """The reason in one line; empty where nothing is hidden."""
    return hidden_line(assessment.restrictions, assessment.law_as_of)


def hidden_line(restrictions: Iterable[str], law_as_of: date | None) -> str:
    """The reason in one line, for what is shown without an assessment.

    Args:
        restrictions: as an assessment names them.
        law_as_of: when the law was checked, or None.
    """
    reason = hiding(restrictions)
    if reason == JURISDICTION:
        checked = f", checked on {date_words(law_as_of, year=True)}" if law_as_of else ""
        return f"Not shown where a product is controlled by law{checked}. {_NOT_ADVICE}"
    return {MINOR: NOT_UNDER_18, AGE_UNKNOWN: NOT_WITHOUT_AGE}.get(reason, "")


def _as_of(assessment: Assessment) -> str:
    checked = assessment.law_as_of
    return f", as checked on {date_words(checked, year=True)}" if checked else ""
