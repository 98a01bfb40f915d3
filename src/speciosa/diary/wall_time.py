"""Local wall times: from text to an instant, also where the clock jumps.

A wall time that does not exist moves forward by the gap; one that exists twice is the first.
The result carries the zone's offset at that instant as a fixed offset, so that comparing and
subtracting two times is exact on the nights when clocks change.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from speciosa.diary.text import nearest
from speciosa.errors import InputError

_SHAPE: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?"
)
_EXPECTED: Final = "YYYY-MM-DDThh:mm, with an existing day and time"
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199
_NO_TIME: Final = timedelta(0)


def read_zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name; raises InputError with the name that was probably meant."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        like = _similar_zone(name)
        expected = 'a name such as "Europe/Berlin"'
        raise InputError("not a time zone name", "timezone", name, expected, like) from None


def _similar_zone(name: str) -> str:
    from zoneinfo import available_timezones  # noqa: PLC0415  (slow: walks a folder)

    known = sorted(available_timezones())
    by_city = {zone.rsplit("/", 1)[-1]: zone for zone in known if "/" in zone}
    city = nearest(name.rsplit("/", 1)[-1].replace(" ", "_"), by_city)
    return nearest(name, known) or by_city.get(city, "")


def read_time(text: str, zone: ZoneInfo) -> tuple[datetime, str]:
    """The instant meant by a local wall time or a time with its offset.

    Args:
        text: e.g. `2026-03-01T08:10` or `2026-03-01T08:10+01:00`.
        zone: the diary's zone.

    Returns:
        The time with the zone's offset, and `gap` or `twice` when the clock jumps there, or "".
    """
    typed = text.strip()
    if not _SHAPE.fullmatch(typed):
        raise InputError("not a time", "at", typed, _EXPECTED, "2026-03-01T08:10")
    try:
        time = datetime.fromisoformat(typed)
    except ValueError:
        raise _impossible(typed) from None
    if not _FIRST_YEAR <= time.year <= _LAST_YEAR:
        years = f"a year from {_FIRST_YEAR} to {_LAST_YEAR}"
        raise InputError("a year that cannot be meant", "at", typed, years)
    if time.tzinfo is None:
        return resolve(time, zone)
    return fixed(time, zone), ""


def _impossible(typed: str) -> InputError:
    try:
        datetime.fromisoformat(typed[:10])
    except ValueError:
        what = "a day that does not exist"
    else:
        what = "a time of day that does not exist"
    return InputError(what, "at", typed, _EXPECTED)


def resolve(wall: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    """A naive wall time as an instant; see the rule on top of this module."""
    here = wall.replace(tzinfo=zone)
    offset = here.utcoffset() or _NO_TIME
    later = here.replace(fold=1).utcoffset() or _NO_TIME
    if offset == later:
        return wall.replace(tzinfo=_fixed_zone(offset)), ""
    instant = (wall - offset).replace(tzinfo=UTC)
    return fixed(instant, zone), "gap" if offset < later else "twice"


def fixed(time: datetime, zone: ZoneInfo) -> datetime:
    """The same instant as the zone's wall time, with its offset fixed."""
    here = time.astimezone(zone)
    return here.replace(tzinfo=_fixed_zone(here.utcoffset() or _NO_TIME), fold=0)


@cache
def _fixed_zone(offset: timedelta) -> timezone:
    return timezone(offset)


def wall_text(time: datetime, zone: ZoneInfo) -> str:
    """The shortest text that reads back as this instant: offset only where the clock jumps.

    >>> wall_text(datetime(2026, 3, 1, 7, 10, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    '2026-03-01T08:10'
    """
    local = fixed(time, zone)
    exact = local.second or local.microsecond
    wall = local.replace(tzinfo=None)
    again, jump = resolve(wall, zone)
    shown = wall if again == local and not jump else local
    return shown.isoformat(timespec="auto" if exact else "minutes")
