"""The arrays of one joint fit: rows of ratings and slots side by side, in order of time."""

from dataclasses import dataclass

import numpy as np

from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class JointData:
    """Ratings and slots of one outcome; every coefficient is in units of sigma.

    Attributes:
        rating_pts: (ratings,), up = worse, centred.
        rating_h: (ratings,), not decreasing.
        rating_columns: (ratings, common), level, drift, daily and what else every rating shares.
        common_sd: (common,), prior sd of their coefficients.
        slot_h: (slots,), not decreasing.
        slot_columns: (slots, common), the same for the state that a wish may follow.
        habit: (slots, habits), what else makes a dose likely.
        habit_mean: (habits,), prior mean of its coefficients.
        habit_sd: (habits,), prior sd.
        wanted: (slots,), 1 for a wish.
        slot_weight: (slots,), how many moments a slot stands for.
        rating_terms: (terms, draws, ratings), effect columns.
        slot_terms: (terms, draws, slots).
        term_sd: (draws, terms), prior sd of the effect coefficients.
    """

    rating_pts: Array
    rating_h: Array
    rating_columns: Array
    common_sd: Array
    slot_h: Array
    slot_columns: Array
    habit: Array
    habit_mean: Array
    habit_sd: Array
    wanted: Array
    slot_weight: Array
    rating_terms: Array
    slot_terms: Array
    term_sd: Array

    @property
    def ratings(self) -> int:
        """Number of ratings."""
        return len(self.rating_pts)

    @property
    def slots(self) -> int:
        """Number of slots."""
        return len(self.slot_h)

    def order(self) -> Array:
        """Positions of all rows, ratings first, in order of time."""
        return np.argsort(np.concatenate([self.rating_h, self.slot_h]), kind="stable")

    def row_h(self) -> Array:
        """Times of all rows in order, (ratings + slots,)."""
        return np.concatenate([self.rating_h, self.slot_h])[self.order()]


@dataclass(frozen=True, slots=True)
class Hazard:
    """How wishes follow the symptom: g in log odds per sigma, and whether they follow all of it.

    A free wish follows only the person's own ups and downs; a tied one the whole level, drift,
    daily rhythm and the effect of the product included.
    """

    slope: float
    tied: bool
    log_prior: float
