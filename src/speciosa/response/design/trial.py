"""The arrays of one test: ratings, exposure as taken, and exposure of the plan for any coins."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final

import numpy as np

from speciosa.diary.ratings import Ratings
from speciosa.response.design.assignments import Arm, ArmPair, Randomised
from speciosa.response.design.coins import whitener
from speciosa.response.design.levels import Levels, contrast_of, saturate
from speciosa.response.design.usual import Usual
from speciosa.sampling.quasirandom import Array

BEFORE_H: Final = 48.0  # ratings around the test tell the level
AFTER_H: Final = 48.0
WAIT_WINDOW_H: Final = 4.0  # a dose this long after a wish belongs to the wait
_EARLY_H: Final = 0.25
_FEWEST_RATINGS: Final = 10
_MOST_RATINGS: Final = 2400  # of a very long test every second one, or fewer: n x n weights


@dataclass(frozen=True, slots=True)
class Trial:
    """One outcome of one test, ready for the coins.

    `base` is the plan's signal that no coin changes; `as_allotted` and `swapped` what each pair
    adds for its two coins. For a comparison they are 1 in the usual arm and `saturates` is off.
    """

    rating_pts: Array  # (n,)
    time_h: Array  # (n,)
    clock_h: Array  # (n,)
    exposed: Array  # (draws, n)
    contrast: Array  # (draws,)
    base: Array  # (n,)
    as_allotted: Array  # (pairs, n)
    swapped: Array  # (pairs, n)
    saturates: bool

    def instrument(self, flips: Array) -> Array:
        """Exposure of the plan for every way the coins may fall, (ways, n)."""
        change = self.swapped - self.as_allotted
        signal = self.base + self.as_allotted.sum(axis=0) + flips.astype(np.float64) @ change
        return saturate(np.maximum(signal, 0.0)) if self.saturates else signal

    def whitener(self) -> Array:
        """Weights fixed in advance, with level, drift and the daily rhythm taken out."""
        return whitener(self.time_h, nuisance_of(self.time_h, self.clock_h))


def nuisance_of(time_h: Array, clock_h: Array) -> Array:
    """Level, drift over the test and one wave a day, (n, 4)."""
    span_h = max(float(np.ptp(time_h)), 1.0)
    angle = 2.0 * np.pi * clock_h / 24.0
    drift = (time_h - time_h.mean()) / span_h
    return np.column_stack([np.ones_like(time_h), drift, np.sin(angle), np.cos(angle)])


def trial_of(
    test: Randomised, ratings: Ratings, levels: Levels, usual: Usual, range_h: Array
) -> Trial | None:
    """The arrays of one outcome; None without ratings around the test or a varying level.

    Args:
        test: pairs of allotted arms.
        ratings: of the outcome, in its own points.
        levels: effect signal of the tested substance.
        usual: the usual use before the test.
        range_h: times of all ratings; the person's own range of levels is that at these.
    """
    arms = test.arms
    inside = np.flatnonzero(
        (ratings.time_h >= arms[0].time_h - BEFORE_H) & (ratings.time_h <= arms[-1].end_h + AFTER_H)
    )
    inside = inside[:: ceil(max(len(inside), 1) / _MOST_RATINGS)]
    time_h = ratings.time_h[inside]
    contrast = contrast_of(levels.effect_at(range_h))
    exposed = levels.effect_at(time_h)
    if test.kind == "versus":
        exposed, contrast = _in_usual_arm(test, time_h)[None, :], np.ones(1)
    if len(time_h) < _FEWEST_RATINGS or contrast.min() <= 0.0:
        return None
    plan = PlannedSignal(test, levels, usual, time_h)
    return Trial(
        rating_pts=ratings.value_pts[inside],
        time_h=time_h,
        clock_h=np.array([_clock_h(ratings.rated_at[i]) for i in inside]),
        exposed=exposed,
        contrast=contrast,
        base=plan.base(),
        as_allotted=np.array([plan.of_pair(p.first, p.second) for p in test.pairs]),
        swapped=np.array([plan.of_pair(*_swapped(p)) for p in test.pairs]),
        saturates=test.kind != "versus",
    )


def _clock_h(at: datetime) -> float:
    return at.hour + at.minute / 60.0


def _swapped(pair: ArmPair) -> tuple[Arm, Arm]:
    """The same places with the arms the other way round."""
    return _as(pair.first, pair.second), _as(pair.second, pair.first)


def _as(place: Arm, arm: Arm) -> Arm:
    return Arm(
        place.at, place.time_h, arm.product, arm.value, place.pair, place.length_h, arm.other
    )


def _in_usual_arm(test: Randomised, time_h: Array) -> Array:
    usual = [arm for arm in test.arms if not arm.other]
    return np.sum([_inside(arm, time_h) for arm in usual], axis=0)


def _inside(arm: Arm, time_h: Array) -> Array:
    return ((time_h >= arm.time_h) & (time_h < arm.end_h)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class PlannedSignal:
    """The signal that doses exactly as planned would give at the ratings."""

    test: Randomised
    levels: Levels
    usual: Usual
    time_h: Array

    def base(self) -> Array:
        """Doses outside the test, as taken."""
        if self.test.kind == "versus":
            return np.zeros_like(self.time_h)
        ratio = self.levels.exposure.reaching_mg.mean(axis=1)
        doses = self.levels.exposure.doses
        own = [r for r, d in zip(ratio, doses, strict=True) if d.product == self.usual.product]
        usual = float(np.median([r for r in own if r > 0.0] or [1.0]))
        outside = [
            (d.time_h, r / usual)
            for r, d in zip(ratio, doses, strict=True)
            if not belongs(self.test, d.time_h, d.product)
        ]
        return self._sum(outside)

    def of_pair(self, first: Arm, second: Arm) -> Array:
        """What the two arms of a pair add."""
        if self.test.kind == "versus":
            arms = [arm for arm in (first, second) if not arm.other]
            return np.sum([_inside(arm, self.time_h) for arm in arms], axis=0)
        return self._sum([dose for arm in (first, second) for dose in self._doses(arm)])

    def _doses(self, arm: Arm) -> list[tuple[float, float]]:
        """Times and shares of the planned doses of one arm."""
        if arm.is_wait:
            return [(arm.time_h + arm.value / 60.0, 1.0)]
        days = round(arm.length_h / 24.0)
        hour = _clock_h(arm.at)
        clock = np.sort((self.usual.clock_h - hour) % 24.0)
        return [(arm.time_h + 24.0 * day + h, arm.value) for day in range(days) for h in clock]

    def _sum(self, doses: list[tuple[float, float]]) -> Array:
        total = np.zeros_like(self.time_h)
        for at_h, share in doses:
            total += share * self.levels.kernel.at(self.time_h - at_h)
        return total


def belongs(test: Randomised, dose_h: float, product: str) -> bool:
    """Whether a dose falls into an arm of the test."""
    if product != test.product:
        return False
    if test.kind == "wait":
        return any(-_EARLY_H <= dose_h - arm.time_h <= WAIT_WINDOW_H for arm in test.arms)
    return any(arm.time_h <= dose_h < arm.end_h for arm in test.arms)
