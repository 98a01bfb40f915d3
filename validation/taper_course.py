"""What a reduction looked like day by day: description, nothing more.

Means and spread of three phases, and the two figures that studies of early warning signs read off
moving windows: the correlation of each rating with the one before it, and the variance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.ratings import Ratings
from speciosa.diary.view import current
from speciosa.sampling.quasirandom import Array

PHASES: Final = ("before", "during", "after")
WINDOW_DAYS: Final = 28
STEP_DAYS: Final = 14
_FEWEST_PAIRS: Final = 10
_FEWEST_DAYS: Final = 14  # on either side of a step


@dataclass(frozen=True, slots=True)
class Phase:
    """Days of one phase, counted from 1, both ends included."""

    name: str
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Course:
    """Ratings of one outcome by day of the diary, in order of time."""

    day: Array
    value_pts: Array

    def within(self, first_day: int, last_day: int) -> "Course":
        """The ratings of some days, both ends included."""
        chosen = (self.day >= first_day) & (self.day <= last_day)
        return Course(self.day[chosen], self.value_pts[chosen])


@dataclass(frozen=True, slots=True)
class Spread:
    """Figures of the ratings of some days.

    Attributes:
        ratings: their number.
        mean_pts: their mean.
        sd_pts: their standard deviation.
        variance_pts2: its square.
        lag_one: correlation of a rating with the one before it on the same day; NaN where too few
            pairs or no variance.
    """

    ratings: int
    mean_pts: float
    sd_pts: float
    variance_pts2: float
    lag_one: float


@dataclass(frozen=True, slots=True)
class Window:
    """Figures of some days, and the phases they lie in."""

    first_day: int
    last_day: int
    phases: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class Step:
    """The single step that explains most of the variance of daily means."""

    day: int
    explained_ratio: float


def day_amounts_mg(diary: Diary) -> Array:
    """Amount taken on each day of the diary, (days,); days without a dose count as 0."""
    entries = current(diary)
    start = entries[0].at.date()
    total_mg = np.zeros((entries[-1].at.date() - start).days + 1)
    for entry in entries:
        if entry.kind is Kind.DOSE and isinstance(entry.value, float):
            total_mg[(entry.at.date() - start).days] += entry.value
    return total_mg


def phases_of(amount_mg: Array) -> tuple[Phase, ...]:
    """Before the first lower amount, until the last change, and from there on.

    Args:
        amount_mg: (days,), taken on each day.

    Raises:
        ValueError: when the amount never falls.
    """
    lower = np.flatnonzero(amount_mg < amount_mg[0])
    if not len(lower):
        raise ValueError("the amount never falls below that of the first day")
    start = int(lower[0])
    last = int(np.flatnonzero(np.diff(amount_mg))[-1]) + 1
    ends = [0, start, last, len(amount_mg)]
    return tuple(
        Phase(name, low + 1, high)
        for name, low, high in zip(PHASES, ends[:-1], ends[1:], strict=True)
    )


def course_of(diary: Diary, ratings: Ratings) -> Course:
    """Ratings by day of the diary."""
    start = current(diary)[0].at.date()
    days = [(at.date() - start).days + 1 for at in ratings.rated_at]
    return Course(np.array(days), ratings.value_pts)


def spread_of(course: Course) -> Spread:
    """Figures of some ratings.

    Pairs across a night are left out of the correlation. Mean and variance are those of all the
    ratings, as usual, so that a drift inside the days raises the correlation.
    """
    value = course.value_pts
    variance = float(value.var(ddof=1))
    return Spread(len(value), float(value.mean()), variance**0.5, variance, _lag_one(course))


def _lag_one(course: Course) -> float:
    apart = course.value_pts - course.value_pts.mean()
    same_day = np.diff(course.day) == 0
    if same_day.sum() < _FEWEST_PAIRS or not apart.any():
        return float("nan")
    return float((apart[1:] * apart[:-1])[same_day].mean() / np.mean(apart**2))


def windows_of(course: Course, phases: tuple[Phase, ...]) -> Iterator[Window]:
    """Windows of 28 days, moved on by 14 days each time."""
    for last_day in range(WINDOW_DAYS, phases[-1].last_day + 1, STEP_DAYS):
        first_day = last_day - WINDOW_DAYS + 1
        touched = [p.name for p in phases if p.first_day <= last_day and p.last_day >= first_day]
        spread = spread_of(course.within(first_day, last_day))
        yield Window(first_day, last_day, " and ".join(touched), spread)


def sharpest_step(course: Course) -> Step:
    """Where a single step describes the daily means best.

    A slow drift also has a sharpest step, so this places a change and does not show that it was
    sudden.
    """
    days = np.unique(course.day)
    daily = np.array([course.value_pts[course.day == d].mean() for d in days])
    whole = _left_over(daily)
    places = range(_FEWEST_DAYS, len(days) - _FEWEST_DAYS + 1)
    left = [_left_over(daily[:i]) + _left_over(daily[i:]) for i in places]
    best = int(np.argmin(left))
    return Step(int(days[places[best]]), 1.0 - left[best] / whole if whole > 0.0 else 0.0)


def _left_over(value: Array) -> float:
    return float(np.sum((value - value.mean()) ** 2))
