"""The common axis under a time line: hours, days, months or years, or days of a made-up pattern."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from speciosa.report.charts.scales import MOST_TICKS, TICK_ROOM
from speciosa.report.charts.svg import AXIS, Canvas
from speciosa.report.charts.text import text_width
from speciosa.report.charts.time_bins import TimeAxis
from speciosa.texts import say

MONTHS: Final = (  # keys of their names
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
LABEL_GAP: Final = 14.0  # between two tick labels
CLOCK: Final = ((0.25, "06:00"), (0.5, "12:00"), (0.75, "18:00"), (1.0, "24:00"))
YEAR_H: Final = 364 * 24.0
LENGTHS: Final = (  # steps of a length of time: hours, the unit it is told in, and that in hours
    *((minutes / 60, "min", 1 / 60) for minutes in (10, 15, 20, 30)),
    *((float(hours), "h", 1.0) for hours in (1, 2, 3, 4, 6, 12)),
    *((24.0 * days, "d", 24.0) for days in (1, 2)),
    *((168.0 * weeks, "wk", 168.0) for weeks in (1, 2, 4, 13, 26)),
    *((YEAR_H * years, "yr", YEAR_H) for years in (1, 2, 5, 10)),
)


@dataclass(frozen=True, slots=True)
class DateTick:
    """One labelled day of a time axis; `day` counts from the window's first midnight."""

    day: float
    label: str


def day_month(day: date) -> str:
    """A day on an axis, e.g. `15 Mar`."""
    return say("chart.date.day_month", day=day.day, month=_month(day))


def day_month_year(day: date) -> str:
    """A day of a long window, e.g. `15 Mar 2026`."""
    return say("chart.date.day_month_year", day=day.day, month=_month(day), year=day.year)


def _month(day: date) -> str:
    return say(f"chart.month.{MONTHS[day.month - 1]}")


def date_ticks(start: date, days: int, width: float) -> list[DateTick]:
    """Readable dates, at most seven, that do not touch in `width`; first and last day always.

    One day alone is told by its clock.

    Args:
        start: the window's first day.
        days: its length, at least 1.
        width: of the axis, in drawing units.
    """
    end = start + timedelta(days=max(days, 1) - 1)
    label = _labeller(start, end)
    first, last = DateTick(0, label(start)), DateTick(days - 1, label(end))
    if days <= 1:
        return [first, *_clock_ticks(width)]
    if width < 2 * (_half(first) + _half(last)) + LABEL_GAP:
        return [first]
    best = [first, last]
    for found in _grids(start, end):
        marks = [DateTick((day - start).days, label(day)) for day in found if start < day < end]
        kept = [first, *_between(marks, first, last, width / days), last]
        if len(best) <= len(kept) <= MOST_TICKS and _fits(kept, width / days):
            best = kept
    return best


def _clock_ticks(width: float) -> list[DateTick]:
    """Every six hours, or twelve on a short axis."""
    marks = [DateTick(day, clock) for day, clock in CLOCK]
    room = sum(text_width(mark.label) + LABEL_GAP for mark in (*marks, marks[0]))
    return marks if width >= room else marks[1::2]


def _labeller(start: date, end: date) -> Callable[[date], str]:
    """Day and month inside a year or so, month and year beyond."""
    if (end - start).days <= 400:  # noqa: PLR2004 - a little more than a year
        return day_month
    return lambda day: say("chart.date.month_year", month=_month(day), year=day.year)


def _grids(start: date, end: date) -> Iterator[list[date]]:
    """Candidate sets of days, from fine to coarse."""
    span = (end - start).days
    for step in (1, 2, 3, 7, 14):
        if span <= MOST_TICKS * step:
            yield [start + timedelta(days=i) for i in range(0, span + 1, step)]
    months = [date(y, m, 1) for y in range(start.year, end.year + 1) for m in range(1, 13)]
    yield sorted([*months, *(m.replace(day=15) for m in months)])
    for every in (1, 2, 3, 6, 12, 24, 36, 60, 120):
        yield [m for m in months if (12 * m.year + m.month - 1) % every == 0]


def _half(tick: DateTick) -> float:
    return text_width(tick.label) / 2


def _fits(marks: Sequence[DateTick], scale: float) -> bool:
    """Whether neighbours keep their distance; the labels at the ends grow inwards."""
    inner = pairwise(marks[1:-1])
    apart = all((b.day - a.day) * scale >= TICK_ROOM for a, b in pairwise(marks))
    return apart and all(
        (b.day - a.day) * scale >= _half(a) + _half(b) + LABEL_GAP for a, b in inner
    )


def _between(
    marks: Sequence[DateTick], first: DateTick, last: DateTick, scale: float
) -> list[DateTick]:
    """The marks that do not touch the two end labels, which grow inwards from the ends."""
    left = 2 * _half(first) + LABEL_GAP
    right = (last.day + 1) * scale - 2 * _half(last) - LABEL_GAP
    return [
        mark
        for mark in marks
        if left <= mark.day * scale - _half(mark)
        and mark.day * scale + _half(mark) <= right
        and (last.day - mark.day) * scale >= TICK_ROOM
    ]


def length_ticks(span_h: float, length: float) -> list[tuple[float, str]]:
    """Ticks of a length of time from 0: at most seven, at least 40 units apart.

    >>> [label for _, label in length_ticks(24.0, 272)]
    ['0 h', '4 h', '8 h', '12 h', '16 h', '20 h', '24 h']
    >>> length_ticks(1.0, 90)
    [(0.0, '0 min'), (0.5, '30 min'), (1.0, '60 min')]
    """
    parts = max(1, min(MOST_TICKS - 1, int(length / TICK_ROOM)))
    within = [row for row in LENGTHS if row[0] <= span_h] or [LENGTHS[0]]
    step_h, unit, unit_h = next((r for r in within if r[0] * parts >= span_h), within[-1])
    count = int(span_h / step_h + 1e-9)
    places = [i * step_h for i in range(count + 1)]
    return [(at, say(f"chart.length.{unit}", count=f"{at / unit_h:.0f}")) for at in places]


def draw_dates(canvas: Canvas, axis: TimeAxis, y: float, *, numbered: bool = False) -> float:
    """Line, ticks and labels; returns where they end.

    Args:
        canvas: to draw on.
        axis: of the window.
        y: where the panels above end.
        numbered: write "day 3" instead of a date.
    """
    y += 6
    start, end = axis.x.start, axis.x.end
    canvas.line((start, y), (end, y), AXIS)
    marks = date_ticks(axis.start, axis.days, end - start)
    canvas.lines([((axis.x(m.day), y), (axis.x(m.day), y + 4)) for m in marks], AXIS)
    for i, mark in enumerate(marks):
        whole = numbered and isinstance(mark.day, int)
        label = say("chart.date.numbered_day", number=mark.day + 1) if whole else mark.label
        if i == 0:
            canvas.text(start, y + 18, label)
        elif i == len(marks) - 1:
            canvas.text(end, y + 18, label, anchor="end")
        else:
            canvas.text(axis.x(mark.day), y + 18, label, anchor="middle")
    return y + 24
