"""Which entries rate which outcome."""

from datetime import datetime

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current
from speciosa.knowledge.tables import read_toml


def rated_entries(diary: Diary) -> dict[str, list[Entry]]:
    """Ratings and totals of declared or known scales by outcome, in order of name and time.

    The same value at the same instant counts once; items of a scale are left out.
    """
    groups: dict[str, dict[tuple[datetime, float], Entry]] = {}
    scales = _scales(diary)
    for entry in current(diary):
        rated = entry.kind is Kind.RATING or (entry.kind is Kind.SCALE and entry.what in scales)
        if rated and isinstance(entry.value, float):
            groups.setdefault(entry.what, {}).setdefault((entry.at, entry.value), entry)
    return {name: list(groups[name].values()) for name in sorted(groups)}


def _scales(diary: Diary) -> set[str]:
    return {row["key"] for row in read_toml("outcomes")["outcome"]} | set(diary.outcomes)


def rating_counts(diary: Diary) -> dict[str, int]:
    """Number of ratings by outcome."""
    return {name: len(entries) for name, entries in rated_entries(diary).items()}


def rating_times(diary: Diary) -> dict[str, list[datetime]]:
    """When each outcome was rated, in order."""
    return {name: [entry.at for entry in all_] for name, all_ in rated_entries(diary).items()}


def moments(diary: Diary) -> int:
    """Number of different instants at which anything was rated."""
    return len({at for times in rating_times(diary).values() for at in times})
