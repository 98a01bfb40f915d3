"""What in a diary may point to a criterion: something to ask about, never an answer."""

from collections.abc import Callable, Sequence
from typing import Final

from speciosa.diary.entries import Entry, Kind
from speciosa.safety.calculators.dsm5 import Sign
from speciosa.safety.dependence.profile import DependenceProfile, profile_of
from speciosa.safety.facts import Facts
from speciosa.safety.words import day_text, number_text, times_text

_DRIVING: Final = "driving for work"
_SHOWN: Final = 5


def signs_of(facts: Facts, profile: DependenceProfile | None = None) -> dict[str, Sign]:
    """All signs that are seen, by the name that the table of criteria uses.

    Args:
        facts: the diary.
        profile: its profile, where it was worked out already.
    """
    if not facts.kratom:
        return {}
    known = profile or profile_of(facts)
    found = {name: read(facts, known) for name, read in _READ.items()}
    return {name: sign for name, sign in found.items() if sign is not None}


def _rise(_: Facts, profile: DependenceProfile) -> Sign | None:
    first, last, what = profile.first_doses_per_day, profile.doses_per_day, "doses"
    if not (first and last and last > first):
        first, last, what = profile.first_grams_per_day, profile.grams_per_day, "grams"
    if not (first and last and last > first):
        return None
    ends = number_text(first), number_text(last)
    if ends[0] == ends[1]:
        return None
    text = f"{what.capitalize()} a day rose from {ends[0]} to {ends[1]}."
    return Sign(text=text, because=(f"use: {what} a day {ends[0]} to {ends[1]}",))


def _break(_: Facts, profile: DependenceProfile) -> Sign | None:
    ended = [one for one in profile.breaks if one.known and one.end is not None]
    if not ended:
        return None
    days = tuple(f"break from {day_text(one.start.date())}" for one in ended[-_SHOWN:])
    text = f"A day or more without a dose, then use again, {times_text(len(ended))}."
    return Sign(text=text, because=days)


def _wish(facts: Facts, _: DependenceProfile) -> Sign | None:
    return _entries("A dose was wished for", facts.of_kind(Kind.WISH))


def _craving(facts: Facts, _: DependenceProfile) -> Sign | None:
    rated = [entry for entry in facts.answers("craving") if entry.value]
    return _entries("Craving was rated above zero", rated)


def _early(_: Facts, profile: DependenceProfile) -> Sign | None:
    return _ids("A dose came sooner than half the usual interval", profile.early_doses)


def _night(_: Facts, profile: DependenceProfile) -> Sign | None:
    return _ids("A dose was taken at night", profile.night_doses)


def _driving(facts: Facts, _: DependenceProfile) -> Sign | None:
    because = facts.says_condition(_DRIVING)
    return (
        Sign(text="Driving or machines belong to the work.", because=because) if because else None
    )


def _harm(facts: Facts, _: DependenceProfile) -> Sign | None:
    last = facts.doses[-1].taken_at if facts.doses else None
    events = [entry for entry in facts.of_kind(Kind.EVENT) if last and entry.at < last]
    return _entries("An unwanted event was written down, and doses followed", events)


def _low(_: Facts, profile: DependenceProfile) -> Sign | None:
    worse = [state for state in profile.low if state.verdict == "worse"]
    if not worse:
        return None
    text = " ".join(state.text for state in worse)
    return Sign(text=text, because=tuple(f"ratings: {state.outcome}" for state in worse))


def _scale(_: Facts, profile: DependenceProfile) -> Sign | None:
    totals = [total for total in profile.scales if total.value > 0]
    if not totals:
        return None
    text = f"A withdrawal scale was above zero: {totals[-1].text}."
    return Sign(text=text, because=tuple(total.entry for total in totals[-_SHOWN:]))


def _entries(text: str, entries: Sequence[Entry]) -> Sign | None:
    return _ids(text, tuple(entry.id for entry in entries))


def _ids(text: str, ids: tuple[str, ...]) -> Sign | None:
    if not ids:
        return None
    return Sign(text=f"{text}, {times_text(len(ids))}.", because=ids[-_SHOWN:])


_READ: Final[dict[str, Callable[[Facts, DependenceProfile], Sign | None]]] = {
    "rise": _rise,
    "break": _break,
    "wish": _wish,
    "craving": _craving,
    "early": _early,
    "night": _night,
    "driving": _driving,
    "harm": _harm,
    "low": _low,
    "scale": _scale,
}
SIGNS: Final = frozenset(_READ)
