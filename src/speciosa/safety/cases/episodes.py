"""Entries of one kind of event, gathered into one case each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from speciosa.diary.entries import Entry, Kind
from speciosa.safety.cases.groups import EventGroup, event_groups, group_of, tidy_term
from speciosa.safety.facts import Facts
from speciosa.safety.liver import LiverDay, liver_days, reaches_dili_limit

LABORATORY_TERM: Final = "abnormal liver tests"


@dataclass(frozen=True, slots=True)
class Episode:
    """All entries of one kind of event; without an event entry, the tests that show it."""

    kind: str
    term: str
    group: EventGroup | None
    events: tuple[Entry, ...]
    entry_ids: tuple[str, ...]
    at: datetime
    onset: date  # the first sign: an entry, or the first abnormal liver test
    last_sign: date

    @property
    def note(self) -> str:
        """Every note of its entries."""
        return " ".join(entry.note for entry in self.events if entry.note)

    @property
    def grade(self) -> int | None:
        """The worst grade that was reported."""
        grades = [int(entry.value) for entry in self.events if isinstance(entry.value, float)]
        return max(grades, default=None)


def episodes_of(facts: Facts) -> tuple[Episode, ...]:
    """One episode per kind of event, and one for liver tests that nobody entered as an event."""
    kinds: dict[str, list[Entry]] = {}
    for entry in facts.entries:
        if entry.kind is Kind.EVENT:
            group = group_of(entry.what)
            kinds.setdefault(group.key if group else tidy_term(entry.what), []).append(entry)
    found = [_episode(kind, events, facts) for kind, events in kinds.items()]
    if not any(episode.group and episode.group.rucam for episode in found):
        found += _from_tests(facts)
    return tuple(sorted(found, key=lambda episode: (episode.at, episode.kind)))


def _episode(kind: str, events: list[Entry], facts: Facts) -> Episode:
    group, first = group_of(events[0].what), events[0]
    days = [facts.day(event) for event in events]
    if group and group.rucam:
        days += [day.day for day in _abnormal(facts)]
    return Episode(
        kind=kind,
        term=first.what,
        group=group,
        events=tuple(events),
        entry_ids=tuple(entry.id for entry in events),
        at=first.at,
        onset=min(days),
        last_sign=max(days),
    )


def _from_tests(facts: Facts) -> Iterable[Episode]:
    """Tests that reach the published limit are a case of their own."""
    reached = [day.day for day in _days(facts) if reaches_dili_limit(day)]
    group = next((group for group in event_groups() if group.rucam), None)
    if not reached or group is None:
        return
    abnormal = [day.day for day in _abnormal(facts)]
    onset = abnormal[0]
    shown = [r for r in facts.readings if facts.day(r) == onset and r.name in group.readings]
    yield Episode(
        kind=group.key,
        term=LABORATORY_TERM,
        group=group,
        events=(),
        entry_ids=tuple(reading.entry_id for reading in shown),
        at=shown[0].taken_at,
        onset=onset,
        last_sign=abnormal[-1],
    )


def _days(facts: Facts) -> tuple[LiverDay, ...]:
    return liver_days((facts.day(reading), reading) for reading in facts.readings)


def _abnormal(facts: Facts) -> list[LiverDay]:
    return [day for day in _days(facts) if day.abnormal]
