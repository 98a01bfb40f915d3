"""The profile in sentences, as the assessment shows them."""

from typing import Final

from speciosa.safety.dependence.criteria import criteria_count
from speciosa.safety.dependence.profile import DependenceProfile, profile_of
from speciosa.safety.dependence.signs import local_day
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Dependence, Finding
from speciosa.safety.words import day_text, number_text

_CAUSES: Final = {
    "U-doses": "tolerance",
    "U-grams": "tolerance",
    "M-gap": "withdrawal",
    "M-early": "craving or withdrawal",
    "M-night": "craving or withdrawal",
}
_SHOWN_STATES: Final = ("worse", "better", "about as usual", "mixed")
_NOTE: Final = "The eleven criteria of a use disorder cannot be counted from a diary; a talk can."
_REASON: Final = (
    "Ratings after missed doses are an impression, not a proof: a bad day can also be the reason "
    "why a dose was missed, and nights and mornings are rated at other hours."
)
_NOT_KRATOM: Final = "Signs are counted for kratom only, and none is in this diary."


def dependence_of(
    facts: Facts, findings: tuple[Finding, ...], profile: DependenceProfile | None = None
) -> Dependence:
    """Episodes a day, their trend, and what points to tolerance or withdrawal."""
    profile = profile or profile_of(facts)
    ids = [part for finding in findings for part in finding.id.split("+")]
    seen = dict.fromkeys(_CAUSES[part] for part in ids if part in _CAUSES)
    shown = [state.text for state in profile.low if state.verdict in _SHOWN_STATES]
    return Dependence(
        episodes_per_day=profile.doses_per_day,
        trend=_trend(profile) if facts.kratom else _NOT_KRATOM,
        criteria=tuple(f"Possible sign of {name}: ask about it." for name in seen),
        withdrawal=(*(total.text for total in profile.scales), *shown),
        notes=tuple(_notes(facts, profile, any_low=bool(shown))) if facts.kratom else (),
    )


def _trend(profile: DependenceProfile) -> str:
    if profile.doses_per_day is None or profile.first_doses_per_day is None:
        return "Cannot tell: too few days with entries."
    first, last = f"{profile.first_doses_per_day:.1f}", f"{profile.doses_per_day:.1f}"
    if first == last:
        return f"Doses a day: {last}, as in the first {profile.compared_d} days."
    return f"Doses a day: {first} in the first {profile.compared_d} days, {last} in the last."


def _criteria_note(facts: Facts, profile: DependenceProfile) -> str:
    """The count once something was asked; before that, why there is none."""
    asked = criteria_count(facts, profile)
    answered = any(criterion.answer != "not asked" for criterion in asked.criteria)
    return f"{asked.text} {asked.caution}" if answered else _NOTE


def _notes(facts: Facts, profile: DependenceProfile, *, any_low: bool) -> list[str]:
    notes = [_criteria_note(facts, profile)]
    longest = profile.longest_break
    if longest is not None:
        how = f"{number_text(longest.hours)} hours from {day_text(local_day(facts, longest.start))}"
        notes.append(f"Longest recorded time without a dose: {how}.")
    if any_low:
        notes.append(_REASON)
    elif profile.low:
        few = " and ".join(dict.fromkeys(state.outcome.replace("_", " ") for state in profile.low))
        notes.append(f"How missed doses feel ({few}): cannot tell, too few breaks are rated.")
    return notes
