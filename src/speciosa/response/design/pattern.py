"""The person's own days laid out as a test: when wishes and ratings would come."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.entries import Kind
from speciosa.diary.ratings import ratings_of
from speciosa.diary.view import current
from speciosa.response.design.plan import LEAST_BETWEEN_H, Plan
from speciosa.sampling.quasirandom import Array

_RECENT_D: Final = 56
_BEFORE_H: Final = 0.5
_AROUND_H: Final = 2.0  # ratings this close to a wish are those of the wish itself
_MOST_RATINGS: Final = 320
_NEAR_H: Final = 1.0 / 6.0
_SECOND_H: Final = 1.5
_LEAST_PARTS: Final = 3
_MOST_DAYS: Final = 400
_ANSWERED: Final = 0.8  # of the ratings that a wait asks for


@dataclass(frozen=True, slots=True)
class LivedDay:
    """Clock hours of one recorded day."""

    wish_h: Array
    rating_h: Array


@dataclass(frozen=True, slots=True)
class Course:
    """A possible test: hours since its first midnight.

    `arm_h` is when each arm begins; `dose_h` the doses of every day of a block test.
    """

    arm_h: Array
    dose_h: Array
    rating_h: Array


def lived_days(diary: Diary, plan: Plan) -> tuple[LivedDay, ...]:
    """The latest recorded days with a wish or a dose of the product."""
    wishes: dict[date, list[float]] = {}
    doses: dict[date, list[float]] = {}
    for entry in current(diary):
        if entry.kind is Kind.WISH and entry.what in {plan.product, ""}:
            wishes.setdefault(entry.at.date(), []).append(entry.at.hour + entry.at.minute / 60.0)
    for dose in doses_of(diary):
        if dose.product == plan.product and dose.amount > 0.0:
            at = dose.taken_at
            doses.setdefault(at.date(), []).append(at.hour + at.minute / 60.0)
    rated: dict[date, list[float]] = {}
    for at in ratings_of(diary)[plan.outcome].rated_at:
        rated.setdefault(at.date(), []).append(at.hour + at.minute / 60.0)
    days = sorted(doses)[-_RECENT_D:]
    return tuple(
        LivedDay(
            np.sort(np.array(wishes.get(day) or doses[day])), np.sort(np.array(rated.get(day, [])))
        )
        for day in days
    )


def course_of(plan: Plan, days: tuple[LivedDay, ...], rng: np.random.Generator) -> Course:
    """Days drawn with replacement until every arm has its place.

    Args:
        plan: what is compared.
        days: how the person lives and rates.
        rng: draws the days.
    """
    return _waits(plan, days, rng) if plan.kind == "wait" else _blocks(plan, days, rng)


def _blocks(plan: Plan, days: tuple[LivedDay, ...], rng: np.random.Generator) -> Course:
    count = 2 * plan.pairs * plan.block_d
    drawn = [days[int(i)] for i in rng.integers(len(days), size=count)]
    dose_h = [24.0 * i + h for i, day in enumerate(drawn) for h in day.wish_h]
    rating_h = [24.0 * i + h for i, day in enumerate(drawn) for h in _free(day)]
    arm_h = 24.0 * plan.block_d * np.arange(2.0 * plan.pairs)
    return Course(arm_h, np.array(dose_h), _thinned(np.sort(rating_h), rng))


def _free(day: LivedDay) -> Array:
    """Ratings whose time no wish chose; all of them where hardly any is left."""
    asked = np.concatenate([day.wish_h, day.wish_h + _SECOND_H])
    gap_h = np.abs(day.rating_h[:, None] - asked[None, :])
    free = day.rating_h[~np.any(gap_h <= _NEAR_H, axis=1)]
    return free if _LEAST_PARTS * len(free) >= len(day.rating_h) else day.rating_h


def _waits(plan: Plan, days: tuple[LivedDay, ...], rng: np.random.Generator) -> Course:
    arms, ratings = list[float](), list[float]()
    for i in range(_MOST_DAYS):
        day = days[int(rng.integers(len(days)))]
        today = list[float]()
        for wish_h in 24.0 * i + day.wish_h:
            if not today or wish_h - today[-1] >= LEAST_BETWEEN_H:
                today.append(float(wish_h))
        ratings += [24.0 * i + h for h in day.rating_h if _apart(24.0 * i + h, today)]
        arms += today
        if len(arms) >= 2 * plan.pairs:
            break
    arm_h = np.array(arms[: 2 * plan.pairs])
    asked = np.concatenate([arm_h, arm_h + plan.rating_after_h])
    answered = asked[rng.random(len(asked)) < _ANSWERED]
    return Course(arm_h, arm_h, _thinned(np.sort(np.concatenate([answered, ratings])), rng))


def _apart(at_h: float, wishes_h: list[float]) -> bool:
    return all(not -_BEFORE_H <= at_h - wish <= _AROUND_H for wish in wishes_h)


def _thinned(rating_h: Array, rng: np.random.Generator) -> Array:
    """At most 320 ratings, so that the simulation ends within seconds."""
    if len(rating_h) <= _MOST_RATINGS:
        return np.asarray(rating_h)
    return np.sort(rng.choice(rating_h, _MOST_RATINGS, replace=False))
