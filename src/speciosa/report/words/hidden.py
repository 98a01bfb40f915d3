"""Why effects and amounts are not shown: under 18, age not known, controlled by law."""

from collections.abc import Iterable
from datetime import date

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
from speciosa.texts import say


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
    reason, checked = hiding(assessment.restrictions), assessment.law_as_of
    if reason == JURISDICTION and checked:
        return say("hidden.law_checked", day=date_words(checked, year=True))
    if reason == JURISDICTION:
        return say("hidden.law")
    if reason == AGE_UNKNOWN:
        return say("hidden.age_unknown")
    return say("hidden.under_18") if reason == MINOR else ""


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
    if reason == JURISDICTION and law_as_of:
        return say("hidden.line.law_checked", day=date_words(law_as_of, year=True))
    if reason == JURISDICTION:
        return say("hidden.line.law")
    if reason == AGE_UNKNOWN:
        return say("hidden.line.age_unknown")
    return say("hidden.line.under_18") if reason == MINOR else ""
