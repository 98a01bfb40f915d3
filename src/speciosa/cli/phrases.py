"""Counts, days and times as the commands say them."""

from datetime import date
from typing import Final, Literal

from speciosa.texts import say

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def counted(number: int, noun: str) -> str:
    """A number with its noun, a key of the table `cli.count` of the texts.

    >>> counted(1, "oddity"), counted(3, "oddity")
    ('1 oddity', '3 oddities')
    """
    return say(f"cli.count.{noun}.{'one' if number == 1 else 'many'}", count=number)


def when_words(form: Literal["brief", "moment", "soon", "today", "case"], at: date) -> str:
    """A day or a time in a form of the table `cli.date` of the texts.

    >>> when_words("soon", date(2026, 5, 29))
    'Fri 29 May'
    """
    weekday, month = _WEEKDAYS[at.weekday()], _MONTHS[at.month - 1]
    return say(
        f"cli.date.{form}",
        weekday=say(f"cli.weekday.{weekday}"),
        weekday_short=say(f"cli.weekday_short.{weekday}"),
        day=at.day,
        month=say(f"month.{month}"),
        month_short=say(f"chart.month.{month[:3]}"),
        year=at.year,
        time=f"{at:%H:%M}",
    )
