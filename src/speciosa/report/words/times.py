"""Days and times as words: "29 May", "1 March to 29 May 2026 (90 days)", "33 days overdue"."""

from datetime import date, datetime

from speciosa.assessment.schema import Due, Gap, Window
from speciosa.report.words.figures import count_words, number_words
from speciosa.texts import say

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
HOURS_SHOWN_AS_HOURS = 72.0


def date_words(day: date, year: bool = False) -> str:
    """A day; the year only where it is needed, once a page.

    >>> date_words(date(2026, 5, 29)), date_words(date(2026, 5, 29), year=True)
    ('29 May', '29 May 2026')
    """
    month = say(f"month.{MONTHS[day.month - 1]}")
    if year:
        return say("times.date_and_year", day=day.day, month=month, year=day.year)
    return say("times.date", day=day.day, month=month)


def time_words(at: datetime) -> str:
    """A moment with its year, on the 24-hour clock.

    >>> time_words(datetime(2026, 5, 29, 15, 6))
    '29 May 2026, 15:06'
    """
    return f"{date_words(at.date(), year=True)}, {at.hour:02}:{at.minute:02}"


def as_of_words(at: datetime) -> str:
    """What an assessment knows up to.

    >>> as_of_words(datetime(2026, 5, 29, 15, 6))
    'as of 29 May 2026, 15:06'
    """
    return say("times.as_of", moment=time_words(at))


def days_words(start: date, end: date) -> str:
    """Two days as a range, nothing said twice.

    >>> days_words(date(2026, 4, 12), date(2026, 4, 14))
    '12–14 April'
    >>> days_words(date(2026, 4, 30), date(2026, 5, 2))
    '30 April to 2 May'
    """
    if start == end:
        return date_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{date_words(end)}"
    years = start.year != end.year
    return say("times.from_to", first=date_words(start, years), last=date_words(end, years))


def window_words(window: Window) -> str:
    """First and last day of a diary with the number of days."""
    days, last = count_words(window.days, "day"), date_words(window.end, year=True)
    if window.start == window.end:
        return f"{last} ({days})"
    first = date_words(window.start, window.start.year != window.end.year)
    return f"{say('times.from_to', first=first, last=last)} ({days})"


def gap_words(gaps: tuple[Gap, ...]) -> str:
    """The longest gap, e.g. "3 days, 12–14 April"; "none" without one."""
    if not gaps:
        return say("times.no_gap")
    longest = max(gaps, key=lambda gap: gap.days)
    return f"{count_words(longest.days, 'day')}, {days_words(longest.start, longest.end)}"


def hours_words(hours_h: float | None) -> str:
    """A length of time; days from three days on.

    >>> hours_words(17.2), hours_words(120.0), hours_words(0.5)
    ('17 h', '5.0 days', '0.50 h')
    """
    if hours_h is None:
        return say("figures.not_known")
    if hours_h < HOURS_SHOWN_AS_HOURS:
        return f"{number_words(hours_h)} h"
    return say("times.in_days", number=number_words(hours_h / 24))


def due_words(due: Due, year: int | None = None) -> str:
    """When a check is due: "33 days overdue", "due 3 June", "baseline due", "done 3 May".

    Args:
        due: The check.
        year: The year the page already names; other years are written out.
    """
    if due.overdue_days > 0:
        return say("times.overdue", days=count_words(due.overdue_days, "day"))
    if due.due is not None and not (due.done and due.done >= due.due):
        return say("times.due", date=_in_year(due.due, year))
    if due.done is not None:
        return say("times.done", date=_in_year(due.done, year))
    return say("times.baseline_due")


def _in_year(day: date, year: int | None) -> str:
    return date_words(day, year is not None and day.year != year)
