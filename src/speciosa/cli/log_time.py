"""When it was, as people say it: `14:05`, `yesterday 22:00`, `-2h`, `30 min ago`."""

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from speciosa.diary.wall_time import fixed, read_time
from speciosa.errors import InputError

_LONGEST: Final = 5  # words of the longest phrase: "1 h 30 min ago"
_LENGTH: Final = r"""(?:
    (?P<hours>\d{1,3}(?:\.\d+)?)\s*h(?:ours?)?(?:\s*(?P<after>\d{1,2})\s*(?:m|min)?)?
    | (?P<minutes>\d{1,4})\s*m(?:in(?:utes?)?)?
)"""
_AGO: Final = re.compile(rf"(?P<before>-\s*)?{_LENGTH}(?P<ago>\s+ago)?", re.IGNORECASE | re.VERBOSE)
_CLOCK: Final = re.compile(
    r"""(?:(?P<day>today|yesterday|(?:on\s+)?\d{4}-\d\d-\d\d)\s+)?(?:at\s+)?(?P<clock>\d{1,2}:\d\d)
    | (?:at\s+|on\s+)?(?P<full>\d{4}-\d\d-\d\d[t\ ]\d\d:\d\d\S*)""",
    re.IGNORECASE | re.VERBOSE,
)


def split_time(words: list[str]) -> tuple[list[str], str]:
    """The words without a time said at their end, and that time.

    >>> split_time(["dose", "green", "3g", "yesterday", "22:00"])
    (['dose', 'green', '3g'], 'yesterday 22:00')
    >>> split_time(["sleep", "7", "h"])
    (['sleep', '7', 'h'], '')
    """
    if words[-1].lower() == "yesterday":
        what = "a day without its time"
        raise InputError(what, "", words[-1], "the day and the time", "yesterday 22:00")
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        phrase = " ".join(words[-count:])
        if _is_time(phrase):
            return words[:-count], phrase
    return words, ""


def _is_time(phrase: str) -> bool:
    return phrase.lower() == "now" or bool(_ago(phrase) or _CLOCK.fullmatch(phrase))


def _ago(phrase: str) -> timedelta | None:
    """How long ago; a length of time alone does not say it: `sleep 7 h`."""
    found = _AGO.fullmatch(phrase)
    if found is None or bool(found["before"]) == bool(found["ago"]):
        return None
    minutes = int(found["minutes"] or found["after"] or 0)
    return timedelta(hours=float(found["hours"] or 0), minutes=minutes)


def moment_of(at: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The time meant; an empty text is now, to the minute.

    Args:
        at: as typed, e.g. `14:05`, `yesterday 22:00`, `-2h` or a full time.
        zone: the diary's zone.
        now: this moment.
    """
    local = fixed(now, zone).replace(second=0, microsecond=0)
    typed = " ".join(at.split())
    if not typed or typed.lower() == "now":
        return local
    if (ago := _ago(typed)) is not None:
        return fixed((local - ago).replace(second=0), zone)
    try:
        return read_time(_full(typed, local), zone)[0]
    except InputError as problem:
        expected = "HH:MM of today, yesterday 22:00, -2h, or a day and time"
        raise InputError(problem.what, "--at", at, expected, f"{local:%Y-%m-%dT%H:%M}") from None


def _full(typed: str, local: datetime) -> str:
    """Day and time in the form of a diary; as typed where it is neither."""
    found = _CLOCK.fullmatch(typed)
    if found is None:
        return typed
    if found["full"]:
        return found["full"].upper()
    days = {"": local, "today": local, "yesterday": local - timedelta(days=1)}
    said = (found["day"] or "").lower().removeprefix("on ").strip()
    day = f"{days[said]:%Y-%m-%d}" if said in days else said
    hour, _, minute = found["clock"].partition(":")
    return f"{day}T{int(hour):02}:{minute}"
