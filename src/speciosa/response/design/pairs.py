"""The pairs of a test with their differences, for the eye and for watching over time."""

from datetime import timedelta
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.entries import Kind
from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.diary.view import current, hours_since, origin
from speciosa.errors import InputError
from speciosa.response.design.assignments import Arm, ArmPair, Randomised, randomised_of
from speciosa.response.design.followed import Followed
from speciosa.response.design.prompted import usable
from speciosa.response.design.result import AssignedPair
from speciosa.response.design.usual import usual_of

SCALE_SHARE: Final = 0.3  # of the outcome's range: three smallest important changes
_WISH_BEFORE_H: Final = 0.5
_WISH_AFTER_H: Final = 0.1
_EARLY_H: Final = 0.25
_AFTER_FROM_H: Final = 0.75
_AFTER_TO_H: Final = 4.0
_INSTANT_H: Final = 1e-6
_SETTLING: Final = 0.25  # of a block, left out of its mean


def pairs_of(diary: Diary, outcome: str) -> tuple[AssignedPair, ...]:
    """Pairs of the latest test, in order of time; empty without a test or ratings.

    A pair's difference uses only ratings: for waits the change from the wish to 45 min to 4 h
    after it, up to the next wish; for blocks the mean after their first quarter.
    """
    test, ratings = randomised_of(diary), ratings_of(diary).get(outcome)
    if test is None or ratings is None:
        return ()
    ratings, _ = usable(diary, test, ratings)
    scale = outcome_of(diary, outcome)
    followed = _followed(diary, test)
    means = _Means(test, ratings, _wishes_h(diary, test))
    return tuple(
        _pair(test, pair, means, followed, SCALE_SHARE * (scale.high - scale.low))
        for pair in sorted(test.pairs, key=lambda p: p.second.time_h)
    )


def _followed(diary: Diary, test: Randomised) -> Followed | None:
    try:
        usual = usual_of(diary, test.product, test)
    except InputError:
        return None
    return Followed(diary, test, usual)


def _pair(
    test: Randomised, pair: ArmPair, means: "_Means", followed: Followed | None, scale_pts: float
) -> AssignedPair:
    shares = [followed.of_arm(a) if followed else None for a in (pair.first, pair.second)]
    known = [share for share in shares if share is not None]
    end_h = _AFTER_TO_H if pair.second.is_wait else pair.second.length_h
    return AssignedPair(
        pair=pair.first.pair,
        kind=test.kind,
        product=test.product,
        assigned_at=pair.first.at,
        complete_at=pair.second.at + timedelta(hours=end_h),
        first_arm="higher" if pair.higher_first else "lower",
        difference_pts=means.difference(pair),
        scale_pts=scale_pts,
        adherence=float(np.mean(known)) if len(known) == len(shares) else None,
    )


def _wishes_h(diary: Diary, test: Randomised) -> list[float]:
    """Moments that end the window of an earlier wait: wishes, and doses outside the test."""
    start = origin(diary)
    wishes = [hours_since(start, e.at) for e in current(diary) if e.kind is Kind.WISH]
    arms = [arm.time_h for arm in test.arms]
    free = [
        d.time_h
        for d in doses_of(diary)
        if d.amount > 0.0 and not any(-_EARLY_H <= d.time_h - a <= _AFTER_TO_H for a in arms)
    ]
    return sorted({*wishes, *arms, *free})


class _Means:
    """What was rated in an arm; windows rest on the wish or the block, never on the dose."""

    def __init__(self, test: Randomised, ratings: Ratings, ends_h: list[float]) -> None:
        self.test, self.ends_h = test, ends_h
        self.time_h, self.value_pts = ratings.time_h, ratings.value_pts

    def difference(self, pair: ArmPair) -> float | None:
        """Higher minus lower arm; None where one has no rating."""
        arms = pair.by_rank
        after = [self._after(arm) for arm in arms]
        if after[0] is None or after[1] is None:
            return None
        before = [self._before(arm) if arm.is_wait else None for arm in arms]
        if before[0] is None or before[1] is None:
            return after[0] - after[1]
        return (after[0] - before[0]) - (after[1] - before[1])

    def _before(self, arm: Arm) -> float | None:
        return self._mean(arm.time_h - _WISH_BEFORE_H, arm.time_h + _WISH_AFTER_H)

    def _after(self, arm: Arm) -> float | None:
        if not arm.is_wait:
            return self._mean(arm.time_h + _SETTLING * arm.length_h, arm.end_h)
        end_h = arm.time_h + _AFTER_TO_H
        later = [e for e in self.ends_h if arm.time_h + _AFTER_FROM_H < e < end_h]
        return self._mean(arm.time_h + _AFTER_FROM_H, min([*later, end_h]))

    def _mean(self, start_h: float, end_h: float) -> float | None:
        # A rating at the very end, such as that of the next wish, belongs to what comes next.
        inside = (self.time_h >= start_h - _INSTANT_H) & (self.time_h < end_h - _INSTANT_H)
        return float(self.value_pts[inside].mean()) if inside.any() else None
