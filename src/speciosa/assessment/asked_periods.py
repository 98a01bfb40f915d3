"""Which two periods are to be compared, as typed: "28d", a day, one period or two."""

import re
from datetime import date, timedelta
from typing import Final, NoReturn

from speciosa.assessment.schema import Window
from speciosa.errors import InputError
from speciosa.response.compare.arms import PeriodArm

_FIELD: Final = "compare"
_WAYS: Final = "28d, a day, a period FROM..TO or two periods with a comma between"
_LAST_DAYS: Final = re.compile(r"0*([0-9]*)d")
_MOST_DIGITS: Final = 6
_LONGEST: Final = 60
_ONE_DAY: Final = timedelta(days=1)


def asked_periods(text: str, window: Window) -> tuple[PeriodArm, PeriodArm]:
    """The earlier and the later period.

    | typed | the later period |
    |---|---|
    | `28d` | the last 28 days of the diary |
    | `2026-04-10` | from this day to the end of the diary |
    | `2026-04-10..2026-05-07` | from the first to the second day |
    | `2026-03-01..2026-03-14,2026-05-01..2026-05-14` | the later of the two |

    The earlier one is as many days just before it, as far as the diary goes back; of two that are
    typed it is the other.

    Args:
        text: as typed.
        window: of the diary; both periods lie inside it.

    Raises:
        InputError: for anything else, or days that the diary does not hold.
    """
    typed = "".join(text.split())
    if "," in typed:
        pair = (_inside(_period(one, text), window, one) for one in _two(typed, text))
        earlier, later = sorted(pair, key=lambda one: (one.start, one.end))
        return earlier, later
    later = _later(typed, text, window)
    if later.start == window.start:
        expected = f"a period that starts after {window.start}"
        raise InputError("no day before it to compare with", _FIELD, _short(text), expected)
    days = min((later.end - later.start).days + 1, (later.start - window.start).days)
    return PeriodArm(later.start - days * _ONE_DAY, later.start - _ONE_DAY), later


def _later(typed: str, text: str, window: Window) -> PeriodArm:
    if last := _LAST_DAYS.fullmatch(typed):
        return _last(last[1], text, window)
    if ".." in typed:
        return _inside(_period(typed, text), window, typed)
    return _inside(PeriodArm(_day(typed, text), window.end), window, typed)


def _last(digits: str, text: str, window: Window) -> PeriodArm:
    days, most = int(digits[:_MOST_DIGITS] or 0), window.days - 1
    if not days:
        raise InputError("no days to compare", _FIELD, _short(text), "one day or more", "28d")
    if days > most:
        what = "more days than this diary can compare"
        expected = f"at most {most}d of its {window.days} days" if most else "a longer diary"
        raise InputError(what, _FIELD, _short(text), expected, f"{window.days // 2}d" * (most > 0))
    return PeriodArm(window.end - (days - 1) * _ONE_DAY, window.end)


def _inside(one: PeriodArm, window: Window, typed: str) -> PeriodArm:
    if window.start <= one.start <= window.end and one.end <= window.end:
        return one
    expected = f"days from {window.start} to {window.end}"
    raise InputError("days that this diary does not hold", _FIELD, _short(typed), expected)


def _two(typed: str, text: str) -> tuple[str, str]:
    first, _, second = typed.partition(",")
    if "," in second:
        _refuse(text)
    return first, second


def _period(typed: str, text: str) -> PeriodArm:
    start, _, end = typed.partition("..")
    one = PeriodArm(_day(start, text), _day(end, text))
    if one.start > one.end:
        what, expected = "a period that ends before it starts", "the earlier day first"
        raise InputError(what, _FIELD, f"{start}..{end}", expected, f"{end}..{start}")
    return one


def _day(typed: str, text: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        _refuse(text)


def _refuse(text: str) -> NoReturn:
    what, example = "not two periods to compare", "2026-04-10..2026-05-07"
    raise InputError(what, _FIELD, _short(text), _WAYS, example) from None


def _short(text: str) -> str:
    return text.strip()[:_LONGEST]
