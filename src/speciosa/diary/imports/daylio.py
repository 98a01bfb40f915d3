"""Daylio: moods with activities and notes.

Columns as in its exports of the last years: eight, nine with `scales`, and seven with the year
alone in the first one. A mood is a name that the person may have changed. Only the five names
that the app starts with have a place on its five steps; any other name is kept as a note.
"""

import re
from typing import Final

from speciosa.diary.imported import Export, Harvest, Wishes, importers

_OLD: Final = ("year", "date", "weekday", "time", "mood", "activities", "note")
_NEW: Final = (
    "full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note",
)  # fmt: skip
_SCALES: Final = (*_NEW[:6], "scales", *_NEW[6:])
_STEPS: Final = {"awful": 1, "bad": 2, "meh": 3, "good": 4, "rad": 5}
_OUTCOME: Final = "daylio_mood"
_DECLARED: Final = {"low": "1", "high": "5", "better": "higher", "label": "Mood in Daylio"}
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_TIME: Final = re.compile(r"(\d{1,2})[:.](\d\d)\s*([ap])?\.?m?\.?", re.IGNORECASE)
_DAY: Final = re.compile(r"(?:(\d{1,2})\.? ([A-Za-z]{3,})|([A-Za-z]{3,}) (\d{1,2}))")
_NOON: Final = 12


@importers.add("Daylio")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """Moods as ratings from 1 to 5; None for any other file."""
    if export.header not in (_OLD, _NEW, _SCALES):
        return None
    harvest = Harvest("daylio", "Daylio")
    for line, cells in export.rows(harvest):
        day, time = _day(cells), _time(cells["time"])
        if not day or not time:
            harvest.leave("a day or time that could not be read", line)
            continue
        _entry(harvest, line, cells, f"{day}T{time}")
    _declare(harvest, wishes)
    return harvest


def _entry(harvest: Harvest, line: int, cells: dict[str, str], at: str) -> None:
    mood = cells["mood"]
    step = _STEPS.get(mood.lower())
    names = [name.strip() for name in cells["activities"].split("|")]
    told = [", ".join(filter(None, names)), cells.get("note_title", ""), cells["note"]]
    key = "\0".join((at, mood, *told))
    note = "; ".join(part for part in told if part)
    if cells.get("scales"):
        harvest.leave("scales, a column whose form could not be checked", line)
    if step is not None:
        harvest.add(line, key, at, "rating", _OUTCOME, value=str(step), note=note)
        return
    harvest.leave(f'mood "{mood}" as a rating, a name with no place on the five steps', line)
    note = "; ".join(part for part in (f"mood: {mood}" if mood else "", note) if part)
    if note:
        harvest.add(line, key, at, "note", note=note)


def _declare(harvest: Harvest, wishes: Wishes) -> None:
    """Entries that tell the diary the steps of this outcome, unless its head does."""
    ratings = [piece.row for piece in harvest.pieces if piece.row.kind == "rating"]
    if not ratings:
        return
    if _OUTCOME not in wishes.head.outcomes:
        first = min(str(row.at) for row in ratings)
        for name, text in _DECLARED.items():
            field = f"outcomes.{_OUTCOME}.{name}"
            harvest.add(0, field, first, "profile", field, value=text)
    harvest.says += [
        f"Moods are {_OUTCOME}: awful 1, bad 2, meh 3, good 4, rad 5.",
        f"Times have no zone; they are read as {wishes.head.timezone} time.",
    ]


def _day(cells: dict[str, str]) -> str:
    """The day as YYYY-MM-DD, or an empty text."""
    if "full_date" in cells:
        return cells["full_date"]
    found = _DAY.fullmatch(cells["date"])
    if found is None:
        return ""
    number, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    if month[:3].lower() not in _MONTHS:
        return ""
    return f"{cells['year']}-{_MONTHS.index(month[:3].lower()) + 1:02}-{int(number):02}"


def _time(text: str) -> str:
    """A time of 12 or 24 hours as HH:MM, or an empty text.

    >>> [_time(text) for text in ("12:05 am", "9:30 PM", "13:48", "noon")]
    ['00:05', '21:30', '13:48', '']
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return ""
    hour = int(found[1])
    if found[3]:
        if not 1 <= hour <= _NOON:
            return ""
        hour = hour % _NOON + (_NOON if found[3].lower() == "p" else 0)
    return f"{hour:02}:{found[2]}"
