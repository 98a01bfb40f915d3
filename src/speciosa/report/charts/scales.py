"""Scales and readable ticks: amounts, rating points, clock hours and dates."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from speciosa.report.charts.text import text_width

MINUS: Final = "−"
NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
SHORT_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
SMALLEST: Final = 1e-12  # a smaller span counts as none
LABEL_GAP: Final = 14.0  # between two tick labels


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight map from data to drawing units."""

    low: float
    high: float
    start: float  # where `low` is drawn
    end: float

    def __call__(self, value: float) -> float:
        """Where the value is drawn; a value outside the data range lies outside the plot."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """Like calling, but never beyond the ends of the plot."""
        return self(min(max(value, self.low), self.high))


def nice_step(span: float, most: int) -> float:
    """The smallest readable step that cuts `span` into at most `most` parts.

    >>> nice_step(187, 4), nice_step(3.1, 4), nice_step(0, 4)
    (50.0, 1.0, 1.0)
    """
    if not (span > SMALLEST and math.isfinite(span)):
        return 1.0
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(nice * power for nice in NICE if nice * power >= raw * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Readable values from `low` to `high`, both inside, at most `most` + 1 of them.

    >>> ticks(0, 200), ticks(0, 10, 2), ticks(-2, 2)
    ([0.0, 50.0, 100.0, 150.0, 200.0], [0.0, 5.0, 10.0], [-2.0, -1.0, 0.0, 1.0, 2.0])
    """
    step = nice_step(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(i * step, 10) + 0.0 for i in range(first, last + 1)]


def scale_ticks(low: float, high: float) -> list[float]:
    """The ends of a rating scale, and its middle where that is a whole number.

    >>> scale_ticks(0, 10), scale_ticks(-3, 3), scale_ticks(0, 27)
    ([0, 5.0, 10], [-3, 0.0, 3], [0, 27])
    """
    middle = (low + high) / 2
    return [low, middle, high] if middle.is_integer() else [low, high]


def nice_top(value: float, most: int = 4) -> float:
    """The next readable number at or above `value`, so that a band never leaves the plot.

    >>> nice_top(187), nice_top(78, 2), nice_top(0)
    (200.0, 100.0, 1.0)
    """
    step = nice_step(value, most)
    return max(step, step * math.ceil(value / step - 1e-9))


def number(value: float, *, signed: bool = False) -> str:
    """A tick's text: no needless digits, a true minus sign.

    >>> number(150.0), number(-0.5), number(2.0, signed=True), number(0.0, signed=True)
    ('150', '−0.5', '+2', '0')
    """
    text = f"{abs(value):.6g}"
    if value < 0:
        return MINUS + text
    return f"+{text}" if signed and value > 0 else text


@dataclass(frozen=True, slots=True)
class DateTick:
    """One labelled day of a time axis; `day` counts from the window's first day."""

    day: int
    label: str


def day_month(day: date) -> str:
    """A day on an axis, e.g. `15 Mar`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def date_ticks(start: date, days: int, width: float) -> list[DateTick]:
    """As many readable dates as fit `width` without touching; first and last day always.

    Args:
        start: the window's first day.
        days: its length, at least 1.
        width: of the axis, in drawing units.
    """
    end = start + timedelta(days=max(days, 1) - 1)
    label = _labeller(start, end)
    first, last = DateTick(0, label(start)), DateTick(days - 1, label(end))
    best: list[DateTick] = []
    for found in _grids(start, end):
        marks = [DateTick((day - start).days, label(day)) for day in found if start < day < end]
        kept = _between(marks, first, last, width / days)
        if len(kept) > len(best) and _fits(kept, width / days):
            best = kept
    room = width - 2 * (_half(first) + _half(last)) - LABEL_GAP
    return [first, *best, last] if days > 1 and room >= 0 else [first, *best]


def _labeller(start: date, end: date) -> Callable[[date], str]:
    """Day and month inside a year or so, month and year beyond."""
    if (end - start).days <= 400:  # noqa: PLR2004 - a little more than a year
        return day_month
    return lambda day: f"{SHORT_MONTHS[day.month - 1]} {day.year}"


def _grids(start: date, end: date) -> Iterator[list[date]]:
    """Candidate sets of days, from fine to coarse."""
    span = (end - start).days
    for step in (1, 2, 7):
        if span <= 20 * step:
            yield [start + timedelta(days=i) for i in range(0, span + 1, step)]
    months = [date(y, m, 1) for y in range(start.year, end.year + 1) for m in range(1, 13)]
    yield sorted([*months, *(m.replace(day=15) for m in months)])
    for every in (1, 2, 3, 6, 12, 24, 36, 60, 120):
        yield [m for m in months if (12 * m.year + m.month - 1) % every == 0]


def _half(tick: DateTick) -> float:
    return text_width(tick.label) / 2


def _fits(marks: list[DateTick], scale: float) -> bool:
    """Whether neighbours keep their distance."""
    return all(
        (b.day - a.day) * scale >= _half(a) + _half(b) + LABEL_GAP for a, b in pairwise(marks)
    )


def _between(
    marks: list[DateTick], first: DateTick, last: DateTick, scale: float
) -> list[DateTick]:
    """The marks that do not touch the two end labels, which grow inwards from the ends."""
    left = 2 * _half(first) + LABEL_GAP
    right = (last.day + 1) * scale - 2 * _half(last) - LABEL_GAP
    return [
        mark
        for mark in marks
        if left <= mark.day * scale - _half(mark) and mark.day * scale + _half(mark) <= right
    ]
