"""`compare`: one outcome, two sides, the difference between them and what confounds it."""

from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.instruments import outcome_of
from speciosa.diary.person import Outcome
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError
from speciosa.response.compare.arms import Arm, Arms, Selector, arms_of
from speciosa.response.compare.comparison import ArmSummary, Comparison
from speciosa.response.compare.confounders import confounders_of, doses_per_day
from speciosa.response.compare.difference import Sides, difference_of
from speciosa.response.compare.words import sentence_of
from speciosa.response.result import Estimate, Scale

FEWEST_D: Final = 7  # days of one side on which the outcome was rated
FEWEST_RATINGS: Final = 15


def compare(diary: Diary, outcome: str, *, a: Selector, b: Selector) -> Comparison:
    """How an outcome differs between two sets of days, as a minus b.

    No random numbers: the same diary gives the same bytes.

    Args:
        diary: the record.
        outcome: key of a rated outcome.
        a: one side.
        b: the other, of the same kind.

    Raises:
        InputError: an outcome that was never rated, or sides that cannot be compared.
    """
    _ratings(diary, outcome)  # a name that nobody rated is told first
    return compare_arms(diary, outcome, arms_of(diary, a, b))


def compare_arms(diary: Diary, outcome: str, arms: Arms) -> Comparison:
    """As `compare`, for sides that are known already.

    Args:
        diary: the record.
        outcome: key of a rated outcome.
        arms: both sides.
    """
    ratings = _ratings(diary, outcome)
    found = outcome_of(diary, outcome)
    side_a, side_b = _summary(arms.a, ratings), _summary(arms.b, ratings)
    reasons = _too_little(side_a, side_b)
    difference = None if reasons else _difference(ratings, arms, found)
    return Comparison(
        outcome=outcome,
        label=found.label,
        kind=arms.kind,
        a=side_a,
        b=side_b,
        days_set_apart=len(arms.set_apart),
        difference=difference,
        sentence=sentence_of(found.label, arms.kind, arms.a.named, arms.b.named, difference),
        reasons=reasons,
        confounders=confounders_of(diary, arms),
        better=found.better,
        scale=Scale(low=found.low, high=found.high),
        smallest_important_change=found.important_change or 0.1 * (found.high - found.low),
    )


def _ratings(diary: Diary, outcome: str) -> Ratings:
    all_ = ratings_of(diary)
    if outcome not in all_:
        expected = f"one of {listed(all_)}" if all_ else "an outcome with ratings"
        raise InputError("never rated", "outcome", outcome, expected, nearest(outcome, all_))
    return all_[outcome]


def _summary(arm: Arm, ratings: Ratings) -> ArmSummary:
    days = [at.date() for at in ratings.rated_at if at.date() in arm.days]
    return ArmSummary(
        label=arm.label,
        days=len(set(days)),
        ratings=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        doses_per_day=doses_per_day(arm),
    )


def _too_little(a: ArmSummary, b: ArmSummary) -> tuple[str, ...]:
    return tuple(
        f"{side.label}: {_counted(side.days, 'day')} with {_counted(side.ratings, 'rating')}; "
        f"at least {FEWEST_D} days and {FEWEST_RATINGS} ratings are needed."
        for side in (a, b)
        if side.days < FEWEST_D or side.ratings < FEWEST_RATINGS
    )


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'s' * (count != 1)}"


def _difference(ratings: Ratings, arms: Arms, outcome: Outcome) -> Estimate:
    in_a = np.array([at.date() in arms.a.days for at in ratings.rated_at])
    in_b = np.array([at.date() in arms.b.days for at in ratings.rated_at])
    kept = in_a | in_b
    clock_h = np.array([at.hour + at.minute / 60.0 for at in ratings.rated_at])
    sides = Sides(ratings.value_pts[kept], ratings.time_h[kept], clock_h[kept], in_a[kept])
    return difference_of(sides, outcome.high - outcome.low)
