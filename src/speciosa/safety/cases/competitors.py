"""Other medicines that could have caused an event: only those a table names for it."""

from datetime import date, timedelta

from speciosa.safety.cases.case import Beside
from speciosa.safety.cases.episodes import Episode
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.liver import liver_days


def fitting(facts: Facts, episode: Episode) -> tuple[MedicineInUse, ...]:
    """Medicines begun before the first sign and in use then, or ended shortly before."""
    after_d = episode.group.suspect_after_d if episode.group else 0
    earliest = episode.onset - timedelta(days=after_d)
    return tuple(
        medicine
        for medicine in facts.medicines
        if (medicine.start is None or medicine.start <= episode.onset)
        and (medicine.end is None or medicine.end >= earliest)
    )


def besides_of(facts: Facts, episode: Episode) -> tuple[Beside, ...]:
    """Fitting medicines by name, each with the classes for which the kind's table suspects it."""
    suspects = frozenset(episode.group.suspects if episode.group else ())
    found = [
        _beside(facts, episode, medicine, tuple(sorted(suspects & medicine.meaning.classes)))
        for medicine in fitting(facts, episode)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), str(one.start))))


def restart_of(
    facts: Facts, episode: Episode, medicine: MedicineInUse
) -> tuple[date | None, bool | None]:
    """When a medicine was taken again after the event, and whether the event came back then."""
    again = [
        other.start
        for other in facts.medicines
        if other.start is not None
        and other.start > episode.onset
        and other.meaning.ingredients == medicine.meaning.ingredients
        and other.name.casefold() == medicine.name.casefold()
    ]
    if medicine.end is None or not again:
        return None, None
    restarted = min(again)
    return restarted, _came_back(facts, episode, restarted)


def _came_back(facts: Facts, episode: Episode, restarted: date) -> bool | None:
    """From entries, or for the liver from tests; None where nobody looked."""
    if any(facts.day(entry) > restarted for entry in episode.events):
        return True
    if not (episode.group and episode.group.rucam):
        return None
    days = liver_days((facts.day(reading), reading) for reading in facts.readings)
    before = [d.alt_ratio for d in days if d.day <= restarted and d.alt_ratio is not None]
    after = [d.alt_ratio for d in days if d.day > restarted and d.alt_ratio is not None]
    return max(after) > before[-1] if before and after else None


def _beside(
    facts: Facts, episode: Episode, medicine: MedicineInUse, classes: tuple[str, ...]
) -> Beside:
    restarted, came_back = restart_of(facts, episode, medicine)
    return Beside(
        name=medicine.name,
        classes=classes,
        start=medicine.start,
        end=medicine.end,
        days_before=(episode.onset - medicine.start).days if medicine.start else None,
        restarted=restarted,
        came_back=came_back,
        because=medicine.because,
    )
