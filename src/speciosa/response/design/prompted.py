"""Which ratings a block test may use: those whose time the arm did not choose.

A rating at a wish exists only because somebody wanted a dose, mostly when it hurt. In an arm with
fewer or no doses it is missing, so that the other arm would look worse than it is.
"""

from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.entries import Kind
from speciosa.diary.ratings import Ratings
from speciosa.diary.view import current, hours_since, origin
from speciosa.response.design.assignments import Randomised
from speciosa.sampling.quasirandom import Array

_NEAR_H: Final = 1.0 / 6.0
_AFTER_H: Final = 1.5  # the second rating that a wish asks for
_LEAST_SHARE: Final = 1.0 / 3.0  # of all ratings; below, those at wishes are kept too


def usable(diary: Diary, test: Randomised, ratings: Ratings) -> tuple[Ratings, bool]:
    """The ratings of a test, and whether all of them keep to times that no arm chose.

    Args:
        diary: wishes and doses.
        test: for waits every rating belongs to a wish in both arms, so all are kept.
        ratings: of one outcome.
    """
    if test.kind == "wait" or not len(ratings.time_h):
        return ratings, True
    wish_h, dose_h = _wishes_h(diary, test), _doses_h(diary, test)
    asked = _near(ratings.time_h, wish_h, _NEAR_H, _NEAR_H)
    asked |= _near(ratings.time_h, wish_h + _AFTER_H, _NEAR_H, _NEAR_H)
    asked |= _near(ratings.time_h, dose_h, _NEAR_H, 0.0)
    if 1.0 - asked.mean() < _LEAST_SHARE:
        return ratings, False
    return _subset(ratings, np.flatnonzero(~asked)), True


def _wishes_h(diary: Diary, test: Randomised) -> Array:
    start, meant = origin(diary), {test.product, ""}
    wishes = [e for e in current(diary) if e.kind is Kind.WISH and e.what in meant]
    return np.array([hours_since(start, e.at) for e in wishes], dtype=np.float64)


def _doses_h(diary: Diary, test: Randomised) -> Array:
    own = [d.time_h for d in doses_of(diary) if d.product == test.product and d.amount > 0.0]
    return np.array(own, dtype=np.float64)


def _near(time_h: Array, moment_h: Array, before_h: float, after_h: float) -> Array:
    """Whether each time lies in a window around any moment, (n,)."""
    gap_h = time_h[:, None] - moment_h[None, :]
    return np.any((gap_h >= -before_h) & (gap_h <= after_h), axis=1)


def _subset(ratings: Ratings, kept: Array) -> Ratings:
    return Ratings(
        ratings.outcome,
        tuple(ratings.entry_id[i] for i in kept),
        tuple(ratings.rated_at[i] for i in kept),
        ratings.time_h[kept],
        ratings.value_pts[kept],
    )
