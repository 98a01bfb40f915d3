"""When a check was done, read from readings, scales, single answers and notes."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from speciosa.diary.entries import Entry, Kind
from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts
from speciosa.safety.schedule_table import ScheduleRow


def done_days(row: ScheduleRow, facts: Facts) -> list[date]:
    """All days on which a check was done, by time."""
    days = {facts.day(reading) for reading in facts.readings if reading.name in row.done_by}
    days |= {facts.day(entry) for entry in facts.answers(*row.done_by)}
    days |= set(_answered(row, facts))
    days |= {
        facts.day(entry)
        for entry in facts.of_kind(Kind.NOTE)
        if says_done(_text(entry), row.note_words)
    }
    return sorted(days)


def _answered(row: ScheduleRow, facts: Facts) -> Iterator[date]:
    """Days with at least `items` different answers of one scale."""
    if row.items is None:
        return
    found: dict[date, set[str]] = {}
    for entry in facts.of_kind(Kind.SCALE):
        name, point, item = entry.what.casefold().strip().partition(".")
        if point and name in row.done_by:
            found.setdefault(facts.day(entry), set()).add(item)
    yield from (day for day, items in found.items() if len(items) >= row.items)


def says_done(text: str, words: tuple[str, ...]) -> bool:
    """Whether a note says that something was done; a plan or a "not yet" does not.

    >>> says_done("ECG done today", ("ecg",)), says_done("no ECG done yet", ("ecg",))
    (True, False)
    """
    done, open_ = _note_words()
    tidy = text.casefold()
    if not any(re.search(rf"\b{re.escape(word)}\b", tidy) for word in words):
        return False
    held = set(re.findall(r"[a-z]+", tidy))
    return bool(held & done) and not held & open_ and "?" not in text


@cache
def _note_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_toml("schedule")["notes"]
    return frozenset(table["done"]), frozenset(table["open"])


def _text(entry: Entry) -> str:
    said = entry.value if isinstance(entry.value, str) else ""
    return f"{entry.what} {said} {entry.note}"
