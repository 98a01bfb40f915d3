"""What happened on each day, week or longer stretch of a window: the numbers under a time line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Final

from speciosa.assessment.schema import AnalyteCurve, Gap, RatingSeries
from speciosa.report.charts.scales import Linear
from speciosa.texts import say

DAILY_UP_TO: Final = 120  # days; a longer window is drawn in weeks
STRETCHES: Final = (7, 28, 91, 364)
NARROWEST: Final = 2.0  # units of drawing to one stretch
AROUND: Final = 3  # days before and after, of a seven-day mean
DAYS_FOR_A_MEAN: Final = 2


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The common axis of a time line: days since the window's first midnight."""

    start: date
    days: int
    stretch: int  # days drawn as one
    x: Linear
    missing: frozenset[int]  # days without any entry

    @property
    def count(self) -> int:
        """How many stretches the window has."""
        return -(-self.days // self.stretch)

    def day(self, at: datetime) -> int:
        """The day of a local moment; outside the window it is negative or too large."""
        return (at.date() - self.start).days

    def place(self, at: datetime) -> float:
        """Where a local moment is drawn."""
        return self.x(self.day(at) + (at.hour * 60 + at.minute) / 1440)

    def place_day(self, day: date) -> float:
        """Where a day begins, never outside the plot."""
        return self.x.inside((day - self.start).days)

    def middle(self, index: int) -> float:
        """Where the middle of a stretch is drawn."""
        first = index * self.stretch
        return self.x((first + min(first + self.stretch, self.days)) / 2)

    def recorded(self, index: int) -> int:
        """How many days of a stretch hold any entry."""
        first = index * self.stretch
        days = range(first, min(first + self.stretch, self.days))
        return sum(day not in self.missing for day in days)


def missing_days(start: date, days: int, gaps: Iterable[Gap]) -> frozenset[int]:
    """The days of a window without any entry, counted from its first."""
    return frozenset(
        day
        for gap in gaps
        for day in range((gap.start - start).days, (gap.end - start).days + 1)
        if 0 <= day < days
    )


def time_axis(start: date, days: int, gaps: Iterable[Gap], left: float, right: float) -> TimeAxis:
    """The axis of a window between two edges of the plot."""
    missing = missing_days(start, days, gaps)
    stretch = 1
    if days > DAILY_UP_TO:
        fitting = (s for s in STRETCHES if (right - left) * s / days >= NARROWEST)
        stretch = next(fitting, STRETCHES[-1])
    return TimeAxis(start, days, stretch, Linear(0, days, left, right), missing)


def stretch_words(stretch: int) -> str:
    """The word for what one point stands for.

    >>> stretch_words(1), stretch_words(7), stretch_words(28)
    ('daily', 'weekly', '4-week')
    """
    return say(f"chart.stretch.{_stretch(stretch)}", weeks=stretch // 7)


def mean_words(stretch: int, unit: str) -> str:
    """A unit whose values are means of a stretch.

    >>> mean_words(7, "g"), mean_words(28, "g")
    ('weekly mean, g', '4-week mean, g')
    """
    return say(f"chart.mean.{_stretch(stretch)}", weeks=stretch // 7, unit=unit)


def doses_a_day_words(stretch: int) -> str:
    """The unit of doses a day, told as their means of a stretch.

    >>> doses_a_day_words(7)
    'doses a day, weekly mean'
    """
    return say(f"chart.doses_a_day.{_stretch(stretch)}", weeks=stretch // 7)


def _stretch(stretch: int) -> str:
    return {1: "daily", 7: "weekly"}.get(stretch, "weeks")


def exposure_means(curve: AnalyteCurve, axis: TimeAxis) -> dict[int, list[float]]:
    """Means of the five percentiles over each recorded stretch."""
    columns = (curve.p05, curve.p25, curve.p50, curve.p75, curve.p95)
    rows: dict[int, list[int]] = {}
    for i, at in enumerate(curve.times):
        day = axis.day(at)
        if 0 <= day < axis.days and day not in axis.missing:
            rows.setdefault(day // axis.stretch, []).append(i)
    return {
        index: [sum(column[i] for i in where) / len(where) for column in columns]
        for index, where in rows.items()
    }


def by_stretch(series: RatingSeries, axis: TimeAxis) -> dict[int, list[float]]:
    """The sorted ratings of each stretch."""
    found: dict[int, list[float]] = {}
    for at, value in zip(series.at, series.value, strict=True):
        day = axis.day(at)
        if 0 <= day < axis.days:
            found.setdefault(day // axis.stretch, []).append(value)
    return {index: sorted(values) for index, values in found.items()}


def seven_day_means(by_day: dict[int, list[float]], axis: TimeAxis) -> dict[int, float]:
    """The mean of the week around each recorded day that has ratings on two days of it."""
    days = range(axis.days)
    sums = [0.0, *accumulate(sum(by_day.get(day, ())) for day in days)]
    counts = [0, *accumulate(len(by_day.get(day, ())) for day in days)]
    rated = [0, *accumulate(day in by_day for day in days)]
    means = {}
    for day in days:
        low, high = max(day - AROUND, 0), min(day + AROUND + 1, axis.days)
        if day not in axis.missing and rated[high] - rated[low] >= DAYS_FOR_A_MEAN:
            means[day] = (sums[high] - sums[low]) / (counts[high] - counts[low])
    return means


def quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of sorted values, between neighbours in proportion.

    >>> quantile([1, 2, 4], 0.5), quantile([1, 2], 0.25)
    (2.0, 1.25)
    """
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * float(ordered[high] - ordered[low])


def neighbours(found: Iterable[int], wanted: Callable[[int], bool]) -> Iterator[list[int]]:
    """Stretches in order, cut where one is absent or not wanted: a line never bridges a gap."""
    run: list[int] = []
    for index in sorted(found):
        if not wanted(index):
            continue
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
